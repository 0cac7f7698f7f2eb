"""What people do with their own account (A01)."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import User
from piagam.web.errors import Refused


def rename(user: User, name: str, *, by: Actor) -> User:
    """Changes the name that others read."""
    with transaction.atomic():
        user = _own(user, by)
        user.name = " ".join(name.split())
        if not user.name:
            raise Refused(_("Tulis nama Anda."), 400)
        user.save(update_fields=["name"])
        record("account.rename", by=by, on=user)
    return user


def change_password(user: User, *, old: str, new: str, by: Actor) -> User:
    """A new password for who knows the old one; every other session ends."""
    with transaction.atomic():
        user = _own(user, by)
        if not user.check_password(old):
            raise Refused(_("Kata sandi lama tidak cocok."), 400, code="wrong-password")
        require_good(new, user)
        user.set_password(new)
        user.save(update_fields=["password"])
        record("account.change_password", by=by, on=user)
    return user


def end_own_sessions(user: User, *, by: Actor) -> User:
    """Ends every session of the account, everywhere."""
    with transaction.atomic():
        user = _own(user, by)
        user.sessions_epoch += 1
        user.save(update_fields=["sessions_epoch"])
        record("account.end_sessions", by=by, on=user)
    return user


def require_good(password: str, user: User) -> None:
    """Refused with every sentence of the password validators."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), 400, code="weak-password") from error


def _own(user: User, by: Actor) -> User:
    fresh = User.objects.select_for_update().get(pk=user.pk)
    require(by, "account.use", fresh)
    return fresh
