"""Signing in and out."""

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from piagam.audit.record import record
from piagam.people.actor import actor_of
from piagam.people.addresses import address_of
from piagam.people.attempts import Attempts
from piagam.people.forms import SignInForm
from piagam.people.guards import public
from piagam.people.models import User
from piagam.people.queries import memberships_of
from piagam.people.sessions import safe_next
from piagam.web.errors import Refused

log = logging.getLogger(__name__)


@public("nobody is signed in before signing in")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Address and password; a failure never says which of the two was wrong."""
    if request.user.is_authenticated and request.method == "GET":
        return redirect(safe_next(request))
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            signed_in(request, form.cleaned_data["email"], form.cleaned_data["password"])
        except Refused as no:
            form.add_error(None, no.sentence)
            status = no.status
        else:
            return redirect(safe_next(request))
    elif request.method == "POST":
        status = 400
    context = {"form": form, "next": safe_next(request, "/meja/"), "demo": settings.DEMO}
    return render(request, "people/sign_in.html", context, status=status)


def signed_in(request: HttpRequest, email: str, password: str) -> User:
    """Signs the person in, or Refused with a sentence."""
    attempts = Attempts("sign-in", email, address_of(request))
    attempts.require_calm()
    user = authenticate(request, username=email, password=password)
    if not isinstance(user, User):
        attempts.failed()
        log.warning("sign-in failed from %s", address_of(request))
        raise Refused(_("Surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."), 400)
    attempts.forget()
    memberships = memberships_of(user.pk)
    if not memberships:
        raise Refused(
            _("Akun ini tidak memegang peran lagi. Hubungi koordinator atau administrator Anda."), 403
        )
    with transaction.atomic():
        login(request, user)
        record("account.sign_in", by=actor_of(memberships[0]), on=user)
    return user


@public("ends whatever session there is")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends this session."""
    logout(request)
    messages.success(request, _("Anda sudah keluar."))
    return redirect("people:sign_in")
