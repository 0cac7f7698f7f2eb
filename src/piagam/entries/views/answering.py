"""The rows on the screen, and saving one of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import loader
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.editions.clock import database_now
from piagam.entries import actions
from piagam.entries.actions import ChangedMeanwhile
from piagam.entries.drawing import line, lists_of_gaps, page_of_rows
from piagam.entries.forms import FactsForm
from piagam.entries.maturity import maturity_of
from piagam.entries.models import Entry, Report
from piagam.entries.queries import entry_by_id, entry_slot, region_slot, report_by_region
from piagam.entries.reading import READS, reading
from piagam.entries.rows import rows_of
from piagam.entries.slots import Slot
from piagam.entries.views.rows_page import page_of
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


def address_of(slot: Slot) -> str:
    """The page with the slot's row open."""
    return f"{page_of_rows(slot.holder)}?buka={slot.indicator.code}#{slot.indicator.code}"


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
    maturity = maturity_of(rows)
    lists = lists_of_gaps(maturity, page_of_rows(slot.holder))
    context = {"row": row, "maturity": maturity, "can_edit": True, "entry": entry, "gap_lines": lists}
    names = {f"{row.code}-result": "result", "maturity": "maturity", "gaps": "gaps"}
    fragments = {element: drawn(f"entries/{name}.html", context) for element, name in names.items()}
    fragments[f"{row.code}-line"] = line(row)
    return {"version": version, "at": clock(localtime(database_now())), "fragments": fragments}


def drawn(name: str, context: dict[str, Any]) -> str:
    """A fragment without what every whole page carries: no menu, no messages."""
    return str(loader.get_template(name).render(context))
