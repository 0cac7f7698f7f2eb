"""Who brings how much of the index."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from piagam.editions.rulebooks import rulebook_of
from piagam.people.guards import PiagamRequest, guarded
from piagam.scoring import queries
from piagam.scoring.lines import lines_of
from piagam.scoring.queries import RegionIn
from piagam.scoring.sharing import grouped, owners_of, shares_of_innovations
from piagam.scoring.standing import what_if


@guarded("estimate.read", queries.region_in)
def shares(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """Shares by department or by affair; an operator sees the own department's innovations one by one."""
    by_affair = request.GET.get("menurut") == "urusan"
    context: dict[str, Any] = {"edition": place.edition, "region": place.region, "report": place.report}
    context |= {"tab": "shares", "by_affair": by_affair}
    if place.report is not None:
        what = what_if(place.report)
        found = shares_of_innovations(what)
        if request.actor.role == "OPD":
            own = queries.own_entries(place)
            context["own"] = [(one, found.get(str(one.pk)), what.maturity(str(one.pk))) for one in own]
            return render(request, "scoring/own_shares.html", context)
        owners = owners_of(place.report)
        lines = lines_of(request.actor, place.report, what)
        key_of = {code: one.affair if by_affair else one.department for code, one in owners.items()}
        labels = {one.code: one.words for one in rulebook_of(place.edition).affairs} if by_affair else {}
        total = what.present.folded(()).children[0] if what.rulebook.index.kind != "none" else None
        by_line = [
            {one.key: one.share for one in grouped(line.what, shares_of_innovations(line.what), key_of)}
            for line in lines
        ]
        context |= {
            "lines": lines,
            "groups": [
                (labels.get(one.key or "", one.key), one, [each.get(one.key) for each in by_line])
                for one in grouped(what, found, key_of)
            ],
            "parts": total.children if total is not None else (),
        }
    return render(request, "scoring/shares.html", context)
