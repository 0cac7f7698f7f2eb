"""One document for many innovations: choose, look, link."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from piagam.entries.actions.linking_many import Linked, Pick, link_many
from piagam.entries.actions.newest import use_newest, use_newest_everywhere
from piagam.entries.models import Entry, Report
from piagam.entries.queries import (
    ReportPart,
    current_edition,
    entries_in,
    evidence_by_id,
    part_for,
    report_by_region,
)
from piagam.entries.reading import READS
from piagam.entries.slots import LinkedEvidence, rules_for
from piagam.entries.states import possible
from piagam.entries.views.answering import address_of
from piagam.innovations.models import Document
from piagam.innovations.queries import document_by_id
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.tree import tree_of
from tallybook import Indicator

MOST = 500  # more on one page nobody reads; the search narrows them


@dataclass(frozen=True)
class DocumentInReport:
    """A document of the library beside the report that is open now."""

    document: Document
    report: Report
    part: ReportPart

    @property
    def pk(self) -> int:
        return self.document.pk

    def place(self) -> Place:
        return self.part.place()


def document_in_report(actor: Actor, document_id: int) -> DocumentInReport:
    """A document that the person may read, and the report of its region in the edition that runs now."""
    seen = document_by_id(actor, document_id)
    edition = current_edition(actor)
    if edition is None:
        raise Http404
    report = report_by_region(actor, edition.pk, seen.document.region_id)
    return DocumentInReport(seen.document, report, part_for(actor, report))


@guarded("claim.edit", document_in_report, sees=READS)
def choose(request: PiagamRequest, thing: DocumentInReport) -> HttpResponse:
    """The innovations and the row to choose, then a preview, then all of it at once or nothing."""
    sent = request.POST
    rows = rows_to_link(thing)
    indicator = next((row for row in rows if row.code == sent.get("isian")), None)
    entries = entries_to_link(thing)
    chosen = {int(one) for one in sent.getlist("pilih") if one.isascii() and one.isdigit()}
    picks = [
        Pick(entry, sent.get(f"halaman-{entry.pk}", "").strip() or sent.get("halaman", ""))
        for entry in entries if entry.pk in chosen
    ]  # fmt: skip
    step, wrong, outcome = sent.get("langkah", ""), "", list[Linked]()
    if step in {"pratinjau", "simpan"}:
        if indicator is None:
            wrong = _("Pilih isian yang dibuktikan dokumen ini.")
        elif not picks:
            wrong = _("Pilih paling sedikit satu inovasi.")
        else:
            dry = step == "pratinjau"
            outcome = link_many(
                picks, document=thing.document, indicator=indicator, by=request.actor, dry=dry
            )
            if not dry and not any(one.refused for one in outcome):
                messages.success(request, said(len(outcome)))
                return redirect("innovations:document", thing.document.pk)
    words = sent.get("q", "").strip()[:200]
    offered = [one for one in entries if possible(one, "claim.edit")]
    context: dict[str, Any] = {
        "document": thing.document,
        "report": thing.report,
        "rows": rows,
        "indicator": indicator,
        "picked": [(pick.holder, sent.get(f"halaman-{pick.holder.pk}", "")) for pick in picks],
        "others": [one for one in having(offered, words) if one.pk not in chosen][:MOST],
        "closed": len(entries) - len(offered),
        "words": words,
        "pages": sent.get("halaman", ""),
        "wrong": wrong,
        "outcome": outcome,
        "refused": sum(1 for one in outcome if one.refused),
        "is_empty": not entries,
    }
    return render(
        request, "entries/link_many.html", context, status=422 if wrong or context["refused"] else 200
    )


def said(number: int) -> str:
    """How many rows were linked, in a sentence."""
    sentence = ngettext(
        "Dokumen dipakai di %(number)d isian.", "Dokumen dipakai di %(number)d isian.", number
    )
    return sentence % {"number": number}


def rows_to_link(thing: DocumentInReport) -> list[Indicator]:
    """The rows of an innovation, in the rulebook's order."""
    rulebook = rules_for(thing.report)
    sets = [one for one in rulebook.sets.values() if one.of == "innovation"]
    return [row for one in sets for row in one.indicators if row.is_answered and not row.is_marked]


def entries_to_link(thing: DocumentInReport) -> list[Entry]:
    """The innovations in the report that the document may stand for."""
    if thing.report._state.adding:
        return []
    found = entries_in(thing.part)
    if thing.document.department_id is not None:
        own = tree_of(thing.report.region_id).one_with(thing.document.department_id)
        found = found.filter(department__in=own)
    return list(found)


def having(entries: list[Entry], words: str) -> list[Entry]:
    """Those whose title or department has every word."""
    wanted = words.casefold().split()
    return [
        one
        for one in entries
        if all(word in f"{one.title} {one.department.name}".casefold() for word in wanted)
    ]


@require_POST
@guarded("claim.edit", evidence_by_id, sees=READS)
def newest(request: PiagamRequest, evidence: LinkedEvidence) -> HttpResponse:
    """One row takes the newest version of its document."""
    use_newest(evidence.link, by=request.actor)
    messages.success(request, _("Isian ini sekarang memakai versi terbaru."))
    if request.POST.get("dari") == "isian":
        return redirect(address_of(evidence.slot))
    return redirect("innovations:document", evidence.link.document_id)


@require_POST
@guarded("claim.edit", document_in_report, sees=READS)
def newest_everywhere(request: PiagamRequest, thing: DocumentInReport) -> HttpResponse:
    """Every row that may still be changed takes the newest version."""
    taken, kept = use_newest_everywhere(thing.document, by=request.actor)
    if taken:
        sentence = ngettext(
            "%(number)d isian sekarang memakai versi terbaru.",
            "%(number)d isian sekarang memakai versi terbaru.",
            taken,
        )
        messages.success(request, sentence % {"number": taken})
    for sentence in kept[:10]:
        messages.warning(request, sentence)
    return redirect("innovations:document", thing.document.pk)
