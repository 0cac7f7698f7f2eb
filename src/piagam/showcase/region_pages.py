"""A region's public page, the reason for its number, and its innovations."""

from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Entry
from piagam.innovations.sheet import Sheet, sheet_pdf
from piagam.people.guards import PiagamRequest, guarded
from piagam.regions.models import Region
from piagam.results.models import Certificate
from piagam.scoring.folding import folded
from piagam.scoring.queries import tree_of
from piagam.showcase import queries
from piagam.showcase.letter import letter_pdf, maturity_of, person_behind
from piagam.showcase.queries import Shown
from tallybook import ProfileField, Rulebook


@guarded("result.read", queries.region_shown)
def region(request: PiagamRequest, shown: Shown) -> HttpResponse:
    """A region's page: index, places, parts, certificate, innovations."""
    code = code_in(request)
    score = queries.score_shown(shown, code)
    maturity = score.maturity if score else {}
    keys = queries.most_mature_first(shown, code, maturity)
    page = Paginator(keys, 25).get_page(request.GET.get("halaman"))
    entries = queries.entries_of(shown, code).in_bulk(list(page))
    rulebook = rulebook_of(shown.edition)
    context = {
        "edition": shown.edition,
        "region": Region.objects.get(pk=code),
        "score": score,
        "parts": parts_of(rulebook, score.parts if score else {}),
        "places": places_of(shown, rulebook, score) if score else [],
        "page": page,
        "rows": [{"entry": entries[key], "maturity": maturity.get(str(key))} for key in page],
        "certificate": Certificate.objects.filter(result=shown.result, region=code).first(),
    }
    return render(request, "showcase/region.html", context)


def code_in(request: PiagamRequest) -> str:
    """The region named in the address."""
    assert request.resolver_match is not None
    return str(request.resolver_match.kwargs["region_code"])


def parts_of(rulebook: Rulebook, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of the index with their maxima, in the rulebook's order."""
    return [
        {"label": part.words, "value": values[part.code], "maximum": part.maximum}
        for part in rulebook.parts
        if part.code in values
    ]


def places_of(shown: Shown, rulebook: Rulebook, score: Any) -> list[dict[str, Any]]:
    """A region's places: in which cluster, and among how many."""
    if shown.result is None:
        return []
    sizes = queries.cluster_sizes(shown.result)
    places = {rank.cluster: rank.place_number for rank in score.ranks.all()}
    return [
        {"cluster": one, "place": places[one.code], "of": sizes[one.code]}
        for one in rulebook.clusters
        if one.code in places
    ]


@guarded("result.read", queries.region_shown)
def explanation(request: PiagamRequest, shown: Shown) -> HttpResponse:
    """The tree behind a region's index; each innovation's rows are on its own page."""
    score = queries.score_shown(shown, code_in(request))
    if score is None:
        raise Http404
    context = {
        "edition": shown.edition,
        "region": score.region,
        "score": score,
        "tree": folded(tree_of(score), lambda code: reverse("showcase:innovation", args=[code])),
        "sources": rulebook_of(shown.edition).sources.values(),
    }
    return render(request, "showcase/explanation.html", context)


@guarded("entry.read", queries.entry_by_id, sees=("entry.read",))
def innovation(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """An innovation as published: its profile and its verified maturity."""
    shown = queries.shown_result(request.actor, entry.report.edition_id)
    score = queries.score_shown(shown, entry.report.region_id)
    rulebook = rulebook_of(entry.report.edition)
    is_scored = score is not None and str(entry.pk) in score.maturity
    facts, texts = profile_in_words(entry)
    context = {"entry": entry, "edition": entry.report.edition, "region": entry.report.region,
               "facts": facts, "texts": texts,
               "node": tree_of(score).find(str(entry.pk)) if score and is_scored else None,
               "maturity": score.maturity[str(entry.pk)] if score and is_scored else None,
               "has_letter": bool(maturity_of(entry, shown) and person_behind(entry)),
               "sources": rulebook.sources.values()}  # fmt: skip
    return render(request, "showcase/innovation.html", context)


@guarded("entry.read", queries.entry_by_id, sees=("entry.read",))
def sheet(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """A published innovation on one page of paper; its code leads to its public page."""
    facts, texts = profile_in_words(entry)
    report = entry.report
    made = sheet_pdf(
        Sheet(
            title=entry.title,
            owner=f"{entry.department.name} · {report.region.name}",
            state=report.edition.title,
            facts=[(str(field.words), text) for field, text in facts],
            texts=[(str(field.words), text) for field, text in texts],
            address=f"{settings.BASE_URL}{reverse('showcase:innovation', args=[entry.pk])}",
            address_note=_("Versi daring, terbuka bagi semua."),
            as_of=_("Seperti dikirim daerah pada %(edition)s") % {"edition": report.edition.title},
            at=datetime(report.edition.year, 1, 1, tzinfo=UTC),  # the frozen copy never changes
        )
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(entry.title)[:60] or entry.pk}.pdf"'
    return response


@guarded("entry.read", queries.entry_by_id, sees=("entry.read",))
def letter(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """A letter for the person behind a published innovation; not found where nobody is named or nothing verified."""
    shown = queries.shown_result(request.actor, entry.report.edition_id)
    maturity = maturity_of(entry, shown)
    if not maturity or not person_behind(entry):
        raise Http404
    at = shown.edition.published_at or entry.report.edition.created_at
    response = HttpResponse(letter_pdf(entry, maturity, at), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="surat-keterangan-{entry.pk}.pdf"'
    return response


def profile_in_words(entry: Entry) -> tuple[list[tuple[ProfileField, str]], list[tuple[ProfileField, str]]]:
    """The facts and the texts of the profile as it was sent; attached documents are evidence and not shown."""
    profile = entry.profile
    fields = [
        (field, words_of(field, profile[field.code]))
        for field in rulebook_of(entry.report.edition).profile
        if profile.get(field.code) and field.code != "nama" and not isinstance(profile[field.code], dict)
    ]
    texts = [one for one in fields if one[0].kind == "long_text"]
    return [one for one in fields if one not in texts], texts


def words_of(field: Any, value: Any) -> str:
    """A profile value as a person reads it: the words of a chosen option, a date written out, lists with commas."""
    if field.kind == "date":
        try:
            return date_format(date.fromisoformat(str(value)), "j F Y")
        except ValueError:
            return str(value)
    options = {option.code: option.words for option in field.options}
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(options.get(one, one)) for one in values)
