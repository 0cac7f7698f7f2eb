"""Pictures of pages: drawn once in a child process, kept on the local disk, safe to throw away."""

import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from django.utils.translation import gettext as _

from piagam.files.child import ChildFailed, ask_child
from piagam.files.durable import temporary_beside
from piagam.files.models import StoredFile
from piagam.files.refusals import BadFile, infected
from piagam.files.storage import files_dir, storage

WIDTHS = (160, 320, 640, 960, 1280, 1600)  # a few steps only, or a stranger could fill the disk with sizes


def page_image(stored: StoredFile, page: int, width: int) -> Path:
    """The WebP of one page (from 1), at the step of WIDTHS that is wide enough. Raises BadFile (404) without one."""
    step = next((each for each in WIDTHS if each >= width), WIDTHS[-1])
    if not 1 <= page <= (stored.pages or 0):
        raise BadFile(_("Halaman ini tidak ada."), 404)
    if stored.scan_state == StoredFile.Scan.INFECTED:
        raise infected()
    target = _target(stored, page, step)
    if not target.exists():
        draw(stored, [page], step)
    return target


def draw(stored: StoredFile, pages: Iterable[int], width: int) -> None:
    """Draws the pages that are not there yet, all in one child: what a job calls before people come to read."""
    missing = {page: target for page in pages if not (target := _target(stored, page, width)).exists()}
    if not missing:
        return
    kind = "image" if stored.is_image else "pdf"
    with ExitStack() as open_things:
        source = open_things.enter_context(storage().local_copy(stored.sha256))
        parts = {page: open_things.enter_context(temporary_beside(files_dir())) for page in missing}
        arguments = [str(each) for page, part in parts.items() for each in (page, part)]
        try:
            ask_child("piagam.files.rendering", kind, source, str(width), *arguments)
        except ChildFailed:
            raise BadFile(_("Halaman ini tidak dapat digambar. Unduh berkasnya untuk membacanya."), 404)
        for page, part in parts.items():
            missing[page].parent.mkdir(parents=True, exist_ok=True)
            os.replace(part, missing[page])


def _target(stored: StoredFile, page: int, width: int) -> Path:
    digest = stored.sha256
    return files_dir() / "derived" / digest[:2] / digest / f"p{page}-w{width}.webp"
