"""The region beside the median of its cluster in the last published edition."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from piagam.editions.rulebooks import rulebook_of
from piagam.people.guards import PiagamRequest, guarded
from piagam.regions.models import ClusterFact
from piagam.scoring import peers as medians
from piagam.scoring import queries
from piagam.scoring.queries import RegionIn
from piagam.scoring.standing import what_if


@guarded("estimate.read", queries.region_in)
def peers(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """Row by row, the widest gap first; published data only. An operator sees own items only, so not this."""
    if request.actor.role == "OPD":
        return redirect("scoring:estimate", place.edition.pk, place.region.code)
    run = next(iter(medians.published_runs()), None)
    own = set(
        ClusterFact.objects.filter(edition=place.edition, region=place.region).values_list(
            "cluster", flat=True
        )
    )
    clusters = [one for one in rulebook_of(place.edition).clusters if one.code in own]
    asked = request.GET.get("klaster")
    cluster = next((one for one in clusters if one.code == asked), clusters[0] if clusters else None)
    rows, regions, left_out = (
        medians.beside_peers(what_if(place.report), run, cluster.code)
        if run is not None and cluster is not None and place.report is not None
        else ([], 0, 0)
    )
    context = {"edition": place.edition, "region": place.region, "report": place.report, "tab": "peers", "run": run,
               "clusters": clusters, "cluster": cluster, "rows": rows, "regions": regions,
               "left_out": left_out}  # fmt: skip
    return render(request, "scoring/peers.html", context)
