"""One document for a row of many innovations at once: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from piagam.entries.actions.evidence import add_evidence
from piagam.entries.forms import clean_pages
from piagam.entries.models import Entry, EvidenceLink, Report
from piagam.innovations.models import Document
from piagam.people.actor import Actor
from piagam.web.errors import Refused
from tallybook import Indicator


@dataclass(frozen=True)
class Pick:
    """One innovation, or the region itself, whose row the document shall support, at its pages as typed."""

    holder: Entry | Report
    pages: str = ""
    document: Document | None = None  # another than the one for all, where each has its own
    indicator: Indicator | None = None


@dataclass(frozen=True)
class Linked:
    """What became of a pick, or would: the sentence says why it was refused. `again`: it was linked before."""

    pick: Pick
    pages: str
    again: bool
    refused: str = ""


def link_many(
    picks: Sequence[Pick],
    *,
    document: Document | None,
    indicator: Indicator | None,
    by: Actor,
    dry: bool = False,
) -> list[Linked]:
    """Links every pick, or none of them when one is refused; `dry` tries it all and keeps nothing."""
    done = []
    with transaction.atomic():
        for pick in sorted(picks, key=lambda one: (isinstance(one.holder, Entry), one.holder.pk or 0)):
            done.append(_link(pick, pick.document or document, pick.indicator or indicator, by))
        if dry or any(one.refused for one in done):
            transaction.set_rollback(True)
    return done


def _link(pick: Pick, document: Document | None, indicator: Indicator | None, by: Actor) -> Linked:
    assert document is not None and indicator is not None
    holder = pick.holder
    before = EvidenceLink.objects.filter(claim__indicator=indicator.code, document=document)
    if isinstance(holder, Entry):
        again = before.filter(claim__entry=holder).exists()
    else:
        again = before.filter(claim__report=holder.pk, claim__entry=None).exists()
    try:
        pages = clean_pages(pick.pages)
        with transaction.atomic():
            add_evidence(holder, indicator, document, pages=pages, by=by)
    except ValidationError as wrong:
        return Linked(pick, pick.pages, again, " ".join(wrong.messages))
    except Refused as no:
        return Linked(pick, pick.pages, again, no.sentence)
    return Linked(pick, pages, again)
