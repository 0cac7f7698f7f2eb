"""The child process that reads the words of a file: python -I -m piagam.files.reading_text KIND PATH

Answers one line of JSON: the text of each page, or of the whole file where pages mean nothing.
"""

import json
import re
import sys
import zipfile
from pathlib import Path

from piagam.files.inspecting import limit

MOST = 400_000  # letters of a file
PARTS = {
    "docx": re.compile(r"word/(?:document|header\d*|footer\d*)\.xml"),
    "pptx": re.compile(r"ppt/slides/slide\d+\.xml"),
    "xlsx": re.compile(r"xl/sharedStrings\.xml"),
}
TEXT = re.compile(r"<(?:w|a):t(?: [^>]*)?>([^<]*)</|<t(?: [^>]*)?>([^<]*)</")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def pages_of_pdf(path: Path) -> list[str]:
    """The text layer of each page; a scan has none."""
    import pypdfium2

    pages, left = [], MOST
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage().get_text_bounded()[:left] if left > 0 else ""
        pages.append(text)
        left -= len(text)
    return pages


def words_of_office(path: Path, kind: str) -> list[str]:
    """The texts of a Word, PowerPoint or Excel file."""
    found: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if PARTS[kind].fullmatch(name):
                markup = archive.read(name).decode("utf-8", "replace")
                found += [one or other for one, other in TEXT.findall(markup)]
    text = " ".join(found)[:MOST]
    for entity, sign in ENTITIES:
        text = text.replace(entity, sign)
    return [text]


if __name__ == "__main__":
    limit()
    kind, source = sys.argv[1:3]
    pages = pages_of_pdf(Path(source)) if kind == "pdf" else words_of_office(Path(source), kind)
    sys.stdout.write(json.dumps({"pages": pages}))
