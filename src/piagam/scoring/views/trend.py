"""How the estimate moved over the season."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from piagam.people.guards import PiagamRequest, guarded
from piagam.scoring import queries
from piagam.scoring.drawing import chart_of
from piagam.scoring.queries import RegionIn
from piagam.scoring.snapshots import season_of


@guarded("estimate.read", queries.region_in)
def trend(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """The measured days as a line and as a table. An operator sees own items only, so not this."""
    if request.actor.role == "OPD":
        return redirect("scoring:estimate", place.edition.pk, place.region.code)
    days = season_of(place.report) if place.report else []
    chart = chart_of([
        ("claimed", [(one.day, one.claimed) for one in days]),
        ("checked", [(one.day, one.checked) for one in days]),
    ])  # fmt: skip
    first, last = (days[0], days[-1]) if days else (None, None)
    moved = None
    if first and last and first.claimed is not None and last.claimed is not None:
        moved = last.claimed - first.claimed
    missing = (last.day - first.day).days + 1 - len(days) if first and last else 0
    context = {"edition": place.edition, "region": place.region, "report": place.report, "tab": "trend",
               "days": list(reversed(days)), "chart": chart, "first": first, "last": last, "moved": moved,
               "missing": missing}  # fmt: skip
    return render(request, "scoring/trend.html", context)
