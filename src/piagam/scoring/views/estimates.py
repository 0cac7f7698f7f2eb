"""The region's estimate: what the index would be if everything claimed stood."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from piagam.editions.rulebooks import rulebook_of
from piagam.people.guards import PiagamRequest, guarded
from piagam.scoring import queries
from piagam.scoring.cliffs import cliffs_of
from piagam.scoring.entry_alarms import alarms_of
from piagam.scoring.folding import folded, innovation_in
from piagam.scoring.lines import lines_of
from piagam.scoring.queries import RegionIn
from piagam.scoring.standing import what_if


@guarded("estimate.read", queries.region_in)
def estimate(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """The lines of the index, what threatens it and where it comes from; never a rank. An operator sees own items."""
    if request.actor.role == "OPD":
        return own_maturities(request, place)
    rulebook = rulebook_of(place.edition)
    context: dict[str, Any] = {"edition": place.edition, "region": place.region, "report": place.report}
    context |= {"rulebook": rulebook, "sources": rulebook.sources.values(), "tab": "estimate"}
    if place.report is not None:
        asked = request.GET.get("buka", "")
        whole = queries.estimate(place.edition, place.report) if asked else None
        opened = innovation_in(whole.tree, asked) if whole else None
        what = what_if(place.report)
        now = what.present
        context |= {"result": now.result, "opened": opened, "tree": opened}
        if opened is None:
            context["tree"] = folded(now.folded(()), lambda code: f"?buka={code}")
            context["lines"] = lines_of(request.actor, place.report, what)
            context["cliffs"] = [*cliffs_of(what), *alarms_of(place.report, what)]
    return render(request, "scoring/estimate.html", context)


def own_maturities(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """The maturities of the own department's entries; the region's index and other departments stay out (I20)."""
    context: dict[str, Any] = {"edition": place.edition, "region": place.region, "rows": [], "opened": None}
    context["several"] = len(place.departments or ()) > 1
    if place.report is not None:
        own = queries.own_entries(place)
        asked = request.GET.get("buka", "")
        if asked in {str(one.pk) for one in own}:
            context["opened"] = innovation_in(queries.estimate(place.edition, place.report).tree, asked)
        what = what_if(place.report)
        context["cliffs"] = alarms_of(place.report, what, only={str(one.pk) for one in own})
        context["rows"] = [{"entry": one, "maturity": what.maturity(str(one.pk))} for one in own]
    return render(request, "scoring/own_maturities.html", context)
