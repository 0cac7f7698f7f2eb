"""Is it a whole Word, Excel or PowerPoint file, small when unpacked, without macros or calls to other places?"""

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from piagam.files.inspecting import Wrong

MAX_ENTRIES, MAX_UNPACKED, MAX_RATIO = 2_000, 200 * 2**20, 100
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
MACROS = re.compile(r"vbaproject|activex|macrosheets|customui", re.IGNORECASE)
NESTED = {
    ".zip",
    ".rar",
    ".7z",
    ".gz",
    ".jar",
    ".exe",
    ".dll",
    ".js",
    ".vbs",
    ".bat",
    ".docm",
    ".xlsm",
    ".pptm",
}
FETCHED = re.compile(rb"attachedTemplate|oleObject|/frame\b|subDocument", re.IGNORECASE)
ELSEWHERE = re.compile(rb"Target\s*=\s*[\"']\s*(?:https?:|ftp:|mhtml:|file:/*\\\\|\\\\)", re.IGNORECASE)
SYMLINK = 0o120000


def inspect(path: Path, name: str) -> None:
    """Nothing to return: such a file has no fixed pages."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            check_entries(entries, path.stat().st_size)
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" not in names or MAIN_PART[name] not in names:
                raise Wrong("not_what_it_says")
            unpacked = 0
            for entry in entries:
                unpacked += check_entry(archive, entry, MAX_UNPACKED - unpacked)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError):
        raise Wrong("broken")


def check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    """What the table of contents says, before anything is unpacked."""
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > size * MAX_RATIO:
        raise Wrong("zip_bomb")
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise Wrong("broken")
    for entry in entries:
        inside = PurePosixPath(entry.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or (entry.external_attr >> 16) & 0o170000 == SYMLINK:
            raise Wrong("broken")
        if entry.flag_bits & 1:
            raise Wrong("office_locked")
        if MACROS.search(entry.filename):
            raise Wrong("office_macro")
        if inside.suffix.lower() in NESTED:
            raise Wrong("office_nested")


def check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """Unpacks one part to nowhere, whatever its header said, and looks at the beginning of XML. Its real size."""
    size, first = 0, b""
    with archive.open(entry) as part:
        while block := part.read(2**16):
            size += len(block)
            if size > left:
                raise Wrong("zip_bomb")
            if len(first) < 2**16:
                first += block
    if entry.filename.endswith((".xml", ".rels")):
        if b"<!DOCTYPE" in first or b"<!ENTITY" in first or b"<\x00!\x00" in first:
            raise Wrong("office_entity")
        if entry.filename.endswith(".rels"):
            check_relations(first)
    return size


def check_relations(text: bytes) -> None:
    """Links that a reader clicks are fine; what the program would fetch by itself is not."""
    for relation in re.findall(rb"<[^>]*Relationship\s[^>]*>", text):
        if FETCHED.search(relation) and ELSEWHERE.search(relation):
            raise Wrong("office_elsewhere")
