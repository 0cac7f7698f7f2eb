"""Accounts that take two administrators: asking, deciding, and the list of everyone who holds a role."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from piagam.people import actions
from piagam.people.actions.accounts import ASKED
from piagam.people.deciding import may
from piagam.people.forms import AskAccountForm, DecideForm, FilterForm, ReasonForm
from piagam.people.guards import actor_in, guarded
from piagam.people.lookups import region_named
from piagam.people.models import Membership, Proposal, Role
from piagam.people.places import WholeInstance, whole_instance
from piagam.people.queries import (
    account_by_id,
    open_invitations,
    open_proposals,
    proposal_by_id,
    standing_accounts,
)
from piagam.people.roles import asking_action
from piagam.web.errors import Refused


@guarded("account.list", whole_instance)
def accounts(request: HttpRequest, whole: WholeInstance) -> HttpResponse:
    """Who holds which role, what waits for a second person, which invitations are open."""
    form = FilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {"words": "", "role": ""}
    found = standing_accounts(chosen["words"], chosen["role"])
    proposals = list(open_proposals(*ASKED))
    context = {
        "form": form,
        "page": Paginator(found, 50).get_page(request.GET.get("halaman")),
        "proposals": [{"proposal": one, **described(one)} for one in proposals],
        "invitations": open_invitations().exclude(role=Role.OPD)[:50],
        "may_ask": may(whole.actor, "staff_account.ask", whole.place()),
    }
    return render(request, "people/accounts.html", context)


def described(proposal: Proposal) -> dict[str, str]:
    """A proposal in words: what it does, with which role, where."""
    params = proposal.params
    region = region_named(params["region"]) if params.get("region") else None
    return {
        "what": _("Akun baru") if params["do"] == "create" else _("Mengakhiri akun"),
        "email": params["email"],
        "role": str(Role(params["role"]).label),
        "region": str(region or ""),
        "edition": params.get("edition") or "",
    }


@guarded("regional_account.ask", whole_instance)
def ask(request: HttpRequest, whole: WholeInstance) -> HttpResponse:
    """Asks for an account; another administrator approves it."""
    form = AskAccountForm(request.POST or None)
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_account(by=whole.actor, **form.cleaned_data)
        except Refused as no:
            form.add_error("email", no.sentence)
            status = no.status
        else:
            messages.success(request, _("Usulan tercatat. Administrator lain akan memutuskan."))
            return redirect("people:accounts")
    return render(request, "people/ask_account.html", {"form": form}, status=status)


@guarded(lambda membership: asking_action(membership.role), account_by_id, actions=ASKED)
def ask_to_end(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Asks to end somebody's role; another administrator approves it."""
    form = ReasonForm(request.POST or None)
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_end(membership, by=actor_in(request), reason=form.cleaned_data["reason"])
        except Refused as no:
            form.add_error(None, no.sentence)
            status = no.status
        else:
            messages.success(request, _("Usulan tercatat. Administrator lain akan memutuskan."))
            return redirect("people:accounts")
    return render(request, "people/ask_to_end.html", {"form": form, "membership": membership}, status=status)


@guarded("account.approve", proposal_by_id)
def decide(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """A second administrator reads what is asked for, and decides."""
    form = DecideForm(request.POST or None)
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["decision"] == "approve":
                actions.approve_account(proposal, by=actor_in(request))
                messages.success(request, _("Usulan disetujui."))
            else:
                actions.refuse_account(proposal, by=actor_in(request), reason=form.cleaned_data["reason"])
                messages.success(request, _("Usulan ditolak."))
            return redirect("people:accounts")
        except Refused as no:
            form.add_error(None, no.sentence)
            status = no.status
    context = {"proposal": proposal, "form": form, **described(proposal)}
    return render(request, "people/decide_account.html", context, status=status)
