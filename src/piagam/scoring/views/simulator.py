"""The simulator: suppose something, see at once what the index would be, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from piagam.innovations.models import Innovation
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.scoring import queries
from piagam.scoring.differing import difference_line, part_rows
from piagam.scoring.models import Scenario
from piagam.scoring.queries import RegionIn
from piagam.scoring.simulated_rows import Line, lines_in, rows_of, with_states
from piagam.scoring.standing import standing_of
from piagam.scoring.supposing import REGION, Reader, Supposition
from tallybook import Variation

PER_PAGE = 20
MOST_OF_BANK = 100


@dataclass(frozen=True)
class Simulated:
    """A supposition with everything that was read for it."""

    reader: Reader
    supposition: Supposition
    variation: Variation
    lines: list[Line]
    sha256: str


def simulate(place: RegionIn, words: Iterable[str], *, own_only: bool) -> Simulated:
    """Computes what is supposed on the claims as they stand now."""
    assert place.report is not None
    standing = standing_of(place.report)
    lines = lines_in(place, standing.what, own_only=own_only)
    reader = Reader(place, standing.what, own_only, {one.code: one.title for one in lines})
    supposition = reader.read(words)
    variation = standing.what.vary(supposition.changes)
    return Simulated(reader, supposition, variation, lines, standing.sha256)


@guarded("estimate.read", queries.region_in)
def simulator(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """The page, or for htmx the part of it that changes."""
    context: dict[str, Any] = {"edition": place.edition, "region": place.region, "report": place.report,
                               "tab": "simulator"}  # fmt: skip
    if place.report is not None:
        context |= shown(request, place)
    partial = request.headers.get("HX-Request") == "true" and place.report is not None
    answer = render(request, "scoring/simulator_body.html" if partial else "scoring/simulator.html", context)
    answer["Vary"] = "HX-Request"
    if partial:
        answer["HX-Push-Url"] = address_of(request, context)
    return answer


def address_of(request: PiagamRequest, context: dict[str, Any]) -> str:
    """The address of what is shown, without what says nothing: to reload, to keep, to send to a colleague."""
    query = QueryDict(mutable=True)
    query.setlist("u", context["supposition"].words)
    shown_code = context["opened"].code if context["opened"] else REGION if context["opened_region"] else ""
    for name, value in (("buka", shown_code), ("cari", context["search"]), ("unit", context["unit"])):
        if value:
            query[name] = value
    if context["page"].number > 1:
        query["halaman"] = str(context["page"].number)
    return f"{request.path}?{query.urlencode()}"


def shown(request: PiagamRequest, place: RegionIn) -> dict[str, Any]:
    """What the page shows of a supposition."""
    asked, own_only = request.GET, request.actor.role == "OPD"
    clicked = asked.getlist(
        "tambah"
    )  # a name of its own: htmx lets a button take the place of fields of its name
    words = [] if "kosongkan" in asked else [*asked.getlist("u"), *clicked]
    found = simulate(place, words, own_only=own_only)
    now, then = found.reader.what.present, found.variation
    code = (asked.getlist("buka") or [""])[-1]
    opened = next((one for one in found.lines if one.code == code), None)
    search, unit = asked.get("cari", "").strip(), asked.get("unit", "")
    listed = with_states((one for one in found.lines if one.matches(search, unit)), found.supposition)
    page_number = (asked.getlist("halaman") or ["1"])[-1]
    report = place.report
    assert report is not None
    return {
        "own_only": own_only,
        "supposition": found.supposition,
        "now": now.result,
        "then": then.result,
        "change": then.change,
        "parts": [] if own_only else part_rows(found.reader.what, then),
        "own_changes": own_changes(found) if own_only else [],
        "difference": difference_line(then, own_only=own_only) if found.supposition.supposed else None,
        "page": Paginator(listed, PER_PAGE).get_page(page_number),
        "search": search,
        "unit": unit,
        "units": sorted({one.unit for one in found.lines}),
        "opened": opened,
        "opened_region": code == REGION and not own_only,
        "rows": rows_of(found.reader.what, found.supposition, code, own_only=own_only)
        if opened or (code == REGION and not own_only)
        else [],
        "bank": bank_of(place, search, own_only=own_only) if asked.get("bank") else None,
        "name_typed": asked.get("nama", ""),
        "may_keep": may(request.actor, "scenario.keep", report.place()),
        "scenarios": [] if own_only else scenarios_of(place, found.sha256),
    }


def bank_of(place: RegionIn, search: str, *, own_only: bool) -> list[Innovation]:
    """Innovations of the bank that could still be entered, by what is searched for; no more than fit a list."""
    found = queries.candidates(place, own_only=own_only).defer("profile")
    return list((found.filter(title__icontains=search) if search else found)[:MOST_OF_BANK])


def own_changes(found: Simulated) -> list[tuple[str, Any, Any]]:
    """For an operator: the maturity of each touched innovation of the own department, before and after."""
    rows = []
    for line in found.lines:
        if line.code in found.variation.touched:
            one = found.variation.touched[line.code]
            after = None if one is None else found.reader.what.points_of(one)
            rows.append((line.title, line.maturity, after))
    return rows


def scenarios_of(place: RegionIn, sha256: str) -> list[tuple[Scenario, bool]]:
    """The kept scenarios, each with whether claims have changed since."""
    found = Scenario.objects.filter(report=place.report).select_related("made_by")
    return [(one, one.claims_sha256 != sha256) for one in found]
