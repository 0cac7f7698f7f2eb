"""Asking clamd about a file, where an instance has one. No answer is never a yes: the file stays unscanned."""

import socket
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.conf import settings

from piagam.files.models import StoredFile
from piagam.files.storage import storage

BLOCK = 2**17
SECONDS = 60


class NoScanner(Exception):
    """There is no clamd, or it does not answer."""


def scan(stored: StoredFile) -> StoredFile:
    """The file with what clamd says of it. Raises NoScanner when it says nothing."""
    if stored.scan_state == StoredFile.Scan.INFECTED:
        return stored
    said = ask(stored.sha256)
    if said.endswith("FOUND"):
        stored.scan_state = StoredFile.Scan.INFECTED
    elif said.endswith("OK"):
        stored.scan_state = StoredFile.Scan.CLEAN
    else:
        raise NoScanner(said)
    stored.save(update_fields=["scan_state"])
    return stored


def ask(digest: str) -> str:
    """clamd's line for the bytes, sent by INSTREAM: "stream: OK" or "stream: NAME FOUND"."""
    try:
        with connection() as line, closing(storage().open(digest)) as file:
            line.sendall(b"zINSTREAM\0")
            while block := file.read(BLOCK):
                line.sendall(struct.pack("!L", len(block)) + block)
            line.sendall(struct.pack("!L", 0))
            said = b""
            while not said.endswith(b"\0") and (more := line.recv(4096)):
                said += more
    except OSError as error:
        raise NoScanner(str(error))
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


@contextmanager
def connection() -> Iterator[socket.socket]:
    """A line to PIAGAM_CLAMD: a path, or host:port."""
    where = settings.PIAGAM_CLAMD
    if not where:
        raise NoScanner("PIAGAM_CLAMD is not set")
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        with line:
            line.connect(where)
            yield line
        return
    host, _colon, port = where.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=SECONDS) as line:
        yield line
