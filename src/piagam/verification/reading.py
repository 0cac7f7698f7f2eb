"""The reading table: the document beside the rule, the facts, and the decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.beside import beside_of
from piagam.entries.earlier import earlier_entry
from piagam.entries.models import EvidenceLink
from piagam.files.delivery import image_response, response_for
from piagam.files.previews import page_image
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.verification import actions, queries
from piagam.verification.forms import DecideForm
from piagam.verification.models import Assignment
from piagam.web.errors import Refused


@guarded("entry.read", queries.assignment_by_id, sees=("assignment.list",))
def read(request: PiagamRequest, assignment: Assignment) -> HttpResponse:
    """The reading table with the decision so far."""
    return reading_table(request, assignment, form_for(assignment))


@require_POST
@guarded("finding.decide", queries.assignment_by_id, sees=("assignment.list",))
def decide(request: PiagamRequest, assignment: Assignment) -> HttpResponse:
    """Takes a decision; on to the next undecided claim."""
    form = form_for(assignment, request.POST)
    if not form.is_valid():
        return reading_table(request, assignment, form, status=400)
    try:
        actions.decide(assignment, by=request.actor, **form.cleaned_data)
    except Refused as no:
        if no.status != 400:
            raise
        form.add_error(None, no.sentence)
        return reading_table(request, assignment, form, status=400)
    messages.success(request, _("Putusan tersimpan."))
    following = queries.next_open(request.actor, assignment.claim.report.edition, after=assignment)
    return redirect("verification:read", following.pk) if following else redirect("verification:queue")


def form_for(assignment: Assignment, data: Any = None) -> DecideForm:
    """The decision form, filled with the decision so far."""
    finding = getattr(assignment, "finding", None)
    names = ("decision", "level", "reason_code", "note")
    initial = {name: getattr(finding, name) for name in names} if finding else {}
    return DecideForm(assignment.claim, data, initial=initial)


def reading_table(
    request: PiagamRequest, assignment: Assignment, form: DecideForm, *, status: int = 200
) -> HttpResponse:
    """Everything a verifier needs on one screen."""
    claim = assignment.claim
    evidence = queries.evidence_of(claim)
    beside = beside_of(evidence, request.GET.get("bukti", ""), request.GET.get("halaman", ""))
    chosen = beside.chosen
    finding = getattr(assignment, "finding", None)
    is_open = not (finding and finding.locked_at)
    indicator = rulebook_of(claim.report.edition).indicator(claim.indicator)
    context = {
        "assignment": assignment,
        "claim": claim,
        "title": queries.title_of(claim),
        "indicator": indicator,
        "earlier": earlier_entry(claim.entry) if claim.entry else None,
        "facts": facts_in_words(indicator, claim.facts),
        "evidence": evidence,
        "chosen": chosen,
        "page": beside.page,
        "pages": beside.pages,
        "reading_url": reverse("verification:read", args=[assignment.pk]),
        "form": form,
        "finding": finding,
        "may_decide": is_open and may(request.actor, "finding.decide", assignment.place()),
        "progress": queries.progress_of(queries.queue_for(request.actor, claim.report.edition, which="all")),
    }
    if chosen is not None and chosen.version is not None:
        own = [assignment.pk, chosen.pk]
        context["sheet_url"] = reverse("verification:evidence_page", args=[*own, beside.page])
        context["file_url"] = reverse("verification:evidence_file", args=own)
    return render(request, "verification/reading_table.html", context, status=status)


def facts_in_words(indicator: Any, facts: dict[str, Any] | None) -> list[tuple[str, str]]:
    """The stated facts as (label, value), by the rulebook's own labels."""
    if not facts:
        return []
    fields = {field.name: field for field in indicator.answer.fields()}
    words = []
    for name, value in facts.items():
        field = fields.get(name)
        options = {option.code: option.words for option in field.options} if field else {}
        values = value if isinstance(value, list) else [value]
        text = ", ".join(str(options.get(one, one)) for one in values)
        words.append(
            (field.label if field else name, f"{text} {field.unit or ''}".strip() if field else text)
        )
    return words


@guarded("document.download", queries.assignment_by_id, sees=("assignment.list",))
def evidence_page(request: PiagamRequest, assignment: Assignment) -> HttpResponseBase:
    """One page of an evidence document as an image."""
    link = link_or_404(request, assignment)
    assert request.resolver_match is not None and link.version is not None
    page = int(request.resolver_match.kwargs["page"])
    if not 1 <= page <= (link.version.file.pages or 1):
        raise Http404
    return image_response(page_image(link.version.file, page, 1100), request=request)


@guarded("document.download", queries.assignment_by_id, sees=("assignment.list",))
def evidence_file(request: PiagamRequest, assignment: Assignment) -> HttpResponseBase:
    """The original evidence file."""
    link = link_or_404(request, assignment)
    assert link.version is not None
    return response_for(link.version.file, link.version.file_name, request=request)


def link_or_404(request: PiagamRequest, assignment: Assignment) -> EvidenceLink:
    """The evidence link named in the address, if it belongs to this claim and has a file."""
    assert request.resolver_match is not None
    wanted = int(request.resolver_match.kwargs["link_id"])
    for link in queries.evidence_of(assignment.claim):
        if link.pk == wanted and link.version is not None:
            return link
    raise Http404
