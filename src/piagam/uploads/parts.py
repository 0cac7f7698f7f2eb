"""The bytes of an upload on their way: one file each, beside the store, with one writer at a time."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from piagam.files.durable import sync_dir
from piagam.files.storage import files_dir
from piagam.web.errors import Refused

BLOCK = 2**18


class Body(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...


def path_of(key: UUID) -> Path:
    """Where the part lies. Never a name that a person typed."""
    return files_dir() / "uploads" / key.hex


@contextmanager
def sole_writer(key: UUID) -> Iterator[BinaryIO]:
    """The part, open for one writer; a second one is told to wait (423)."""
    path = path_of(key)
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as part:
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(_("Unggahan ini sedang dikirim dari jendela lain."), 423)
        if is_new:
            sync_dir(path.parent)
        yield part


def append(part: BinaryIO, body: Body, *, at: int, most: int, checksum: Any = None) -> int:
    """Writes the body from `at` on and returns how many bytes are now durable; what lay beyond is cut off.

    Nothing is kept of a body longer than `most`, or of one whose `checksum` (an object of hashlib with the digest it
    must reach) does not agree: the caller hears it from `checksum` itself.
    """
    part.seek(at)
    part.truncate()
    written = 0
    while block := body.read(min(BLOCK, most - written + 1)):
        written += len(block)
        if written > most:
            part.truncate(at)
            raise Refused(_("Lebih banyak bita yang dikirim daripada yang dijanjikan."), 413)
        if checksum is not None:
            checksum.update(block)
        part.write(block)
    part.flush()
    os.fsync(part.fileno())
    return written


def cut(part: BinaryIO, at: int) -> None:
    """Takes back what was written from `at` on."""
    part.truncate(at)


def drop(key: UUID) -> None:
    """Removes the part."""
    path_of(key).unlink(missing_ok=True)


def hasher(name: str) -> Any:
    """A hash of the protocol's name for it; None for one that is not spoken here."""
    return hashlib.new(name) if name in ALGORITHMS else None


ALGORITHMS = ("sha1", "sha256")
