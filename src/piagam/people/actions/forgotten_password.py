"""A forgotten password: a link by mail, and the new password that it lets its reader choose."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from piagam.audit.record import record
from piagam.notices.telling import send_mail_later
from piagam.people.actions.own_account import require_good
from piagam.people.actor import actor_of
from piagam.people.attempts import MOST, Attempts
from piagam.people.models import User
from piagam.people.queries import memberships_of
from piagam.people.reset_links import account_behind, accounts_in_use, path_for
from piagam.web.errors import Refused

HOUR = 3600


def ask_for_link(email: str) -> None:
    """Mails a link to the account of this address, if there is one; tells nobody whether there is.

    For an address without an account the same is done and undone, so that the time it takes says nothing either.
    An address gets few mails an hour, whoever asks: a stranger cannot flood a mailbox, nor keep a link from it.
    """
    email = email.strip().lower()
    asked = Attempts("reset-mail", email, window=HOUR)
    with transaction.atomic():
        user = accounts_in_use().filter(email=email).first()
        had_enough = len(asked.recent()) >= MOST
        if (
            not had_enough
        ):  # what is not sent does not count, or asking on and on would stop the mails for good
            asked.failed()
        with transaction.atomic():
            _send_link(user or User(pk=0, email=email))
            if user is None or had_enough:
                transaction.set_rollback(True)


def _send_link(user: User) -> None:
    with override("id"):
        context = {
            "link": settings.BASE_URL + path_for(user),
            "hours": settings.PASSWORD_RESET_TIMEOUT // HOUR,
        }
        body = render_to_string("people/mails/forgotten_password.txt", context)
        send_mail_later(user.email, _("Membuat kata sandi baru untuk Piagam"), body)


def reset_password(uid: str, token: str, *, new: str) -> User:
    """The new password of whoever holds a link that works; every session ends, the second factor stays."""
    with transaction.atomic():
        user = account_behind(uid, token, found=accounts_in_use().select_for_update())
        if user is None:
            raise Refused(_("Tautan ini tidak berlaku lagi. Minta tautan yang baru."), 404, code="dead-link")
        require_good(new, user)
        user.set_password(new)
        user.sessions_epoch += 1
        user.save(update_fields=["password", "sessions_epoch"])
        _tell_of_change(user)
        record("account.reset_password", by=actor_of(memberships_of(user.pk)[0]), on=user)
    return user


def _tell_of_change(user: User) -> None:
    with override("id"):
        context = {"at": timezone.now(), "link": settings.BASE_URL + reverse("people:forgotten_password")}
        body = render_to_string("people/mails/password_changed.txt", context)
        send_mail_later(user.email, _("Kata sandi Anda diganti"), body)
