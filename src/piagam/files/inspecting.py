"""The child process that opens a stranger's file: python -I -m piagam.files.inspecting FORMAT PATH

It runs under limits, without the site's settings or secrets, and answers one line of JSON: the page count, or the
code of what is wrong. `refusals.SENTENCES` has a sentence for each code.
"""

import json
import resource
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

CPU_SECONDS, MEMORY = 20, 2**30


class Wrong(Exception):
    """The file is refused; the message is the code of the reason."""


def is_an_archive_too(path: Path) -> bool:
    """Does the file open as a ZIP archive as well?

    Its end mark alone says nothing: four bytes stand by chance in the tail of one compressed scan among 66,000.
    """
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def limit() -> None:
    """Limits this process sets on itself before it reads a byte of the file."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def inspect(name: str, path: Path) -> int | None:
    """Opens the file as the format it claims to be. Returns its pages, or None where pages mean nothing."""
    from piagam.files import inspecting_images, inspecting_office, inspecting_pdf, inspecting_video

    by_format: dict[str, Callable[[Path, str], int | None]] = {
        "pdf": inspecting_pdf.inspect,
        "jpg": inspecting_images.inspect,
        "png": inspecting_images.inspect,
        "webp": inspecting_images.inspect,
        "docx": inspecting_office.inspect,
        "xlsx": inspecting_office.inspect,
        "pptx": inspecting_office.inspect,
        "mp4": inspecting_video.inspect,
        "mov": inspecting_video.inspect,
    }
    return by_format[name](path, name)


def main(name: str, path: str) -> dict[str, object]:
    """The answer as it is printed."""
    try:
        return {"pages": inspect(name, Path(path))}
    except Wrong as wrong:
        return {"wrong": str(wrong)}
    except MemoryError:
        return {"wrong": "too_heavy"}


if __name__ == "__main__":
    from piagam.files import inspecting  # the module by its real name, so that Wrong is one class

    inspecting.limit()
    sys.stdout.write(json.dumps(inspecting.main(*sys.argv[1:3])))
