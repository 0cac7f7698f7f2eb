"""The pages for a forgotten password: asking for a link, and choosing a new password behind it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from piagam.people import actions
from piagam.people.addresses import address_of
from piagam.people.attempts import Attempts
from piagam.people.forms import ForgottenPasswordForm, ResetPasswordForm
from piagam.people.guards import public
from piagam.people.reset_links import RESET_TOKEN, account_behind
from piagam.web.errors import Refused


@public("whoever forgot the password cannot sign in")
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Asks for the address; the answer is the same whether it has an account or not."""
    form = ForgottenPasswordForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        attempts = Attempts("ask-reset", email, address_of(request))
        try:
            attempts.require_calm()
        except Refused as no:
            form.add_error(None, no.sentence)
            status = no.status
        else:
            attempts.failed()  # every asking counts: from outside none is a success
            actions.ask_for_link(email)
            return redirect("people:reset_link_sent")
    elif request.method == "POST":
        status = 400
    return render(request, "people/forgotten_password.html", {"form": form}, status=status)


@public("says the same to everybody who asked for a link")
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What to do now."""
    return render(request, "people/reset_link_sent.html")


@public("the link itself proves that its mail was received")
@never_cache
@require_safe
def open_link(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Takes the token into the session and goes on to an address without it, which nothing can give away.

    The session gets a new key, so that nobody who knew the old one comes into the token.
    """
    if account_behind(uid, token) is None:
        return gone(request, uid)
    request.session[RESET_TOKEN] = token
    request.session.cycle_key()
    return redirect("people:reset_password", uid)


@public("the token in the session proves that the mail was received")
@never_cache
def choose(request: HttpRequest, uid: str) -> HttpResponse:
    """The new password, twice; then every session ends and the person signs in with it."""
    token = request.session.get(RESET_TOKEN, "")
    user = account_behind(uid, token)
    if user is None:
        return gone(request, uid)
    form = ResetPasswordForm(user, request.POST or None)
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.reset_password(uid, token, new=form.cleaned_data["new"])
        except Refused as no:
            if no.code == "dead-link":
                return gone(request, uid)
            form.add_error("new", no.sentence)
            status = no.status
        else:
            del request.session[RESET_TOKEN]
            messages.success(request, _("Kata sandi diganti. Silakan masuk dengan kata sandi yang baru."))
            return redirect("people:sign_in")
    return render(request, "people/reset_password.html", {"form": form, "email": user.email}, status=status)


def gone(request: HttpRequest, uid: str) -> HttpResponse:
    """One page for a link that is used, old, or invented; whoever tries many waits (a link that works never does)."""
    attempts = Attempts("reset", uid, address_of(request))
    attempts.require_calm()
    attempts.failed()
    request.session.pop(RESET_TOKEN, None)
    return render(request, "people/reset_link_gone.html", status=404)
