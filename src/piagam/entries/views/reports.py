"""The region's report: what is in it, who is at work, what waits."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.entries import actions
from piagam.entries.maturity import maturity_of
from piagam.entries.models import Entry
from piagam.entries.promises import undelivered_in
from piagam.entries.queries import (
    ReportPart,
    candidate,
    counts_by_state,
    current_edition,
    entries_in,
    not_entered,
    report_part,
    submissions_of,
)
from piagam.entries.readiness import checks_of
from piagam.entries.reading import OWN
from piagam.entries.rows import rows_of
from piagam.entries.states import possible
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded, public, to_sign_in
from piagam.web.errors import Refused

ON_A_PAGE = 50
BANK_SHOWN = 20


@public("leads each person to the own region's report, or to the sign-in page")
def my_report(request: PiagamRequest) -> HttpResponse:
    """To the report of the own region in the edition that is running."""
    actor = request.actor
    if not actor.is_signed_in:
        return to_sign_in(request)
    if actor.role not in OWN:
        raise Refused(_("Halaman ini untuk perangkat daerah, koordinator, dan kepala daerah."), 403)
    edition = current_edition(actor)
    if edition is None or actor.region_code is None:
        return render(request, "entries/no_edition.html")
    return redirect("entries:report", edition_id=edition.pk, region_code=actor.region_code)


@guarded("report.list", report_part)
def report_page(request: PiagamRequest, part: ReportPart) -> HttpResponse:
    """The entries by department with state, maturity and what is missing; the bank's innovations not yet in it."""
    actor, report, place = request.actor, part.report, part.place()
    own = actor.role in OWN and actor.region_code == report.region_id
    entries = entries_in(part)
    state = request.GET.get("status", "")
    if not own:
        entries = entries.filter(state=Entry.State.SUBMITTED)
    elif state in Entry.State.values:
        entries = entries.filter(state=state)
    page = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("halaman"))
    can_enter = own and may(actor, "claim.edit", place) and possible(report, "claim.edit")
    bank = list(not_entered(part)[: BANK_SHOWN + 1]) if can_enter else []
    context: dict[str, Any] = {
        "report": report,
        "edition": report.edition,
        "phase": place.phase,
        "own": own,
        "whole": part.department_id is None,
        "several": part.departments is None or len(part.departments) > 1,
        "page": page,
        "checks": checks_of(report, list(page.object_list)) if own else [],
        "tiles": tiles_of(part) if own else [],
        "state": state,
        "state_label": dict(Entry.State.choices).get(state, ""),
        "can_enter": can_enter,
        "bank": bank[:BANK_SHOWN],
        "bank_more": len(bank) > BANK_SHOWN,
        "promised": undelivered_in(report, part.departments).count()
        if may(actor, "evidence.deliver", place)
        else 0,
        "submissions": list(submissions_of(report)[:10]),
        "can_withdraw": may(actor, "report.withdraw", place) and possible(report, "report.withdraw"),
        "can_submit": may(actor, "report.submit", place) and possible(report, "report.submit"),
        "can_take_back": may(actor, "report.take_back", place) and possible(report, "report.take_back"),
    }
    if own and part.department_id is None:
        context["region"] = maturity_of(rows_of(report))
    return render(request, "entries/report.html", context)


def tiles_of(part: ReportPart) -> list[dict[str, Any]]:
    """How many entries stand in each state, each a link to the list narrowed to it."""
    counts, report = counts_by_state(part), part.report
    address = reverse("entries:report", args=[report.edition_id, report.region_id])
    return [
        {"label": label, "number": counts[code], "url": f"{address}?status={code}" if counts[code] else ""}
        for code, label in Entry.State.choices
    ]


@require_POST
@guarded("innovation.create", candidate, sees=("innovation.read",))
def enter(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """Takes an innovation of the bank into the edition."""
    begun = actions.enter_innovation(entry.innovation, entry.report.edition, by=request.actor)
    messages.success(
        request, _("“%(title)s” sekarang ikut. Jawab isiannya satu per satu.") % {"title": begun.title}
    )
    return redirect("entries:entry", entry_id=begun.pk)
