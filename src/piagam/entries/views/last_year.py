"""Documents of the edition before: which still count, which do not, and using them again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from piagam.entries.actions.linking_many import Pick, link_many
from piagam.entries.last_year import Carried
from piagam.entries.last_year_queries import carried_into, report_before
from piagam.entries.queries import ReportPart, current_edition, report_part
from piagam.entries.reading import OWN, READS
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded, public, to_sign_in
from piagam.web.errors import Refused

ON_A_PAGE = 50
AT_ONCE = 200  # more would hold up every other writer for too long
GROUPS = ("counts", "unsure", "not")


@public("leads each person to the documents of the own region's edition before, or to the sign-in page")
def my_last_year(request: PiagamRequest) -> HttpResponse:
    """To the documents of last year of the own region."""
    actor = request.actor
    if not actor.is_signed_in:
        return to_sign_in(request)
    if actor.role not in OWN:
        raise Refused(_("Halaman ini untuk perangkat daerah, koordinator, dan kepala daerah."), 403)
    edition = current_edition(actor)
    if edition is None or actor.region_code is None:
        return render(request, "entries/no_edition.html")
    return redirect("entries:last_year", edition.pk, actor.region_code)


@guarded("entry.read_draft", report_part, sees=READS)
def last_year(request: PiagamRequest, part: ReportPart) -> HttpResponse:
    """What still counts, what does not and why, and where facts are missing."""
    return show(request, part)


def show(request: PiagamRequest, part: ReportPart, *, refused: list[str] | None = None) -> HttpResponse:
    """The list, one group at a time; what was refused stands above it."""
    before = report_before(part.report)
    found = carried_into(part, before) if before is not None else []
    can_edit = may(request.actor, "claim.edit", part.place())
    context: dict[str, Any] = {
        **of_group(request, found, first="counts"),
        "report": part.report,
        "edition": part.report.edition,
        "before": before,
        "can_edit": can_edit,
        "ready": len(usable(found)[:AT_ONCE]) if can_edit else 0,
        "refused": refused or [],
    }
    return render(request, "entries/last_year.html", context, status=422 if refused else 200)


@guarded("entry.read_draft", report_part, sees=READS)
def this_year(request: PiagamRequest, part: ReportPart) -> HttpResponse:
    """The same of the evidence that stands in the report now: what does not count, before a verifier says so."""
    found = [] if part.report._state.adding else carried_into(part, part.report)
    context = {**of_group(request, found, first="not"), "report": part.report, "edition": part.report.edition}
    return render(request, "entries/this_year.html", context)


def of_group(request: PiagamRequest, found: list[Carried], *, first: str) -> dict[str, Any]:
    """One group of the list, with the tabs that lead to the others."""
    asked = request.GET.get("hasil", "")
    chosen = asked if asked in GROUPS else first
    counts = {group: sum(1 for one in found if one.group == group) for group in GROUPS}
    labels = {"counts": _("Masih berlaku"), "unsure": _("Perlu diperiksa"), "not": _("Tidak berlaku")}
    shown = [one for one in found if one.group == chosen]
    return {
        "chosen": chosen,
        "tabs": [(group, labels[group], counts[group]) for group in GROUPS],
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("halaman")),
    }


def usable(found: list[Carried]) -> list[Carried]:
    """Those that count, are not used yet, and could be used now."""
    return [one for one in found if one.group == "counts" and not one.is_used and not one.why_not]


@require_POST
@guarded("claim.edit", report_part, sees=READS)
def reuse(request: PiagamRequest, part: ReportPart) -> HttpResponse:
    """Uses documents of last year again for the same rows of the same innovations: all that were chosen, or none."""
    before = report_before(part.report)
    found = carried_into(part, before) if before is not None else []
    if "semua" in request.POST:
        picked = usable(found)[:AT_ONCE]
    else:
        keys = set(request.POST.getlist("pilih"))
        picked = [one for one in found if str(one.link.pk) in keys and not one.is_used][:AT_ONCE]
    refused = [f"{one.link.document.subject}: {one.why_not}" for one in picked if one.why_not]
    picks = [
        Pick(one.holder, one.pages, one.link.document, one.indicator)
        for one in picked if one.holder is not None and one.indicator is not None
    ]  # fmt: skip
    if not refused and picks:
        done = link_many(picks, document=None, indicator=None, by=request.actor)
        refused = [f"{one.pick.document}: {one.refused}" for one in done if one.refused]
    if refused:
        return show(request, part, refused=refused)
    if not picks:
        messages.warning(request, _("Pilih dahulu dokumen yang hendak dipakai lagi."))
    else:
        sentence = ngettext(
            "%(number)d bukti tahun lalu dipakai lagi.",
            "%(number)d bukti tahun lalu dipakai lagi.",
            len(picks),
        )
        messages.success(request, sentence % {"number": len(picks)})
    here = reverse("entries:last_year", args=[part.report.edition_id, part.report.region_id])
    return redirect(f"{here}?{request.GET.urlencode()}" if request.GET else here)
