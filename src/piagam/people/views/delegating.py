"""Letting a colleague fill in until a day."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.people import actions
from piagam.people.forms import DelegateForm
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.models import Membership
from piagam.people.places import HeldRole
from piagam.people.queries import delegable_by_id, delegation_by_id, in_force
from piagam.web.errors import Refused

SEES = ("account.list", "account.use")


@guarded("role.delegate", delegable_by_id)
def delegation(request: PiagamRequest, held: HeldRole) -> HttpResponse:
    """Who fills in for an operator, and until when."""
    membership = held.membership
    form = DelegateForm(membership, request.POST or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.delegate(
                membership,
                form.cleaned_data["colleague"].user,
                until=form.cleaned_data["until"],
                by=request.actor,
            )
        except Refused as no:
            if no.status not in {409, 422}:
                raise
            form.add_error("until" if no.status == 422 else "colleague", no.sentence)
            status = no.status
        else:
            messages.success(request, _("%(name)s sekarang menjadi wakil.") % {"name": made.user.name})
            return redirect("people:delegation", membership.pk)
    given = Membership.objects.filter(
        in_force(), delegated_by=membership.user_id, department=membership.department_id
    ).select_related("user")
    context = {"membership": membership, "form": form, "given": given,
               "own": membership.user_id == request.actor.user_id}  # fmt: skip
    return render(request, "people/delegation.html", context, status=status)


@require_POST
@guarded("role.delegate", delegation_by_id)
def end_delegation(request: PiagamRequest, held: HeldRole) -> HttpResponse:
    """Ends it before its last day."""
    ended = actions.end_delegation(held.membership, by=request.actor)
    messages.success(request, _("%(name)s tidak lagi menjadi wakil.") % {"name": ended.user.name})
    own = Membership.objects.filter(
        in_force(), user=ended.delegated_by_id, department=ended.department_id, delegated_by=None
    ).first()
    return redirect("people:delegation", own.pk) if own else redirect("people:account")
