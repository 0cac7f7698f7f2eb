"""The public pages: home, ranking and map, a region, the reason for its number, an innovation, certificates."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Entry
from piagam.people.guards import PiagamRequest, guarded, public
from piagam.regions.models import Region
from piagam.results.certificates import pdf_of
from piagam.results.models import Certificate
from piagam.results.queries import published_result
from piagam.scoring.models import RegionScore
from piagam.scoring.queries import tree_of
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
        cluster = rulebook_of(published).clusters[0]
        context["map"] = map_with(queries.provinces_of(result), published, cluster.code)
        context["cluster"] = cluster
        context["top"] = queries.ranking_of(result, cluster.code)[:5]
        context["totals"] = totals(result.run_id, published)
    return render(request, "showcase/home.html", context)


def totals(run_id: int, edition: Edition) -> dict[str, int]:
    """How many regions have which predicate, the highest first, those without any left out."""
    rows = RegionScore.objects.filter(run=run_id).values_list("predicate").annotate(Count("pk"))
    found = dict(rows)
    return {one.label: found[one.label] for one in from_highest(edition) if one.label in found}


def from_highest(edition: Edition) -> list[Predicate]:
    """The predicates of an edition, the highest band first; those without known thresholds last."""
    return sorted(rulebook_of(edition).predicates, key=lambda one: (one.from_ is None, -(one.from_ or 0)))


def map_with(found: dict[str, dict[str, Any]], edition: Edition, cluster: str) -> dict[str, Any]:
    """The map's shapes with a shade each: the share of the province's regions in the highest predicate."""
    drawing = provinces()
    highest = from_highest(edition)[0].label
    names = dict(Region.objects.filter(kind="provinsi").values_list("code", "short_name"))
    shapes = []
    for shape in drawing.shapes:
        here = found.get(shape.code)
        top = here["predicates"].get(highest, 0) if here else 0
        share = 100 * top // here["regions"] if here and here["regions"] else None
        shade = "none" if share is None else min(4, share // 20)
        shapes.append({"shape": shape, "name": names.get(shape.code, shape.code), "share": share, "shade": shade,
                       "regions": here["regions"] if here else 0, "top": top})  # fmt: skip
    return {"width": drawing.width, "height": drawing.height, "shapes": shapes, "edition": edition.pk,
            "cluster": cluster, "predicate": highest}  # fmt: skip


@guarded("result.read", queries.shown_result)
def ranking(request: PiagamRequest, shown: Shown) -> HttpResponse:
    """The ranking by cluster, with map and search."""
    if shown.result is None:
        raise Http404
    rulebook = rulebook_of(shown.edition)
    codes = {cluster.code: cluster for cluster in rulebook.clusters}
    cluster = codes.get(request.GET.get("klaster", ""), rulebook.clusters[0])
    words = request.GET.get("cari", "").strip()[:80]
    province = request.GET.get("provinsi", "")[:2]
    found = queries.ranking_of(shown.result, cluster.code, words)
    if province:
        found = found.filter(score__region__province_code=province)
    context = {
        "edition": shown.edition,
        "result": shown.result,
        "clusters": rulebook.clusters,
        "cluster": cluster,
        "words": words,
        "province": Region.objects.filter(pk=province).first() if province else None,
        "page": Paginator(found, 100).get_page(request.GET.get("halaman")),
        "map": map_with(queries.provinces_of(shown.result), shown.edition, cluster.code),
        "totals": totals(shown.result.run_id, shown.edition),
    }
    return render(request, "showcase/ranking.html", context)


@guarded("result.read", queries.region_shown)
def region(request: PiagamRequest, shown: Shown) -> HttpResponse:
    """A region's page: index, places, parts, certificate, innovations."""
    assert request.resolver_match is not None
    code = str(request.resolver_match.kwargs["region_code"])
    score = queries.score_shown(shown, code)
    entries = Paginator(queries.entries_of(shown, code), 25).get_page(request.GET.get("halaman"))
    maturity = score.maturity if score else {}
    rulebook = rulebook_of(shown.edition)
    labels = {part.code: part for part in rulebook.parts}
    parts = [
        {"label": labels[key].label, "value": value, "maximum": labels[key].maximum}
        for key, value in (score.parts if score else {}).items()
        if key in labels
    ]
    context = {
        "edition": shown.edition,
        "region": Region.objects.get(pk=code),
        "score": score,
        "parts": parts,
        "clusters": {cluster.code: cluster.label for cluster in rulebook.clusters},
        "page": entries,
        "rows": [{"entry": entry, "maturity": maturity.get(str(entry.pk))} for entry in entries],
        "certificate": Certificate.objects.filter(result=shown.result, region_id=code).first(),
    }
    return render(request, "showcase/region.html", context)


