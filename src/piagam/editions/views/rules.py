"""What everybody may read of an edition: calendar, guide, formula, predicates, and the rules as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from piagam.editions.archive import zip_of
from piagam.editions.formula import formula_of
from piagam.editions.guide import guide_of
from piagam.editions.models import Edition
from piagam.editions.queries import SEEN, dates_of, edition_by_id
from piagam.editions.rulebooks import rulebook_of
from piagam.people.guards import guarded


@guarded("edition.read_rules", edition_by_id, sees=SEEN)
def rules(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The rules of an edition, for people."""
    rulebook = rulebook_of(edition)
    context = {
        "edition": edition,
        "rulebook": rulebook,
        "phase": edition.phase_now,
        "dates": dates_of(edition),
        "formula": formula_of(rulebook),
        "volumes": guide_of(rulebook),
    }
    return render(request, "editions/rules.html", context)


@guarded("edition.read_rules", edition_by_id, sees=SEEN)
def download(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The pinned rulebook, word for word."""
    del request
    name = f"{edition.pk}-{edition.rulebook_id[:12]}"
    response = HttpResponse(zip_of(edition.rulebook, edition.pk), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response
