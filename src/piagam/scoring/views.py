"""Pages of scoring: the region's estimate, the runs before publication, the explanation of a number."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.people.actor import Actor
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.scoring import queries
from piagam.scoring.folding import folded, innovation_in
from piagam.scoring.inputs import unread_claims
from piagam.scoring.models import Rank, Run
from piagam.scoring.queries import RegionIn
from tallybook import Node, RegionResult


def edition_by_id(actor: Actor, edition_id: str) -> Edition:
    """An edition; Http404 when there is none."""
    del actor
    found = Edition.objects.filter(pk=edition_id).first()
    if found is None:
        raise Http404
    return found


@guarded("estimate.read", queries.region_in)
def estimate(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """What the region's index would be if everything claimed stood; never a rank. An operator sees own items only."""
    result = queries.estimate(place.edition, place.report) if place.report else None
    if request.actor.role == "OPD":
        return own_maturities(request, place, result)
    rulebook = rulebook_of(place.edition)
    context = {"edition": place.edition, "region": place.region, "report": place.report, "result": result,
               "rulebook": rulebook, "sources": rulebook.sources.values()}  # fmt: skip
    context |= tree_shown(request, result.tree) if result else {}
    return render(request, "scoring/estimate.html", context)


def own_maturities(request: PiagamRequest, place: RegionIn, result: RegionResult | None) -> HttpResponse:
    """The maturities of the own department's entries; the region's index and other departments stay out (I20)."""
    own = queries.own_entries(place) if result else []
    asked = request.GET.get("buka", "")
    opened = innovation_in(result.tree, asked) if result and asked in {str(one.pk) for one in own} else None
    rows = [{"entry": one, "maturity": result.maturity.get(str(one.pk))} for one in own] if result else []
    context = {"edition": place.edition, "region": place.region, "rows": rows, "opened": opened}
    return render(request, "scoring/own_maturities.html", context)


def tree_shown(request: PiagamRequest, tree: Node) -> dict[str, Any]:
    """The region's tree with its innovations as links, or the rows of the one that `?buka=` names."""
    opened = innovation_in(tree, request.GET.get("buka", ""))
    return {"opened": opened, "tree": opened or folded(tree, lambda code: f"?buka={code}")}


@guarded("ranking.read", edition_by_id)
def runs(request: PiagamRequest, edition: Edition) -> HttpResponse:
    """A run and its ranking by cluster, before it is published; the newest unless another is asked for."""
    found = list(Run.objects.filter(edition=edition).select_related("started_by")[:20])
    asked = request.GET.get("hitungan")
    run = next((one for one in found if str(one.pk) == asked), found[0] if found else None)
    clusters = {cluster.code: cluster for cluster in rulebook_of(edition).clusters}
    cluster = clusters.get(request.GET.get("klaster", "")) or next(iter(clusters.values()), None)
    ranking = queries.ranking(run, cluster.code) if run and cluster else Rank.objects.none()
    context = {
        "edition": edition,
        "runs": found,
        "run": run,
        "clusters": clusters.values(),
        "cluster": cluster,
        "page": Paginator(ranking, 100).get_page(request.GET.get("halaman")),
        "unread": unread_claims(edition),
        "may_explain": may(request.actor, "score.read_any", edition.place()),
    }
    return render(request, "scoring/runs.html", context)


@guarded("score.read_any", queries.run_by_id)
def explanation(request: PiagamRequest, run: Run) -> HttpResponse:
    """The tree behind a region's index in a run."""
    assert request.resolver_match is not None
    row = queries.score_of(run, str(request.resolver_match.kwargs["region_code"]))
    sources = rulebook_of(run.edition).sources.values()
    context = {"run": run, "score": row, "edition": run.edition, "sources": sources}
    context |= tree_shown(request, queries.tree_of(row))
    return render(request, "scoring/explanation.html", context)
