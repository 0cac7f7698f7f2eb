"""Setting up the second factor, and showing it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import User
from piagam.people.one_time_codes import step_of, use_code
from piagam.web.errors import Refused


def enrol_second_factor(user: User, secret: str, code: str, *, by: Actor) -> User:
    """Takes the new secret once a code proves that the person's device has it.

    Replacing one that works asks for the one that works.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        require(by, "account.use", user)
        if user.has_second_factor and not by.has_stepped_up:
            raise Refused(_("Konfirmasi dulu dengan kode keamanan yang sekarang."), 401, code="step-up")
        step = step_of(secret, code)
        if step is None:
            raise Refused(_("Kode ini tidak cocok. Tunggu kode berikutnya, lalu coba lagi."), 400)
        user.totp_secret, user.totp_since, user.totp_last_step = secret, timezone.now(), step
        user.save(update_fields=["totp_secret", "totp_since", "totp_last_step"])
        record("account.second_factor", by=by, on=user)
    return user


def step_up(user: User, code: str, *, by: Actor) -> User:
    """Takes a code of the second factor; each counts once."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        require(by, "account.use", user)
        if not user.has_second_factor:
            raise Refused(_("Akun ini belum memasang kode keamanan."), 409)
        if not use_code(user, code):
            raise Refused(_("Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya."), 400)
        record("account.step_up", by=by, on=user)
    return user
