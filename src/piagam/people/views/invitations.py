"""The page behind the link of an invitation, and what becomes of invitations that wait."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from piagam.people import actions
from piagam.people.actions.inviting import asked_by
from piagam.people.addresses import address_of
from piagam.people.attempts import Attempts
from piagam.people.forms import KnownPersonForm, NewPersonForm
from piagam.people.guards import actor_in, guarded, public
from piagam.people.models import Invitation, Role, User
from piagam.people.queries import invitation_by_id, invitation_by_token
from piagam.people.sessions import take_role
from piagam.web.errors import Refused

ASKED = ("operator.invite", "regional_account.ask", "staff_account.ask")


@public("the link itself proves that its mail was received")
@never_cache
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Name and password make the account; then the second factor is set up."""
    invitation = invitation_by_token(token)
    if invitation is None:
        return render(request, "people/invitation_gone.html", status=404)
    knows = User.objects.filter(email=invitation.email, is_active=True).exists()
    data = request.POST or None
    form = KnownPersonForm(data) if knows else NewPersonForm(invitation, data)
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        attempts = Attempts("accept", invitation.email, address_of(request))
        try:
            attempts.require_calm()
            membership = actions.accept_invitation(
                invitation, name=form.cleaned_data.get("name", ""), password=form.cleaned_data["new"]
            )
        except Refused as no:
            if no.code == "wrong-password":
                attempts.failed()
            form.add_error(None, no.sentence)
            status = no.status
        else:
            login(request, membership.user)
            take_role(request, membership.pk)
            messages.success(request, _("Selamat datang. Satu langkah lagi: pasang kode keamanan."))
            return redirect("desks:home" if membership.user.has_second_factor else "people:second_factor")
    context = {"invitation": invitation, "form": form, "knows": knows}
    return render(request, "people/accept_invitation.html", context, status=status)


@require_POST
@guarded(asked_by, invitation_by_id, actions=ASKED)
def resend(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Sends the mail again with a new link."""
    actions.resend_invitation(invitation, by=actor_in(request))
    messages.success(request, _("Undangan dikirim ulang ke %(email)s.") % {"email": invitation.email})
    return back_to_list(invitation)


@require_POST
@guarded(asked_by, invitation_by_id, actions=ASKED)
def revoke(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Takes the link out of use."""
    actions.revoke_invitation(invitation, by=actor_in(request))
    messages.success(request, _("Undangan untuk %(email)s dibatalkan.") % {"email": invitation.email})
    return back_to_list(invitation)


def back_to_list(invitation: Invitation) -> HttpResponse:
    if invitation.role == Role.OPD:
        return redirect("people:operators_in", invitation.region_id)
    return redirect("people:accounts")
