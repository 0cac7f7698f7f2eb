"""An innovation on one sheet of paper: A4, one page whatever was written, with a code to the live version."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import segno
import typst
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext

TEMPLATE = Path(__file__).with_name("innovation_sheet.typ")
# words of all texts together, and of one fact; the first pair that fits one page
BUDGETS = (
    (2000, 60),
    (560, 60),
    (420, 60),
    (320, 40),
    (240, 30),
    (180, 20),
    (120, 15),
    (80, 12),
    (50, 10),
    (0, 6),
)


@dataclass(frozen=True)
class Sheet:
    """What stands on the sheet. Facts and texts are (label, words) in the rulebook's order."""

    title: str
    owner: str
    state: str
    facts: Sequence[tuple[str, str]]
    texts: Sequence[tuple[str, str]]
    address: str  # what the code holds
    address_note: str
    as_of: str
    at: datetime  # kept in the file, so that the same content is the same bytes


def sheet_pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF: texts are shortened, each by its share, until everything stands on one page."""
    made = b""
    for budget, of_a_fact in BUDGETS:
        made = compiled(sheet, budget, of_a_fact)
        if pages_in(made) == 1:
            break
    return made


def compiled(sheet: Sheet, budget: int, of_a_fact: int) -> bytes:
    """The sheet with at most `budget` words of text, and so many of each fact."""
    compiler = typst.Compiler(
        str(TEMPLATE),
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"data": json.dumps(data_of(sheet, budget, of_a_fact), ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", timestamp=sheet.at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made


def data_of(sheet: Sheet, budget: int, of_a_fact: int = 60) -> dict[str, Any]:
    """What the template reads."""
    words = sum(len(text.split()) for _label, text in sheet.texts)
    share = min(1.0, budget / words) if words else 1.0
    return {
        "lang": get_language() or "id",
        "title": sheet.title,
        "owner": sheet.owner,
        "state": sheet.state,
        "facts": [[label, Truncator(value).words(of_a_fact)] for label, value in sheet.facts],
        "texts": [{"title": label, **shortened(text, share)} for label, text in sheet.texts],
        "qr": qr_svg(sheet.address),
        "qr_note": sheet.address_note,
        "as_of": sheet.as_of,
    }


def shortened(text: str, share: float) -> dict[str, Any]:
    """The first words of a text by paragraphs, and in words how much was left out."""
    paragraphs = [part.split() for part in text.splitlines() if part.strip()]
    total = sum(map(len, paragraphs))
    left = total if share >= 1 else int(total * share)
    kept: list[str] = []
    cut = total - left
    for words in paragraphs:
        if left <= 0:
            break
        kept.append(" ".join(words[:left]) + (" …" if len(words) > left else ""))
        left -= len(words)
    more = ngettext("%(number)d kata lagi pada versi daring.", "%(number)d kata lagi pada versi daring.", cut)
    return {"paragraphs": kept, "more": more % {"number": cut} if cut else ""}


def qr_svg(address: str) -> str:
    """An address as a QR code, as SVG text."""
    out = BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0, scale=4, xmldecl=False)
    return out.getvalue().decode()


def pages_in(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
