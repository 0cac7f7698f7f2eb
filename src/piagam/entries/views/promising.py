"""Promised files: naming one for a row, giving it up, delivering it; and what a person still owes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.entries.actions.promising import deliver as deliver_file
from piagam.entries.actions.promising import promise_file, take_back_promise
from piagam.entries.forms import DeliverForm, PromiseForm
from piagam.entries.models import Entry, Promise, Report
from piagam.entries.promises import promise_by_id, undelivered_in, until
from piagam.entries.queries import ReportPart, entry_slot, indicator_in, region_slot, report_part
from piagam.entries.reading import READS
from piagam.entries.slots import Slot
from piagam.entries.views.answering import address_of
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused


@guarded("claim.edit", entry_slot, sees=READS)
def promise(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """Names a file for a row of an entry."""
    return name_file(request, slot)


@guarded("claim.edit", region_slot, sees=READS)
def promise_regional(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """Names a file for one of the region's own rows."""
    return name_file(request, slot)


def name_file(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """The form that takes a file's fingerprint: filled in by the browser, or by hand."""
    form = PromiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            promise_file(slot.holder, slot.indicator, by=request.actor, **form.cleaned_data)
        except Refused as refused:
            if refused.status in {401, 403, 404}:
                raise
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Berkas dijanjikan. Kirim berkas yang sama persis sebelum batasnya."))
            return redirect(address_of(slot))
    holder = slot.holder
    edition = (holder.report if isinstance(holder, Entry) else holder).edition
    context: dict[str, Any] = {
        "slot": slot, "indicator": slot.indicator, "form": form, "back": address_of(slot), "until": until(edition),
        "entry": holder if isinstance(holder, Entry) else None,
    }  # fmt: skip
    return render(request, "entries/promise.html", context, status=422 if form.errors else 200)


@guarded("evidence.deliver", promise_by_id, sees=READS)
def deliver(request: PiagamRequest, promise: Promise) -> HttpResponse:
    """Takes the promised bytes."""
    form = DeliverForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            deliver_file(promise, form.cleaned_data["file"], by=request.actor)
        except Refused as refused:
            if refused.status not in {400, 413, 422}:
                raise
            form.add_error("file", refused.sentence)
        else:
            messages.success(request, _("Berkas diterima; sidik jarinya sama dengan yang dijanjikan."))
            return redirect(address_of(slot_of(promise)))
    claim = promise.claim
    context = {
        "promise": promise, "form": form, "back": address_of(slot_of(promise)), "entry": claim.entry,
        "indicator": slot_of(promise).indicator, "until": until(claim.report.edition), "region": claim.report.region,
        "may_take_back": may(request.actor, "claim.edit", promise.place()),
    }  # fmt: skip
    return render(request, "entries/deliver.html", context, status=422 if form.errors else 200)


def slot_of(promise: Promise) -> Slot:
    """The row that a promise supports."""
    holder: Entry | Report = promise.claim.entry or promise.claim.report
    return Slot(holder, indicator_in(holder, promise.claim.indicator))


@require_POST
@guarded("claim.edit", promise_by_id, sees=READS)
def take_back(request: PiagamRequest, promise: Promise) -> HttpResponse:
    """Gives a promise up."""
    take_back_promise(promise, by=request.actor)
    messages.success(request, _("Janji berkas dibatalkan."))
    return redirect(address_of(slot_of(promise)))


@guarded("evidence.deliver", report_part, sees=("report.list",))
def owed(request: PiagamRequest, part: ReportPart) -> HttpResponse:
    """What is still to be delivered for a report: the own department's, or the whole region's."""
    report = part.report
    found = [
        {"promise": one, "indicator": slot_of(one).indicator}
        for one in undelivered_in(report, part.departments)
    ]
    context = {"report": report, "rows": found, "until": until(report.edition)}
    return render(request, "entries/owed.html", context)
