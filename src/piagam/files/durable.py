"""Writing so that a power cut loses nothing that was acknowledged. An fsync that fails is fatal, never retried."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ABANDONED_SECONDS = 24 * 3600


def sync_file(path: Path) -> None:
    """Returns when the file's bytes are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_dir(path: Path) -> None:
    """Returns when the folder's names are on the disk."""
    sync_file(path)


def incoming(root: Path) -> Path:
    """The folder of parts: on the store's own disk, so that a rename can finish them."""
    folder = root / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def temporary_beside(root: Path) -> Iterator[Path]:
    """A new name in the folder of parts. Whatever still bears it afterwards is removed."""
    path = incoming(root) / secrets.token_hex(16)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def sweep_incoming(root: Path, *, older_than: float = ABANDONED_SECONDS) -> int:
    """Removes parts that a killed process left behind; how many."""
    limit, swept = time.time() - older_than, 0
    for entry in os.scandir(incoming(root)):
        try:
            if entry.stat().st_mtime < limit:
                os.unlink(entry.path)
                swept += 1
        except FileNotFoundError:
            continue  # finished meanwhile
    return swept
