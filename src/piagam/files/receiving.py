"""`receive`: a stranger's bytes become a StoredFile, or a sentence that says why not.

The order is the promise: bytes to a part, hashed on the way; inspected; durable under their hash; then the row.
A crash between leaves at worst a file without a row, never a row without its file.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

import puremagic

from piagam.files import refusals
from piagam.files.child import ChildFailed, ask_child
from piagam.files.durable import sweep_incoming, temporary_beside
from piagam.files.formats import TABLES, Format, families, format_named
from piagam.files.models import StoredFile
from piagam.files.storage import files_dir, storage

BLOCK = 2**18
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones locked by a password
OFFICE = {"docx", "xlsx", "pptx"}
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


class Upload(Protocol):
    """What Django calls an UploadedFile."""

    @property
    def name(self) -> str | None: ...
    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


@dataclass(frozen=True)
class Received:
    """The stored file, the name its owner gave it, and whether these bytes are new to the store."""

    stored_file: StoredFile
    original_name: str
    created: bool


def receive(upload: Upload, *, allowed: Sequence[str], max_bytes: int) -> Received:
    """Takes an upload in. Raises BadFile with a sentence. `allowed`: format names, ["pdf", "jpg", "mp4"].

    Call it before the transaction that uses the file, never inside: reading takes its time, and a transaction
    that waits for it would hold up every other writer.
    """
    if (getattr(upload, "size", None) or 0) > max_bytes:
        raise refusals.too_large(max_bytes)
    sweep_incoming(files_dir())
    with temporary_beside(files_dir()) as part:
        digest, size = write_hashed(part, upload.chunks(BLOCK), max_bytes)
        return store(part, digest, size, clean_name(upload.name or ""), allowed)


def receive_path(path: Path, name: str, *, allowed: Sequence[str], max_bytes: int) -> Received:
    """The same for bytes that lie on this machine's disk already, all of them. The path stays the caller's."""
    size = path.stat().st_size
    if size > max_bytes:
        raise refusals.too_large(max_bytes)
    if not size:
        raise refusals.empty()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return store(path, digest, size, clean_name(name), allowed)


def store(part: Path, digest: str, size: int, name: str, allowed: Sequence[str]) -> Received:
    """Inspected, durable under its hash, then the row."""
    kind = recognise(part, name, [format_named(one) for one in allowed])
    pages = inspect(part, kind)
    storage().put(digest, part)
    stored, created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": size, "media_type": kind.media_type, "pages": pages}
    )
    if stored.scan_state == StoredFile.Scan.INFECTED:
        raise refusals.infected()
    return Received(stored, name, created)


def write_hashed(path: Path, chunks: Iterable[bytes], max_bytes: int) -> tuple[str, int]:
    """Writes the chunks as they come; their SHA-256 and size. Never more than one chunk in memory."""
    hasher, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > max_bytes:
                raise refusals.too_large(max_bytes)
            hasher.update(chunk)
            file.write(chunk)
    if not size:
        raise refusals.empty()
    return hasher.hexdigest(), size


def recognise(path: Path, name: str, allowed: Sequence[Format]) -> Format:
    """The one allowed format that both the content and the name's ending say."""
    with path.open("rb") as file:
        first = file.read(4096)
    ending = PurePosixPath(name).suffix.lower()
    possible = [each for each in allowed if each.name in families(first)]
    fitting = [each for each in possible if ending in each.extensions]
    if fitting:
        return fitting[0]
    if first.startswith(OLE) and ending.lstrip(".") in OFFICE & {each.name for each in allowed}:
        raise refusals.refused_because("office_locked")
    if not possible:
        raise refusals.not_allowed(allowed, looks_like(first))
    if len(possible) == 1:
        raise refusals.wrong_ending(possible[0])
    raise refusals.refused_because("not_what_it_says")


def inspect(path: Path, kind: Format) -> int | None:
    """Opens the file in a child process under limits; its pages."""
    if kind.name in TABLES:  # text: nothing in it is opened or run
        return None
    try:
        answer = ask_child("piagam.files.inspecting", kind.name, path)
    except ChildFailed:
        raise refusals.refused_because("too_heavy")
    if wrong := answer.get("wrong"):
        raise refusals.refused_because(str(wrong))
    pages: int | None = answer["pages"]
    return pages


def looks_like(first: bytes) -> str:
    """What a file that is not allowed seems to be, "HEIC"; nothing when nobody knows."""
    try:
        found = puremagic.magic_string(first)
    except (puremagic.PureError, ValueError):
        return ""
    return found[0].extension.lstrip(".").upper() if found and found[0].confidence >= 0.5 else ""


def clean_name(name: str) -> str:
    """The last part of a path, without signs that hide or break a line, at most 200 long with its ending kept."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    last = " ".join(UNPRINTABLE.sub("", last).split()).strip(". ") or "berkas"
    stem, dot, ending = last.rpartition(".")
    if len(last) > 200 and dot and len(ending) <= 10:
        return f"{stem[: 199 - len(ending)]}.{ending}"
    return last[:200]
