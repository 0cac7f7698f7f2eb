"""What the tests of this slice start from: documents with bytes, entries with answers, a report that is ready."""

import hashlib
from typing import Any

from piagam.entries.actions import add_evidence, save_claim
from piagam.entries.models import Entry, Report
from piagam.entries.slots import indicators_for
from piagam.entries.tests.filling import best_facts
from piagam.files.models import StoredFile
from piagam.innovations.models import Document, DocumentVersion
from tallybook import Indicator
from tests.cast import World


def document(
    world: World, region: str = "17.71", *, department: str | None = None, name: str = "sk.pdf"
) -> Document:
    """A PDF in the library; the bytes themselves are not needed here."""
    unit = world.departments[region, department] if department else None
    kept = Document.objects.create(
        region=world.regions[region], department=unit, subject=f"SK tentang {name}"
    )
    sha256 = hashlib.sha256(f"{region} {department} {name}".encode()).hexdigest()
    media_type = "application/pdf" if name.endswith("pdf") else "image/png"
    file, _new = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": 1234, "media_type": media_type}
    )
    DocumentVersion.objects.create(document=kept, file=file, file_name=name)
    return kept


def rows(holder: Entry | Report) -> list[Indicator]:
    """The rows a holder answers that take facts."""
    return [one for one in indicators_for(holder) if one.answer.fields()]


def with_bases(holder: Entry | Report) -> Indicator:
    """The row where one of several measuring bases is chosen, people counted among them."""
    several = (one for one in rows(holder) if one.answer.kind == "one-of")
    return next(one for one in several if any(base.answer.kind == "count" for base in one.answer.branches))


def answer(world: World, holder: Entry | Report, indicator: Indicator, by: str, **more: Any) -> None:
    """Answers a row with the best facts."""
    save_claim(holder, indicator, facts=best_facts(indicator.answer), version=0, by=world.actor(by), **more)


def answer_all(world: World, holder: Entry | Report, by: str, *, evidence: bool = True) -> None:
    """Answers every row at its best, each with evidence of a fitting kind."""
    for indicator in rows(holder):
        answer(world, holder, indicator, by)
        if evidence:
            takes = indicator.evidence.formats if indicator.evidence else ()
            name = "bukti.pdf" if not takes or "pdf" in takes else "bukti.png"
            paper = document(world, name=f"{indicator.code}-{name}")
            add_evidence(holder, indicator, paper, pages="1-2", by=world.actor(by))
