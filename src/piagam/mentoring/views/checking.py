"""The region's check on the screen: an innovation's rows, one row beside its document, the answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from piagam.entries.beside import beside_of, number_in
from piagam.entries.forms import ReturnForm
from piagam.entries.models import Entry
from piagam.entries.queries import entry_by_id
from piagam.entries.reading import READS
from piagam.entries.slots import LinkedEvidence, Slot, rules_for
from piagam.entries.states import possible
from piagam.files.delivery import image_response
from piagam.files.previews import page_image
from piagam.mentoring import actions
from piagam.mentoring.forms import AnswerForm, CheckForm
from piagam.mentoring.queries.reviewing import (
    ORDER,
    AskedCheck,
    CheckedRow,
    asked_check,
    checked_rows,
    history_of,
    next_row,
    row_to_check,
    sheet_of,
)
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused


@guarded("check.read", entry_by_id, sees=READS)
def checks(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """All rows of an innovation with what the region found on them."""
    return checks_page(request, entry)


def checks_page(
    request: PiagamRequest, entry: Entry, *, answering: int = 0, form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    rows = checked_rows(entry)
    asked = [one for one in rows if one.state == "asked"]
    place = entry.place()
    may_return = possible(entry, "entry.return") and possible(entry.report, "claim.edit")
    context = {
        "entry": entry,
        "rows": sorted(rows, key=lambda one: ORDER[one.state]),
        "counts": {state: sum(one.state == state for one in rows) for state in ORDER},
        "next": next_row(rows),
        "may_check": may(request.actor, "claim.check", place),
        "may_answer": may(request.actor, "check.answer", place) and request.actor.role == "OPD",
        "answering": answering,
        "answer_form": form,
        "return_form": ReturnForm(initial={"note": note_from(asked)})
        if asked and may_return and may(request.actor, "entry.return", place)
        else None,
    }
    return render(request, "mentoring/checks.html", context, status=status)


def note_from(asked: list[CheckedRow]) -> str:
    """The note of a return, from the questions that are open."""
    lines = [f"{one.row.indicator.number} {one.row.indicator.words}: {one.check.note}"
             for one in asked if one.check]  # fmt: skip
    return "\n".join(lines)[:1900]


@guarded("check.read", row_to_check, sees=READS)
def check_row(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """One row: the document beside the rule, the facts and what the region found."""
    row, rows = row_in(slot)
    return row_page(request, slot, row, rows, form_for(row))


@require_POST
@guarded("claim.check", row_to_check, sees=READS)
def decide(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """Keeps what the coordinator found; on to the next row."""
    row, rows = row_in(slot)
    if row.row.claim is None:
        raise Refused(_("Isian ini belum dijawab; belum ada yang dapat diperiksa."), 409)
    form = CheckForm(row.row.claim, request.POST)
    if form.is_valid():
        found = form.cleaned_data
        try:
            actions.check_claim(
                row.row.claim, verdict=found["decision"], by=request.actor, level=found["level"],
                reason_code=found["reason_code"], note=found["note"], version=found["version"],
            )  # fmt: skip
        except Refused as no:
            if no.status not in {409, 422}:
                raise
            form.add_error(None, no.sentence)
    if form.errors:
        return row_page(request, slot, row, rows, form, status=422)
    messages.success(request, _("Isian %(number)s diperiksa.") % {"number": slot.indicator.number})
    following = next_row(rows, slot.indicator.code)
    if following is None:
        return redirect("mentoring:checks", entry_id=slot.holder.pk)
    return redirect("mentoring:check_row", entry_id=slot.holder.pk, indicator=following.row.code)


def row_in(slot: Slot) -> tuple[CheckedRow, list[CheckedRow]]:
    """The row of the address, and all rows around it."""
    assert isinstance(slot.holder, Entry)
    rows = checked_rows(slot.holder)
    return next(one for one in rows if one.row.code == slot.indicator.code), rows


def form_for(row: CheckedRow) -> CheckForm | None:
    """The form with the decision so far; None for a row without an answer."""
    claim, check = row.row.claim, row.check
    if claim is None or claim.level is None:
        return None
    initial: dict[str, Any] = {"version": claim.version}
    if check and row.state == "done":
        initial |= {"decision": check.verdict, "level": check.level, "reason_code": check.reason_code,
                    "note": check.note}  # fmt: skip
    return CheckForm(claim, initial=initial)


def row_page(
    request: PiagamRequest, slot: Slot, row: CheckedRow, rows: list[CheckedRow], form: CheckForm | None,
    *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    entry, claim = slot.holder, row.row.claim
    assert isinstance(entry, Entry)
    beside = beside_of(row.row.evidence, request.GET.get("bukti", ""), request.GET.get("halaman", ""))
    context: dict[str, Any] = {
        "entry": entry, "one": row, "row": row.row, "claim": claim, "indicator": slot.indicator, "form": form,
        "chosen": beside.chosen, "page": beside.page, "pages": beside.pages,
        "reading_url": reverse("mentoring:check_row", args=[entry.pk, slot.indicator.code]),
        "reasons": {one.code: one.words for one in rules_for(entry).reasons},
        "history": list(history_of(claim)[1:]) if claim else [],
        "done": sum(one.state in {"done", "asked"} for one in rows),
        "answered": sum(one.state != "unanswered" for one in rows),
        "may_check": form is not None and may(request.actor, "claim.check", entry.place()),
    }  # fmt: skip
    if beside.chosen is not None and beside.chosen.version is not None:
        version = beside.chosen.version
        context["sheet_url"] = reverse("mentoring:sheet", args=[beside.chosen.pk, beside.page])
        context["file_url"] = reverse("innovations:download", args=[version.document_id, version.position])
    return render(request, "mentoring/check_row.html", context, status=status)


@guarded("document.download", sheet_of, sees=READS)
def sheet(request: PiagamRequest, linked: LinkedEvidence) -> HttpResponseBase:
    """One page of an evidence document, of the version that was linked, as an image."""
    assert request.resolver_match is not None
    page, version = int(request.resolver_match.kwargs["page"]), linked.link.version
    if version is None or not 1 <= page <= (version.file.pages or 1):
        raise Http404
    return image_response(page_image(version.file, page, 1100), request=request)


@require_POST
@guarded("claim.check", entry_by_id, sees=READS)
def accept_many(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """Accepts the chosen rows as they stand."""
    chosen = [number_in(one, 0) for one in request.POST.getlist("claim")]
    count = actions.accept_many(entry, chosen, by=request.actor)
    text = ngettext("%(count)d isian diterima.", "%(count)d isian diterima.", count)
    messages.success(request, text % {"count": count})
    return redirect("mentoring:checks", entry_id=entry.pk)


@require_POST
@guarded("check.answer", asked_check, sees=READS)
def answer(request: PiagamRequest, asked: AskedCheck) -> HttpResponse:
    """Keeps the department's answer."""
    form, check = AnswerForm(request.POST), asked.check
    if not form.is_valid():
        return checks_page(request, asked.entry, answering=check.pk, form=form, status=422)
    actions.answer_check(check, text=form.cleaned_data["answer"], by=request.actor)
    messages.success(request, _("Jawaban terkirim kepada koordinator."))
    return redirect("mentoring:checks", entry_id=asked.entry.pk)
