"""Where bytes lie: under their SHA-256, on the local disk or in an S3 bucket. Nothing is ever deleted here."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings


class Storage(Protocol):
    """What a place for bytes can do."""

    def put(self, digest: str, source: Path) -> None:
        """Takes the bytes in durably; when this returns they survive a power cut. Repeating it does no harm."""

    def open(self, digest: str, start: int = 0) -> BinaryIO:
        """The bytes from `start` on; FileNotFoundError when they are missing."""

    def exists(self, digest: str) -> bool: ...

    def size(self, digest: str) -> int:
        """How many bytes there are; FileNotFoundError when they are missing."""

    def digests(self) -> Iterator[str]:
        """Every fingerprint in the store, in order."""

    def local_copy(self, digest: str) -> AbstractContextManager[Path]:
        """A path of this machine to read the bytes from while the context is open."""


def key_of(digest: str) -> str:
    """sha256/ab/abcd…: a name made of the content, never of what a person typed."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256")
    return f"sha256/{digest[:2]}/{digest}"


def files_dir() -> Path:
    """The folder of stored files, of parts being received and of derived pictures."""
    return Path(settings.PIAGAM_DATA_DIR) / "files"


def storage() -> Storage:
    """The store this instance is set to."""
    if settings.PIAGAM_S3_BUCKET:
        from piagam.files.storage_s3 import bucket_storage

        return bucket_storage()
    from piagam.files.storage_disk import DiskStorage

    return DiskStorage(files_dir())
