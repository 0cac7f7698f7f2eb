"""What to do next: everything missing, by what it would bring and what it costs."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from piagam.people.fields import indented
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.tree import outline, tree_of
from piagam.regions.models import Department
from piagam.scoring import queries
from piagam.scoring.due import Due
from piagam.scoring.gains import Gain, decrees_of, gains_of
from piagam.scoring.queries import RegionIn
from piagam.scoring.standing import what_if

SORTS: dict[str, tuple[Any, Callable[[Gain], tuple[Any, ...]]]] = {
    "sepadan": (_("Hasil dibanding upaya"), lambda one: (-one.per_effort, -one.gain)),
    "hasil": (_("Hasil terbesar"), lambda one: (-one.gain, one.effort)),
    "upaya": (_("Upaya teringan"), lambda one: (one.effort, -one.gain)),
}
DUE = "tenggat"
KINDS = {
    "bukti": ("unsupported", _("Dokumen belum ada")),
    "kosong": ("unanswered", _("Belum dijawab")),
    "tingkat": ("level", _("Naik satu tingkat")),
}
PER_PAGE = 50


@guarded("estimate.read", queries.region_in)
def next_steps(request: PiagamRequest, place: RegionIn) -> HttpResponse:
    """The list, filtered and sorted; an operator's own part only."""
    own_only = request.actor.role == "OPD"
    asked = request.GET
    context: dict[str, Any] = {
        "edition": place.edition, "region": place.region, "report": place.report, "tab": "next_steps",
        "own_only": own_only,
        "sorts": {**{code: words for code, (words, _key) in SORTS.items()}, DUE: _("Tenggat terdekat")},
        "kinds": KINDS, "sort": asked.get("urut") if asked.get("urut") in {*SORTS, DUE} else "sepadan",
        "kind": asked.get("jenis") if asked.get("jenis") in KINDS else "",
    }  # fmt: skip
    if place.report is None:
        return render(request, "scoring/next_steps.html", context)
    what = what_if(place.report)
    own = place.departments or frozenset[int]()
    gains = gains_of(place.report, departments=own if own_only else None, what=what)
    found = sorted({one.entry.department for one in gains if one.entry}, key=lambda one: one.name)
    unit = next((one for one in found if str(one.pk) == asked.get("unit")), None)
    due = Due(place.report)
    key = due.key if context["sort"] == DUE else SORTS[context["sort"]][1]
    shown = sorted(chosen(gains, unit, context["kind"]), key=key)
    page = Paginator(shown, PER_PAGE).get_page(asked.get("halaman"))
    context |= {
        "departments": [(one, indented(level, one.name)) for level, one in outline(found)],
        "unit": unit,
        "page": page,
        "steps": [(one, due.of(one)) for one in page],
        "decrees": [] if own_only or unit or context["kind"] else decrees_of(place.report, gains, what=what),
        "together": what.gain([one.change for one in shown]) if shown and (unit or context["kind"]) else None,
    }
    return render(request, "scoring/next_steps.html", context)


def chosen(gains: list[Gain], unit: Department | None, kind: str) -> list[Gain]:
    """The gains of a department with its sub-units and of a kind, where one was chosen."""
    if unit is not None:
        under = {unit.pk, *tree_of(unit.region_id).below(unit.pk)}
        gains = [one for one in gains if one.entry and one.entry.department_id in under]
    if kind:
        gains = [one for one in gains if one.kind == KINDS[kind][0]]
    return gains
