"""One edition: where it stands, its calendar, the next phase, and what two people decide."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.editions import actions, queries
from piagam.editions.actions.calendar_dates import proposed_span
from piagam.editions.calendar import CALENDAR, TWO_PEOPLE, ended_by, ending, missing_for_next, step_now
from piagam.editions.forms import CalendarForm, NextPhaseForm
from piagam.editions.linting import LintVerdict, lint_pinned, verdict_on
from piagam.editions.models import Edition, Phase
from piagam.editions.rulebooks import rulebook_by_sha256
from piagam.people.deciding import may
from piagam.people.forms import DecideForm
from piagam.people.guards import actor_in, guarded
from piagam.people.models import Proposal
from piagam.web.errors import Refused


@guarded("edition.manage", queries.edition_by_id, sees=queries.SEEN)
def manage(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything about an edition, and what can be done next."""
    return managing(request, edition, NextPhaseForm())


def managing(
    request: HttpRequest, edition: Edition, form: NextPhaseForm, *, status: int = 200
) -> HttpResponse:
    actor, place, step = actor_in(request), edition.place(), step_now(edition)
    proposals = list(queries.proposals_about(edition))
    codes = [one.phase for one in CALENDAR]
    here = codes.index(step.phase)
    asks = {one.action for one in proposals}
    context = {
        "edition": edition,
        "phase": step.phase,
        "next_label": Phase(step.next).label if step.next else "",
        "takes_two": step.ends_by == TWO_PEOPLE,
        "missing": missing_for_next(edition) if step.ends_by == TWO_PEOPLE else [],
        "steps": [
            {
                "step": one,
                "ending": ending(one) if n == here else ended_by(one),
                "state": "done" if n < here else "here" if n == here else "next",
            }
            for n, one in enumerate(CALENDAR)
        ],
        "verdict": lint_pinned(edition),
        "proposals": [{"proposal": one, "what": what(one)} for one in proposals],
        "decided": [{"proposal": one, "what": what(one)} for one in queries.decided_about(edition)[:20]],
        "dates": queries.dates_of(edition),
        "form": form,
        "waits_for_rules": "edition.set_rules" in asks,
        "waits_for_phase": "edition.ask_next_phase" in asks,
        "may_set_calendar": may(actor, "edition.set_calendar", place),
        "may_set_rules": may(actor, "edition.set_rules", place),
        "may_ask": may(actor, "edition.ask_next_phase", place),
        "may_approve": may(actor, "edition.approve", place),
    }
    return render(request, "editions/manage.html", context, status=status)


def what(proposal: Proposal) -> str:
    """A proposal in a sentence."""
    params = proposal.params
    if proposal.action == "edition.set_rules":
        return _("Memakai pedoman %(rulebook)s (sidik %(sha)s…)") % {
            "rulebook": params["rulebook"], "sha": params["sha256"][:12]
        }  # fmt: skip
    return _("Melanjutkan dari tahap %(before)s ke %(after)s") % {
        "before": Phase(params["from"]).label, "after": Phase(params["to"]).label
    }  # fmt: skip


@guarded("edition.set_calendar", queries.edition_by_id, sees=queries.SEEN)
def calendar(request: HttpRequest, edition: Edition) -> HttpResponse:
    """When the edition opens and closes, and the planned dates; entered in WIB, shown in three zones."""
    dates = queries.dates_of(edition)
    opens, closes = proposed_span(edition)
    form = CalendarForm(dates, request.POST or None, initial=CalendarForm.initial_from(opens, closes, dates))
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_calendar(edition, by=actor_in(request), **form.stated())
        except Refused as no:
            form.add_error(None, no.sentence)
            status = no.status
        else:
            messages.success(request, _("Kalender tersimpan."))
            return redirect("editions:manage", edition.pk)
    return render(request, "editions/calendar.html", {"edition": edition, "form": form}, status=status)


@require_POST
@guarded("edition.ask_next_phase", queries.edition_by_id, sees=queries.SEEN)
def ask_next_phase(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Asks for the next phase."""
    form = NextPhaseForm(request.POST)
    if not form.is_valid():
        return managing(request, edition, form, status=400)
    try:
        actions.ask_next_phase(edition, by=actor_in(request), reason=form.cleaned_data["reason"])
    except Refused as no:
        form.add_error(None, no.sentence)
        return managing(request, edition, form, status=no.status)
    messages.success(request, _("Usulan tercatat. Administrator lain akan memutuskan."))
    return redirect("editions:manage", edition.pk)


@guarded("edition.approve", queries.proposal_of_edition, sees=queries.SEEN)
def decide(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """A second administrator reads what is asked for, and decides."""
    form = DecideForm(request.POST or None)
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["decision"] == "approve":
                actions.approve_proposal(proposal, by=actor_in(request))
                messages.success(request, _("Usulan disetujui."))
            else:
                reason = form.cleaned_data["reason"]
                actions.refuse_proposal(proposal, by=actor_in(request), reason=reason)
                messages.success(request, _("Usulan ditolak."))
            return redirect("editions:manage", proposal.edition_id)
        except Refused as no:
            form.add_error(None, no.sentence)
            status = no.status
    context = {
        "edition": proposal.edition,
        "proposal": proposal,
        "what": what(proposal),
        "verdict": verdict_of(proposal),
        "form": form,
    }
    return render(request, "editions/decide.html", context, status=status)


def verdict_of(proposal: Proposal) -> LintVerdict | None:
    """The linter's verdict on the rules that a proposal would put in force."""
    if proposal.action != "edition.set_rules":
        return None
    return verdict_on(proposal.params["rulebook"], rulebook_by_sha256(proposal.params["sha256"]))
