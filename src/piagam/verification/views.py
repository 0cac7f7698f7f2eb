"""Pages of verification: queue, reading table, assignments, conflicts."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import EvidenceLink
from piagam.files.delivery import image_response, response_for
from piagam.files.previews import page_image
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.verification import actions, queries
from piagam.verification.forms import AssignForm, ConflictForm, DecideForm
from piagam.verification.models import Assignment
from piagam.verification.places import MyWork, my_work, whole_edition
from piagam.web.errors import Refused


@guarded("assignment.list", my_work)
def queue(request: PiagamRequest, work: MyWork) -> HttpResponse:
    """The verifier's own queue, with progress; the undecided first."""
    which = request.GET.get("tampil", "open")
    if which not in {"open", "decided", "locked", "all"}:
        which = "open"
    found = queries.queue_for(work.actor, work.edition, which=which)
    rulebook = rulebook_of(work.edition)
    page = Paginator(found, 50).get_page(request.GET.get("halaman"))
    context = {
        "edition": work.edition,
        "which": which,
        "page": page,
        "rows": [
            {
                "assignment": one,
                "title": queries.title_of(one.claim),
                "indicator": rulebook.indicator(one.claim.indicator),
            }
            for one in page
        ],
        "progress": queries.progress_of(queries.queue_for(work.actor, work.edition, which="all")),
        "next": queries.next_open(work.actor, work.edition),
        "may_decide": work.place().phase == "V",
    }
    return render(request, "verification/queue.html", context)


@guarded("entry.read", queries.assignment_by_id, sees=("assignment.list",))
def read(request: PiagamRequest, assignment: Assignment) -> HttpResponse:
    """The reading table: the document beside the rule, the facts, and the decision."""
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


@require_POST
@guarded("finding.lock", my_work)
def lock_all(request: PiagamRequest, work: MyWork) -> HttpResponse:
    """Locks everything this verifier has decided and not yet locked."""
    decided = list(queries.queue_for(work.actor, work.edition, which="decided"))
    count = actions.lock(decided, by=work.actor)
    messages.success(request, _("%(count)s putusan terkunci.") % {"count": count})
    return redirect("verification:queue")


def form_for(assignment: Assignment, data: Any = None) -> DecideForm:
    """The decision form, filled with the decision so far."""
    finding = getattr(assignment, "finding", None)
    initial = (
        {
            "decision": finding.decision,
            "level": finding.level,
            "reason_code": finding.reason_code,
            "note": finding.note,
        }
        if finding
        else {}
    )
    return DecideForm(assignment.claim.report.edition, assignment.claim.level or 0, data, initial=initial)


def reading_table(
    request: PiagamRequest, assignment: Assignment, form: DecideForm, *, status: int = 200
) -> HttpResponse:
    """Everything a verifier needs on one screen."""
    claim = assignment.claim
    evidence = queries.evidence_of(claim)
    chosen = next((link for link in evidence if str(link.pk) == request.GET.get("bukti")), None)
    chosen = chosen or (evidence[0] if evidence else None)
    last = chosen.version.file.pages or 1 if chosen and chosen.version else 1
    first = int("".join(c for c in chosen.pages.split("-")[0] if c.isdigit()) or 1) if chosen else 1
    asked = request.GET.get("halaman", "")
    page = min(max(int(asked) if asked.isdigit() else first, 1), last)
    indicator = rulebook_of(claim.report.edition).indicator(claim.indicator)
    finding = getattr(assignment, "finding", None)
    context = {
        "assignment": assignment,
        "claim": claim,
        "title": queries.title_of(claim),
        "indicator": indicator,
        "facts": facts_in_words(indicator, claim.facts),
        "evidence": evidence,
        "chosen": chosen,
        "page": page,
        "pages": last,
        "form": form,
        "finding": finding,
        "may_decide": may(request.actor, "finding.decide", assignment.place())
        and not (finding and finding.locked_at),
        "progress": queries.progress_of(queries.queue_for(request.actor, claim.report.edition, which="all")),
    }
    return render(request, "verification/reading_table.html", context, status=status)


def facts_in_words(indicator: Any, facts: dict[str, Any] | None) -> list[tuple[str, str]]:
    """The stated facts as (label, value), by the rulebook's own labels."""
    if not facts:
        return []
    fields = {field.name: field for field in indicator.answer.fields()}
    words = []
    for name, value in facts.items():
        field = fields.get(name)
        options = {option.code: option.label for option in field.options} if field else {}
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
    assert request.resolver_match is not None
    return page_image_response(request, link, int(request.resolver_match.kwargs["page"]))


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


def page_image_response(request: PiagamRequest, link: EvidenceLink, page: int) -> HttpResponseBase:
    """A page of a link's file as WebP; Http404 for a page it does not have."""
    assert link.version is not None
    if not 1 <= page <= (link.version.file.pages or 1):
        raise Http404
    return image_response(page_image(link.version.file, page, 1100), request=request)


@guarded("assignment.make", whole_edition)
def assignments(request: PiagamRequest, edition: Edition) -> HttpResponse:
    """Who reads how much, and giving out more."""
    form = AssignForm(edition, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            count = actions.assign(
                edition, verifier=chosen["verifier"], by=request.actor, reason=chosen["reason"],
                indicator=chosen["indicator"], region=chosen["region"].pk if chosen["region"] else "",
                at_most=chosen["at_most"],
            )  # fmt: skip
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("%(count)s isian ditugaskan.") % {"count": count})
            return redirect(reverse("verification:assignments"))
    context = {
        "edition": edition,
        "form": form,
        "load": queries.load_by_verifier(edition),
        "left": queries.assignable(edition).count(),
    }
    return render(request, "verification/assignments.html", context, status=400 if form.errors else 200)


@guarded("conflict.declare", my_work)
def conflicts(request: PiagamRequest, work: MyWork) -> HttpResponse:
    """Declared conflicts, and declaring another."""
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare_conflict(
                work.edition, form.cleaned_data["region"], reason=form.cleaned_data["reason"], by=work.actor
            )
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, _("Konflik kepentingan tercatat."))
            return redirect("verification:conflicts")
    context = {"edition": work.edition, "form": form, "found": queries.conflicts_of(work.actor, work.edition)}
    return render(request, "verification/conflicts.html", context, status=400 if form.errors else 200)
