"""The store on the local disk."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from piagam.files.durable import sync_dir, sync_file, temporary_beside
from piagam.files.storage import key_of


class DiskStorage:
    """Files of mode 0444 under `root`/sha256/ab/. `put` moves its source when it lies on the same disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, digest: str) -> Path:
        return self.root / key_of(digest)

    def put(self, digest: str, source: Path) -> None:
        target = self.path(digest)
        folder = target.parent
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            sync_dir(folder.parent)
            sync_dir(folder.parent.parent)
        with temporary_beside(self.root) as part:
            try:
                os.link(source, part)
            except OSError:  # another disk, or one without links
                shutil.copyfile(source, part)
            part.chmod(0o444)
            sync_file(part)
            os.replace(part, target)  # also heals a damaged copy: the source was hashed just now
        sync_dir(folder)

    def open(self, digest: str, start: int = 0) -> BinaryIO:
        file = self.path(digest).open("rb")
        file.seek(start)
        return file

    def exists(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def size(self, digest: str) -> int:
        return self.path(digest).stat().st_size

    def digests(self) -> Iterator[str]:
        top = self.root / "sha256"
        for folder in sorted(top.iterdir()) if top.is_dir() else []:
            yield from sorted(path.name for path in folder.iterdir())

    @contextmanager
    def local_copy(self, digest: str) -> Iterator[Path]:
        yield self.path(digest)
