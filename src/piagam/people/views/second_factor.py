"""Setting up the second factor, and the page that asks for it once more."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from piagam.people import actions
from piagam.people.attempts import Attempts
from piagam.people.forms import CodeForm
from piagam.people.guards import guarded
from piagam.people.one_time_codes import in_groups, new_secret, next_usable_code, picture_of
from piagam.people.places import OwnAccount, own_account
from piagam.people.sessions import PENDING_SECRET, mark_stepped_up, safe_next
from piagam.people.views.own_account import user_of
from piagam.web.errors import NeedsStepUp, Refused

WINDOW = 300  # seconds in which five wrong codes are too many


@never_cache
@guarded("account.use", own_account)
def second_factor(request: HttpRequest, own: OwnAccount) -> HttpResponse:
    """The QR picture and the secret; a first code proves that the device has it."""
    user = user_of(request)
    if user.has_second_factor and not own.actor.has_stepped_up:
        raise NeedsStepUp(_("Sebelum mengganti kode keamanan, konfirmasi dengan yang sekarang."))
    if PENDING_SECRET not in request.session:
        request.session[PENDING_SECRET] = new_secret()
    secret: str = request.session[PENDING_SECRET]
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enrol_second_factor(user, secret, form.cleaned_data["code"], by=own.actor)
        except Refused as no:
            if no.status != 400:
                raise
            form.add_error("code", no.sentence)
        else:
            del request.session[PENDING_SECRET]
            mark_stepped_up(request)
            messages.success(request, _("Kode keamanan terpasang."))
            return redirect(safe_next(request))
    context = {
        "form": form,
        "picture": picture_of(secret, user.email),
        "secret": in_groups(secret),
        "next": safe_next(request),
        "replaces": user.has_second_factor,
    }
    return render(request, "people/second_factor.html", context, status=400 if form.errors else 200)


@never_cache
@guarded("account.use", own_account)
def step_up(request: HttpRequest, own: OwnAccount) -> HttpResponse:
    """Asks for a code of the second factor; for ten minutes it opens what is marked so in the permission table."""
    user = user_of(request)
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        attempts = Attempts("step-up", user.pk, window=WINDOW)
        try:
            attempts.require_calm()
            actions.step_up(user, form.cleaned_data["code"], by=own.actor)
        except Refused as no:
            if no.status == 400:
                attempts.failed()
            form.add_error("code", no.sentence)
            status = no.status
        else:
            attempts.forget()
            mark_stepped_up(request)
            return redirect(safe_next(request))
    elif request.method == "POST":
        status = 400
    context = {
        "form": form,
        "next": safe_next(request),
        "enrolled": user.has_second_factor,
        "minutes": settings.STEP_UP_SECONDS // 60,
        "demo_code": next_usable_code(user) if settings.DEMO and user.has_second_factor else "",
    }
    return render(request, "people/step_up.html", context, status=status)
