"""The pages of one's own account."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.people import actions
from piagam.people.forms import NameForm, PasswordForm
from piagam.people.guards import guarded
from piagam.people.models import User
from piagam.people.places import OwnAccount, own_account
from piagam.people.queries import memberships_of
from piagam.people.sessions import safe_next, take_role
from piagam.web.errors import Refused


def user_of(request: HttpRequest) -> User:
    """The person who is signed in."""
    return cast(User, request.user)


@guarded("account.use", own_account)
def account(request: HttpRequest, own: OwnAccount) -> HttpResponse:
    """Name, roles, password, second factor, sessions, language."""
    user = user_of(request)
    form = NameForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(user, form.cleaned_data["name"], by=own.actor)
        messages.success(request, _("Nama tersimpan."))
        return redirect("people:account")
    context = {"form": form, "user": user, "held": memberships_of(user.pk)}
    return render(request, "people/account.html", context, status=400 if form.errors else 200)


@guarded("account.use", own_account)
def password(request: HttpRequest, own: OwnAccount) -> HttpResponse:
    """Changing the password; this session goes on, all others end."""
    user = user_of(request)
    form = PasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_password(
                user, old=form.cleaned_data["old"], new=form.cleaned_data["new"], by=own.actor
            )
        except Refused as no:
            form.add_error("old" if no.code == "wrong-password" else None, no.sentence)
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, _("Kata sandi diganti. Sesi di peranti lain sudah berakhir."))
            return redirect("people:account")
    return render(request, "people/password.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@guarded("account.use", own_account)
def end_sessions(request: HttpRequest, own: OwnAccount) -> HttpResponse:
    """Ends the sessions on all other devices."""
    user = actions.end_own_sessions(user_of(request), by=own.actor)
    update_session_auth_hash(request, user)
    messages.success(request, _("Semua sesi lain sudah berakhir."))
    return redirect("people:account")


@require_POST
@guarded("account.use", own_account)
def switch_role(request: HttpRequest, own: OwnAccount) -> HttpResponse:
    """Acts in another of one's own roles from now on."""
    wanted = request.POST.get("membership", "")
    chosen = next((one for one in memberships_of(user_of(request).pk) if str(one.pk) == wanted), None)
    if chosen is None:
        raise Refused(_("Peran ini bukan peran Anda, atau sudah berakhir."), 404)
    take_role(request, chosen.pk)
    messages.success(
        request, _("Anda sekarang bertindak sebagai %(role)s.") % {"role": chosen.get_role_display()}
    )
    return redirect(safe_next(request))
