"""The public pages of a result: the first page, and the ranking with its map."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.people.guards import PiagamRequest, guarded, public
from piagam.regions.models import Region
from piagam.results.queries import published_result
from piagam.scoring.models import RegionScore
from piagam.showcase import queries
from piagam.showcase.map_of import provinces
from piagam.showcase.queries import Shown
from tallybook import Predicate


@public("the first page")
def home(request: PiagamRequest) -> HttpResponse:
    """What Piagam is, where the edition stands, the newest published result."""
    published = queries.published_editions().first()
    result = published_result(published) if published else None
    context: dict[str, Any] = {"edition": queries.shown_edition(), "published": published, "result": result}
    if published and result:
        clusters = rulebook_of(published).clusters
        places = queries.highest_places(result)
        context["map"] = map_with(queries.provinces_of(result), published)
        context["clusters"] = [(one, places[one.code]) for one in clusters if one.code in places]
        context |= counted(result.run_id, published)
    return render(request, "showcase/home.html", context)


def counted(run_id: int, edition: Edition) -> dict[str, Any]:
    """How many regions a run has, and how many of them have which predicate, the highest first."""
    rows = RegionScore.objects.filter(run=run_id).order_by().values_list("predicate").annotate(Count("pk"))
    found = dict(rows)
    totals = {one.label: found[one.label] for one in from_highest(edition) if one.label in found}
    return {"totals": totals, "regions": sum(found.values())}


def from_highest(edition: Edition) -> list[Predicate]:
    """The predicates of an edition, the highest band first; those without known thresholds last."""
    return sorted(rulebook_of(edition).predicates, key=lambda one: (one.from_ is None, -(one.from_ or 0)))


def map_with(found: dict[str, dict[str, int]], edition: Edition) -> dict[str, Any]:
    """The map's shapes with a shade each: the mean index of the province's regions, in steps of twenty."""
    drawing = provinces()
    names = dict(Region.objects.filter(kind="provinsi").values_list("code", "short_name"))
    shapes = []
    for shape in drawing.shapes:
        here = found.get(shape.code)
        shapes.append({
            "shape": shape,
            "name": names.get(shape.code, shape.code),
            "regions": here["regions"] if here else 0,
            "mean": f"{here['mean'] / 100:.2f}" if here else None,
            "shade": min(4, here["mean"] // 2000) if here else "none",
        })  # fmt: skip
    return {"width": drawing.width, "height": drawing.height, "shapes": shapes, "edition": edition.pk}


@guarded("result.read", queries.shown_result)
def ranking(request: PiagamRequest, shown: Shown) -> HttpResponse:
    """The ranking by cluster, with map and search."""
    if shown.result is None:
        raise Http404
    clusters = rulebook_of(shown.edition).clusters
    asked = request.GET.get("klaster", "")
    province = request.GET.get("provinsi", "")
    names = Region.objects.filter(kind="provinsi").order_by("code")
    chosen = next((one for one in names if one.pk == province), None)
    # a province chosen on the map says nothing of a cluster: the one with most of its regions is the answer
    cluster = next((one for one in clusters if one.code == asked), None)
    cluster = cluster or queries.largest_cluster(shown.result, clusters, chosen)
    words = request.GET.get("cari", "").strip()[:80]
    found = queries.ranking_of(shown.result, cluster.code, words)
    if chosen:
        found = found.filter(score__region__province_code=chosen.pk)
    context = {
        "edition": shown.edition,
        "result": shown.result,
        "clusters": clusters,
        "cluster": cluster,
        "words": words,
        "province": chosen,
        "provinces": names,
        "page": Paginator(found, 100).get_page(request.GET.get("halaman")),
        "map": map_with(queries.provinces_of(shown.result), shown.edition),
        **counted(shown.result.run_id, shown.edition),
    }
    return render(request, "showcase/ranking.html", context)