@guarded("result.read", queries.region_shown)
def explanation(request: PiagamRequest, shown: Shown) -> HttpResponse:
    """Why this number: the tree from the region down to each claim, adding up at every step."""
    assert request.resolver_match is not None
    score = queries.score_shown(shown, str(request.resolver_match.kwargs["region_code"]))
    if score is None:
        raise Http404
    context = {"edition": shown.edition, "score": score, "region": score.region, "tree": tree_of(score)}
    return render(request, "showcase/explanation.html", context)


@guarded("entry.read", queries.entry_by_id, sees=("entry.read",))
def innovation(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """An innovation as published: its profile and its verified maturity."""
    shown = queries.shown_result(request.actor, entry.report.edition_id)
    score = queries.score_shown(shown, entry.report.region_id)
    rulebook = rulebook_of(entry.report.edition)
    node = tree_of(score).find(str(entry.pk)) if score and str(entry.pk) in score.maturity else None
    profile = entry.profile
    fields = [
        (field, words_of(field, profile[field.code]))
        for field in rulebook.profile
        if profile.get(field.code) and field.code != "nama"
    ]
    context = {"entry": entry, "edition": entry.report.edition, "region": entry.report.region, "fields": fields,
               "node": node, "maturity": score.maturity.get(str(entry.pk)) if score else None}  # fmt: skip
    return render(request, "showcase/innovation.html", context)


def words_of(field: Any, value: Any) -> str:
    """A profile value as a person reads it: the label of a chosen option, lists with commas."""
    options = {option.code: option.label for option in field.options}
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(options.get(one, one)) for one in values)


@public("anyone may check a certificate")
def check(request: PiagamRequest) -> HttpResponse:
    """The form to check a certificate by the code printed on it."""
    code = request.GET.get("kode", "").strip().rstrip("/").split("/")[-1][:20]
    if code:
        if queries.certificate_by_code(code):
            return redirect("showcase:certificate", code)
        context = {
            "code": code,
            "sentence": _("Tidak ada piagam dengan kode ini. Periksa huruf besar dan kecilnya."),
        }
        return render(request, "showcase/check.html", context, status=404)
    return render(request, "showcase/check.html")


@public("anyone may check a certificate")
def certificate(request: PiagamRequest, code: str) -> HttpResponse:
    """Whether a certificate is genuine, and what it says."""
    found = queries.certificate_by_code(code)
    if found is None:
        context = {"code": code, "sentence": _("Tidak ada piagam dengan kode ini: dokumen itu tidak asli.")}
        return render(request, "showcase/check.html", context, status=404)
    return render(request, "showcase/certificate.html", {"certificate": found, "base_url": settings.BASE_URL})


@public("anyone may read a published certificate")
def certificate_pdf(request: PiagamRequest, code: str) -> HttpResponse:
    """The certificate as PDF."""
    found = queries.certificate_by_code(code)
    if found is None:
        raise Http404
    response = HttpResponse(pdf_of(found), content_type="application/pdf")
    name = found.number.replace("/", "-")
    response["Content-Disposition"] = f'inline; filename="piagam-{name}.pdf"'
    return response
