"""The lines that say what a document is: their names, their words, and what follows from them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from piagam.innovations.models import Document
from piagam.web.errors import Refused
from tallybook import DocumentFacts
from tallybook.documents import kind_in_words

LINES = (
    "subject", "kind", "number", "dated", "issuer", "covers_from", "covers_to", "valid_from", "valid_until",
    "is_open_ended", "revoked_on", "revoked_by", "confidentiality",
)  # fmt: skip


def facts_of(document: Document) -> DocumentFacts:
    """What the index engine needs to know to say whether the document still counts."""
    first, last = document.covers_from, document.covers_to
    return DocumentFacts(
        kind=document.kind,
        dated=document.dated,
        covers=(first, last or first) if first else None,
        valid_from=document.valid_from,
        valid_until=document.valid_until,
        is_open_ended=document.is_open_ended,
        revoked_on=document.revoked_on,
    )


def cleaned(given: Mapping[str, Any]) -> dict[str, Any]:
    """The lines as they are stored. Raises Refused where they contradict each other."""
    lines = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    if unknown := set(lines) - set(LINES):
        raise TypeError(f"no lines of a document: {', '.join(sorted(unknown))}")
    if "subject" in lines and not lines["subject"]:
        raise Refused(_("Tuliskan tentang apa dokumen ini."), 422)
    if lines.get("is_open_ended") and lines.get("valid_until"):
        raise Refused(_("Pilih salah satu: berlaku sampai suatu tanggal, atau berlaku sampai dicabut."), 422)
    first, last = lines.get("valid_from"), lines.get("valid_until")
    if first and last and last < first:
        raise Refused(_("Masa berlakunya berakhir sebelum dimulai."), 422)
    return lines


def label_of(name: str) -> str:
    """What a line is called."""
    return {
        "subject": _("Tentang"),
        "kind": _("Jenis"),
        "number": _("Nomor"),
        "dated": _("Tanggal"),
        "issuer": _("Penerbit"),
        "covers_from": _("Tahun yang dimuat, dari"),
        "covers_to": _("Tahun yang dimuat, sampai"),
        "valid_from": _("Berlaku mulai"),
        "valid_until": _("Berlaku sampai"),
        "is_open_ended": _("Berlaku sampai dicabut"),
        "revoked_on": _("Dicabut pada"),
        "revoked_by": _("Dicabut dengan"),
        "confidentiality": _("Kerahasiaan"),
    }.get(name, name)


def as_recorded(value: Any) -> str:
    """A line's value as the audit record keeps it."""
    if isinstance(value, bool):
        return "1" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def in_words(name: str, recorded: str) -> str:
    """A recorded value as a person reads it."""
    if name == "kind":
        return kind_in_words(recorded)
    if name == "confidentiality" and recorded in Document.Confidentiality.values:
        return str(Document.Confidentiality(recorded).label)
    if name == "is_open_ended":
        return _("ya") if recorded else _("tidak")
    return recorded


def changes_in_words(facts: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    """The lines of a recorded correction: name, before, after."""
    for name, pair in facts.items():
        if name in LINES and isinstance(pair, list) and len(pair) == 2:
            yield label_of(name), in_words(name, str(pair[0])), in_words(name, str(pair[1]))
