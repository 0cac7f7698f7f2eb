"""The rows on the screen: of an entry, and of the region itself; and saving one of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.editions.clock import database_now
from piagam.entries import actions
from piagam.entries.actions import ChangedMeanwhile
from piagam.entries.facts import profile_in_words
from piagam.entries.forms import FactsForm, ReturnForm
from piagam.entries.maturity import maturity_of
from piagam.entries.models import Entry, Report
from piagam.entries.queries import entry_by_id, entry_slot, region_slot, report_by_region
from piagam.entries.readiness import ineligibility, profile_gaps
from piagam.entries.reading import OWN, READS, reading, sees_evidence, sees_levels
from piagam.entries.rows import by_variable, rows_of
from piagam.entries.slots import Slot, report_of, rules_for
from piagam.entries.states import possible
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.instants import clock
from piagam.web.middleware import wants_json


@guarded(reading, entry_by_id, sees=READS, actions=READS)
def entry_page(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """One innovation's rows, its profile and what may be done with it."""
    return page_of(request, entry)


@guarded(reading, report_by_region, sees=READS, actions=READS)
def region_page(request: PiagamRequest, report: Report) -> HttpResponse:
    """The region's own rows."""
    return page_of(request, report)


@require_POST
@guarded("claim.edit", entry_slot, sees=READS)
def save(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """Keeps one row of an entry."""
    return save_row(request, slot)


@require_POST
@guarded("claim.edit", region_slot, sees=READS)
def save_regional(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """Keeps one of the region's own rows."""
    return save_row(request, slot)


def page_of(
    request: PiagamRequest,
    holder: Entry | Report,
    *,
    bound: FactsForm | None = None,
    theirs: ChangedMeanwhile | None = None,
    return_form: ReturnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of rows: as it is, or with a row or a note that was not accepted and everything typed in it."""
    actor, place, report = request.actor, holder.place(), report_of(holder)
    rows = rows_of(holder, bound=bound)
    can_edit = (
        may(actor, "claim.edit", place) and possible(report, "claim.edit") and possible(holder, "claim.edit")
    )
    context: dict[str, Any] = {
        "holder": holder,
        "report": report,
        "edition": report.edition,
        "phase": place.phase,
        "rulebook": rules_for(holder),
        "groups": by_variable(rows, rules_for(holder)),
        "maturity": maturity_of(rows),
        "can_edit": can_edit,
        "own": actor.role in OWN,
        "shows_levels": sees_levels(actor, place),
        "shows_evidence": sees_evidence(actor),
        "open_row": bound.indicator.code if bound else request.GET.get("buka", ""),
        "bound": bound,
        "conflict": theirs,
    }
    if isinstance(holder, Entry):
        context |= entry_context(request, holder, return_form or ReturnForm())
    return render(request, "entries/answers.html", context, status=status)


def entry_context(request: PiagamRequest, entry: Entry, return_form: ReturnForm) -> dict[str, Any]:
    """What only an entry has: its profile, its problems, the steps it can take."""
    actor, place, rulebook = request.actor, entry.place(), rules_for(entry)
    open_report = possible(entry.report, "claim.edit")
    steps = ("entry.send", "entry.return", "entry.accept")
    can = {step.removeprefix("entry."): open_report and possible(entry, step) and may(actor, step, place)
           for step in steps}  # fmt: skip
    return {
        "entry": entry,
        "can": {"send": can["send"], "send_back": can["return"], "accept": can["accept"]},
        "return_form": return_form,
        "profile_gaps": profile_gaps(entry.report.edition, entry),
        "ineligible": ineligibility(entry.report.edition, entry),
        "profile": profile_in_words(rulebook, entry.profile),
    }


def address_of(slot: Slot) -> str:
    """The page with the slot's row open."""
    holder, code = slot.holder, slot.indicator.code
    if isinstance(holder, Entry):
        page = reverse("entries:entry", kwargs={"entry_id": holder.pk})
    else:
        page = reverse("entries:region_answers", args=[holder.edition_id, holder.region_id])
    return f"{page}?buka={code}#{code}"


def save_row(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """Reads the form, keeps the row, and says what follows: as JSON to the script, by the page without it."""
    form = FactsForm(slot.indicator, data=request.POST)
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse({"errors": form.errors}, status=422)
        return page_of(request, slot.holder, bound=form, status=422)
    version = form.cleaned_data["version"]
    try:
        claim = actions.save_claim(
            slot.holder, slot.indicator, facts=form.facts, level=form.level, version=version, by=request.actor
        )
    except ChangedMeanwhile as conflict:
        if wants_json(request):
            return JsonResponse(both_answers(slot, conflict, request.POST.get("field", "")), status=409)
        return page_of(
            request, slot.holder, bound=again_with(request, slot, conflict), theirs=conflict, status=409
        )
    if wants_json(request):
        return JsonResponse(saved(request, slot, claim.version))
    messages.success(request, _("Isian %(number)s tersimpan.") % {"number": slot.indicator.number})
    return redirect(address_of(slot))


def again_with(request: PiagamRequest, slot: Slot, conflict: ChangedMeanwhile) -> FactsForm:
    """The form as sent, with the version that is kept now: saving it again settles the matter."""
    data = request.POST.copy()
    data["version"] = str(conflict.version)
    return FactsForm(slot.indicator, data=data)


def both_answers(slot: Slot, conflict: ChangedMeanwhile, field: str) -> dict[str, Any]:
    """What the script shows of a conflict: the sentence with both answers in words, and the kept value of the field."""
    kept = FactsForm(slot.indicator, facts=conflict.kept.facts, level=conflict.kept.level)
    words = _("%(sentence)s Tersimpan sekarang: %(theirs)s.")
    return {
        **conflict.as_json(),
        "sentence": words % {"sentence": conflict.sentence, "theirs": conflict.theirs},
        "field": field,
        "theirs": kept.initial.get(field, ""),
    }


def saved(request: PiagamRequest, slot: Slot, version: int) -> dict[str, Any]:
    """What the script shows after a save: the row's line and result, and the summary above the rows."""
    rows = rows_of(slot.holder)
    row = next(one for one in rows if one.indicator == slot.indicator)
    entry = slot.holder if isinstance(slot.holder, Entry) else None
    context = {"row": row, "maturity": maturity_of(rows), "can_edit": True, "entry": entry}
    names = {
        f"{row.code}-line": "line",
        f"{row.code}-result": "result",
        "maturity": "maturity",
        "gaps": "gaps",
    }
    fragments = {
        element: render_to_string(f"entries/{name}.html", context, request) for element, name in names.items()
    }
    return {"version": version, "at": clock(localtime(database_now())), "fragments": fragments}
