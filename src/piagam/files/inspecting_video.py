"""Is it a whole MP4 or QuickTime film? Only its outer boxes are read; nothing is decoded."""

from collections.abc import Iterator
from pathlib import Path

from piagam.files.inspecting import Wrong

MAX_BOXES = 100_000


def inspect(path: Path, name: str) -> None:
    """Nothing to return: a film has no pages."""
    del name
    kinds = set(boxes(path))
    if b"moov" not in kinds or not kinds & {b"mdat", b"moof"}:
        raise Wrong("broken")


def boxes(path: Path) -> Iterator[bytes]:
    """The kinds of the outermost boxes. They must fill the file exactly, so a film cut short is found."""
    size, at, count = path.stat().st_size, 0, 0
    with path.open("rb") as file:
        while at < size:
            file.seek(at)
            header = file.read(16)
            length, kind = int.from_bytes(header[:4]), header[4:8]
            if length == 1:
                length = int.from_bytes(header[8:16])
            elif length == 0:  # to the end of the file
                length = size - at
            count += 1
            if len(header) < 8 or length < 8 or at + length > size or count > MAX_BOXES:
                raise Wrong("broken")
            yield kind
            at += length
