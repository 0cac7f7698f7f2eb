"""A region's operators: who they are, inviting one, closing an account, ending sessions."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.people import actions
from piagam.people.deciding import may
from piagam.people.forms import InviteOperatorForm, ReasonForm, RegionForm
from piagam.people.guards import actor_in, guarded
from piagam.people.lookups import departments_in, region_named
from piagam.people.models import Membership, Role
from piagam.people.places import PeopleOfRegion
from piagam.people.queries import open_invitations, operator_by_id, operators_of, operators_seen
from piagam.people.reasons import needs_reason
from piagam.web.errors import Refused


@guarded("account.list", operators_seen)
def operators(request: HttpRequest, people: PeopleOfRegion) -> HttpResponse:
    """The operators of a region; an administrator chooses the region first."""
    if not people.region_code:
        form = RegionForm(request.GET or None)
        if request.GET and form.is_valid():
            return redirect("people:operators_in", form.cleaned_data["region"].pk)
        return render(request, "people/choose_region.html", {"form": form})
    return listed(request, people, invite_form(people))


@require_POST
@guarded("operator.invite", operators_seen)
def invite(request: HttpRequest, people: PeopleOfRegion) -> HttpResponse:
    """Invites one operator."""
    form = invite_form(people, request.POST)
    if not form.is_valid():
        return listed(request, people, form, status=400)
    try:
        invitation = actions.invite_operator(
            form.cleaned_data["department"], form.cleaned_data["email"], by=people.actor,
            reason=form.cleaned_data.get("reason", ""),
        )  # fmt: skip
    except Refused as no:
        form.add_error("email", no.sentence)
        return listed(request, people, form, status=no.status)
    messages.success(request, _("Undangan dikirim ke %(email)s.") % {"email": invitation.email})
    return redirect("people:operators_in", people.region_code)


def invite_form(people: PeopleOfRegion, data: Any = None) -> InviteOperatorForm:
    asked = needs_reason("operator.invite", people.actor.role)
    return InviteOperatorForm(people.region_code, data, needs_reason=asked)


def listed(
    request: HttpRequest, people: PeopleOfRegion, form: InviteOperatorForm, *, status: int = 200
) -> HttpResponse:
    """The page with the list and the form."""
    actor, place = people.actor, people.place()
    context = {
        "region": region_named(people.region_code),
        "page": Paginator(operators_of(people.region_code), 50).get_page(request.GET.get("halaman")),
        "invitations": open_invitations(people.region_code).filter(role=Role.OPD),
        "form": form,
        "has_departments": departments_in(people.region_code).exists(),
        "own_region": people.region_code == actor.region_code,
        "may_invite": may(actor, "operator.invite", place),
        "may_disable": may(actor, "operator.disable", place),
        "may_end_sessions": may(actor, "operator.end_sessions", place),
    }
    return render(request, "people/operators.html", context, status=status)


@guarded("operator.disable", operator_by_id)
def change_operator(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Closes an operator's account, or lets the second factor be set up anew; asks first."""
    actor = actor_in(request)
    form = ReasonForm(request.POST or None, required=needs_reason("operator.disable", actor.role))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        name = {"name": membership.user.name}
        if request.POST.get("do") == "reset":
            actions.reset_operator(membership, by=actor, reason=reason)
            messages.success(request, _("Kode keamanan %(name)s direset.") % name)
        else:
            actions.disable_operator(membership, by=actor, reason=reason)
            messages.success(request, _("Akun %(name)s ditutup; semua sesinya berakhir.") % name)
        return redirect("people:operators_in", membership.region_id)
    context = {"form": form, "membership": membership, "why": needs_reason("operator.disable", actor.role)}
    return render(request, "people/change_operator.html", context, status=400 if form.errors else 200)


@require_POST
@guarded("operator.end_sessions", operator_by_id)
def end_sessions(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Ends every session of an operator; the person may sign in again."""
    actions.end_operator_sessions(membership, by=actor_in(request))
    name = {"name": membership.user.name}
    messages.success(request, _("Semua sesi %(name)s sudah berakhir; akunnya tetap aktif.") % name)
    return redirect("people:operators_in", membership.region_id)
