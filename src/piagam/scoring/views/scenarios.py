"""Scenarios kept under a name: keep, drop, compare two."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.people.guards import PiagamRequest, guarded
from piagam.scoring import queries, scenarios
from piagam.scoring.differing import difference_line, part_rows
from piagam.scoring.models import Scenario
from piagam.scoring.queries import RegionIn
from piagam.scoring.views.simulator import Simulated, scenarios_of, simulate
from piagam.web.errors import Refused


@require_POST
@guarded("scenario.keep", queries.region_in, sees=("estimate.read",))
def keep(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """Keeps what is supposed under a name; the same name is written over."""
    words = request.POST.getlist("u")
    name = " ".join(request.POST.get("name", "").split())
    if place.report is None:
        raise Refused(_("Belum ada laporan, jadi belum ada yang bisa diandaikan."), 409)
    if not name or len(name) > Scenario.NAME_LENGTH:
        sentence = _("Beri nama skenario, paling panjang 80 huruf.") if len(name) <= Scenario.NAME_LENGTH else _(
            "Nama skenario paling panjang 80 huruf."
        )  # fmt: skip
        messages.error(request, sentence)
        return redirect(f"{address(place)}?{query_of(words, nama=name)}#skenario")
    found = simulate(place, words, own_only=False)
    scenario = scenarios.keep_scenario(
        place.report, name=name, words=found.supposition.words, claims_sha256=found.sha256,
        index=found.variation.result.index or "", by=request.actor,
    )  # fmt: skip
    messages.success(request, _("Skenario “%s” tersimpan.") % scenario.name)
    return redirect(f"{address(place)}?{query_of(scenario.words)}#skenario")


@require_POST
@guarded("scenario.keep", queries.scenario_by_id, sees=("estimate.read",))
def drop(request: PiagamRequest, scenario: Scenario) -> HttpResponse:
    """Removes a scenario; nothing else depends on it."""
    report, name = scenario.report, scenario.name
    scenarios.drop_scenario(scenario, by=request.actor)
    messages.success(request, _("Skenario “%s” dihapus.") % name)
    return redirect("scoring:simulator", report.edition_id, report.region_id)


@guarded("estimate.read", queries.region_in)
def compare(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """Two scenarios beside each other, or one beside the present."""
    if request.actor.role == "OPD" or place.report is None:
        return redirect("scoring:simulator", place.edition.pk, place.region.code)
    kept = {str(one.pk): one for one in Scenario.objects.filter(report=place.report)}
    first, second = kept.get(request.GET.get("a", "")), kept.get(request.GET.get("b", ""))
    one = simulate(place, first.words if first else [], own_only=False)
    other = Simulated(one.reader, (read := one.reader.read(second.words if second else [])),
                      one.reader.what.vary(read.changes), one.lines, one.sha256)  # fmt: skip
    what = one.reader.what
    context: dict[str, Any] = {
        "edition": place.edition, "region": place.region, "report": place.report, "tab": "simulator",
        "scenarios": scenarios_of(place, one.sha256), "first": first, "second": second, "now": what.present.result,
        "one": one, "other": other,
        "parts": list(zip(part_rows(what, one.variation), part_rows(what, other.variation), strict=True)),
        "difference": difference_line(other.variation, one.variation), "between": _between(one, other),
    }  # fmt: skip
    return render(request, "scoring/compare_scenarios.html", context)


def _between(one: Simulated, other: Simulated) -> Any:
    before, after = one.variation.value, other.variation.value
    return None if before is None or after is None else after - before


def address(place: RegionIn) -> str:
    """The simulator's page."""
    return reverse("scoring:simulator", args=[place.edition.pk, place.region.code])


def query_of(words: list[str], **more: str) -> str:
    """The words as a query."""
    query = QueryDict(mutable=True)
    query.setlist("u", words)
    query.update(more)
    return query.urlencode()
