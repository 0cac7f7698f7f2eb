"""Pages of scoring: the region's estimate, the runs before publication, the explanation of a number."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.people.actor import Actor
from piagam.people.guards import PiagamRequest, guarded
from piagam.scoring import queries
from piagam.scoring.inputs import unread_claims
from piagam.scoring.models import Rank, Run
from piagam.scoring.queries import RegionIn


def edition_by_id(actor: Actor, edition_id: str) -> Edition:
    """An edition; Http404 when there is none."""
    del actor
    found = Edition.objects.filter(pk=edition_id).first()
    if found is None:
        raise Http404
    return found


@guarded("estimate.read", queries.region_in)
def estimate(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """What the region's index would be if everything claimed stood; never a rank."""
    result = queries.estimate(place.edition, place.report) if place.report else None
    context = {"edition": place.edition, "region": place.region, "report": place.report, "result": result,
               "tree": result.tree if result else None, "rulebook": rulebook_of(place.edition)}  # fmt: skip
    return render(request, "scoring/estimate.html", context)


@guarded("ranking.read", edition_by_id)
def runs(request: PiagamRequest, edition: Edition) -> HttpResponse:
    """The newest verified run and its ranking by cluster, before it is published."""
    found = list(Run.objects.filter(edition=edition).select_related("started_by")[:20])
    run = next(
        (one for one in found if str(one.pk) == request.GET.get("hitungan")), found[0] if found else None
    )
    rulebook = rulebook_of(edition)
    codes = [cluster.code for cluster in rulebook.clusters]
    cluster = request.GET.get("klaster", "")
    cluster = cluster if cluster in codes else (codes[0] if codes else "")
    ranking = queries.ranking(run, cluster) if run else Rank.objects.none()
    context = {
        "edition": edition,
        "runs": found,
        "run": run,
        "clusters": rulebook.clusters,
        "cluster": cluster,
        "page": Paginator(ranking, 100).get_page(request.GET.get("halaman")),
        "unread": unread_claims(edition),
    }
    return render(request, "scoring/runs.html", context)


@guarded("score.read_any", queries.run_by_id)
def explanation(request: PiagamRequest, run: Run) -> HttpResponse:
    """The tree behind a region's index in a run."""
    assert request.resolver_match is not None
    row = queries.score_of(run, str(request.resolver_match.kwargs["region_code"]))
    context = {"run": run, "score": row, "tree": queries.tree_of(row), "edition": run.edition}
    return render(request, "scoring/explanation.html", context)
