"""The runs before publication, and the explanation of a number in one of them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.people.actor import Actor
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.scoring import queries
from piagam.scoring.folding import tree_shown
from piagam.scoring.inputs import unread_claims
from piagam.scoring.models import Rank, Run


def edition_by_id(actor: Actor, edition_id: str) -> Edition:
    """An edition; Http404 when there is none."""
    del actor
    found = Edition.objects.filter(pk=edition_id).first()
    if found is None:
        raise Http404
    return found


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
    context |= tree_shown(queries.tree_of(row), request.GET.get("buka", ""))
    return render(request, "scoring/explanation.html", context)
