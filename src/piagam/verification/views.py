"""Pages around the reading table: the queue, assignments, conflicts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.verification import actions, queries
from piagam.verification.forms import AssignForm, ConflictForm
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
                "finding": getattr(one, "finding", None),
                "title": queries.title_of(one.claim),
                "indicator": rulebook.indicator(one.claim.indicator),
            }
            for one in page
        ],
        "progress": queries.progress_of(queries.queue_for(work.actor, work.edition, which="all")),
        "next": queries.next_open(work.actor, work.edition),
        "may_decide": may(work.actor, "finding.decide", work.place()),
        "may_declare": may(work.actor, "conflict.declare", work.place()),
    }
    return render(request, "verification/queue.html", context)


@require_POST
@guarded("finding.lock", my_work)
def lock_all(request: PiagamRequest, work: MyWork) -> HttpResponse:
    """Locks everything this verifier has decided and not yet locked."""
    decided = list(queries.queue_for(work.actor, work.edition, which="decided"))
    count = actions.lock(decided, by=work.actor)
    messages.success(request, _("%(count)s putusan terkunci.") % {"count": count})
    return redirect("verification:queue")


@guarded("assignment.make", whole_edition)
def assignments(request: PiagamRequest, edition: Edition) -> HttpResponse:
    """Who reads how much, what nobody reads yet, and giving out more."""
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
            return redirect("verification:assignments")
    context = {
        "edition": edition,
        "form": form,
        "load": queries.load_by_verifier(edition),
        "waiting": queries.waiting_by_region(edition),
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
