"""The internal review as a whole, and its minutes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.mentoring.actions.recording import make_minutes
from piagam.mentoring.minutes_sheet import minutes_pdf
from piagam.mentoring.models import Minutes
from piagam.mentoring.queries.places import RegionGate, own_gate, own_review
from piagam.mentoring.queries.review import (
    checklist_of,
    minutes_by_id,
    minutes_of,
    report_of,
    reviewed,
    total_of,
)
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded

SHOWS = {"open": "open", "again": "again", "asked": "asked", "replied": "replied", "lowered": "lowered"}


@guarded("check.read", own_gate)
def review(request: PiagamRequest, gate: RegionGate) -> HttpResponse:
    """Every innovation with its tally, the checklist, the minutes."""
    report = report_of(request.actor, gate)
    rows = reviewed(report)
    total = total_of(rows)
    which = request.GET.get("tampil", "")
    shown = [row for row in rows if which not in SHOWS or getattr(row[1], SHOWS[which])]
    context = {
        "gate": gate, "total": total, "which": which, "checklist": checklist_of(gate, total),
        "page": Paginator(shown, 50).get_page(request.GET.get("halaman")),
        "minutes": minutes_of(report)[:20],
        "may_check": may(request.actor, "claim.check", report.place()),
    }  # fmt: skip
    return render(request, "mentoring/review.html", context)


@require_POST
@guarded("claim.check", own_review, sees=("check.read",))
def keep_minutes(request: PiagamRequest, gate: RegionGate) -> HttpResponse:
    """Makes the next minutes."""
    made = make_minutes(report_of(request.actor, gate), by=request.actor)
    messages.success(request, _("Berita acara %(number)s dibuat.") % {"number": made.number})
    return redirect("mentoring:review")


@guarded("check.read", minutes_by_id)
def minutes_file(request: PiagamRequest, minutes: Minutes) -> HttpResponse:
    """The minutes as PDF."""
    del request
    response = HttpResponse(minutes_pdf(minutes), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{minutes.number}.pdf"'
    return response
