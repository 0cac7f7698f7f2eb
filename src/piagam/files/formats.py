"""The kinds of file that may be received: what they are called, and what their first bytes say.

Nothing here needs Django: the inspecting child process reads it too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    name: str
    media_type: str
    extensions: tuple[str, ...]
    is_image: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS = {
    each.name: each
    for each in (
        Format("pdf", "application/pdf", (".pdf",)),
        Format("jpg", "image/jpeg", (".jpg", ".jpeg"), is_image=True),
        Format("png", "image/png", (".png",), is_image=True),
        Format("webp", "image/webp", (".webp",), is_image=True),
        Format("docx", _OFFICE + "wordprocessingml.document", (".docx",)),
        Format("xlsx", _OFFICE + "spreadsheetml.sheet", (".xlsx",)),
        Format("pptx", _OFFICE + "presentationml.presentation", (".pptx",)),
        Format("mp4", "video/mp4", (".mp4", ".m4v")),
        Format("mov", "video/quicktime", (".mov",)),
    )
}
# Plain tables: taken only where they are asked for by name, never where any file is taken.
TABLES = {"csv": Format("csv", "text/csv", (".csv",))}
BY_MEDIA_TYPE = {each.media_type: each for each in FORMATS.values()}
ALIASES = {"jpeg": "jpg", "m4v": "mp4", "quicktime": "mov"}


def format_named(name: str) -> Format:
    """The format of a rulebook's word for it; an unknown word is a KeyError."""
    word = name.lower().lstrip(".")
    return TABLES[word] if word in TABLES else FORMATS[ALIASES.get(word, word)]


def extension_of(media_type: str) -> str:
    """The usual ending of such a file, ".pdf"; nothing for a kind that is not known."""
    known = BY_MEDIA_TYPE.get(media_type)
    return known.extensions[0] if known else ""


def families(first: bytes) -> set[str]:
    """Names of the formats that a file beginning so could be; empty when it is none of them."""
    if first.startswith(b"%PDF-"):
        return {"pdf"}
    if first.startswith(b"\xff\xd8\xff"):
        return {"jpg"}
    if first.startswith(b"\x89PNG\r\n\x1a\n"):
        return {"png"}
    if first.startswith(b"RIFF") and first[8:12] == b"WEBP":
        return {"webp"}
    if first.startswith(b"PK\x03\x04"):
        return {"docx", "xlsx", "pptx"}
    if first[4:8] == b"ftyp":
        brands = {first[8:12]} | {first[at : at + 4] for at in range(16, min(len(first), 64), 4)}
        return {"mov"} if first[8:12] == b"qt  " else ({"mp4"} if brands & MP4_BRANDS else set())
    if first[4:8] in {b"moov", b"wide", b"mdat", b"free", b"skip"}:
        return {"mov"}
    return set(TABLES) if is_text(first) else set()


def is_text(first: bytes) -> bool:
    """Nothing but printed signs, blanks and line ends; or UTF-16, as spreadsheet programs write it too."""
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\n\r\f" for byte in first)


MP4_BRANDS = {
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VP", b"dash",
    b"3gp4", b"3gp5", b"3gp6", b"MSNV", b"mmp4",
}  # fmt: skip
