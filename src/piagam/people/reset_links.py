"""Links by which somebody who forgot the password chooses a new one: nothing of them is kept, each is computed.

A link dies with its use, a change of the password, a new sign-in, the end of all sessions, and after a day
(PASSWORD_RESET_TIMEOUT).
"""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from piagam.people.models import Membership, User

RESET_TOKEN = "password_reset_token"  # noqa: S105  a session key
DIGITS = 18  # of the largest number that any database takes for a key


class ResetTokens(PasswordResetTokenGenerator):
    """Django's tokens, which also die when every session of the person is ended."""

    key_salt = "piagam.people.reset_links.ResetTokens"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}:{user.sessions_epoch}"


TOKENS = ResetTokens()


def accounts_in_use() -> QuerySet[User]:
    """Whoever could sign in: the account is open and holds a role."""
    held = Membership.objects.filter(ended_at=None)
    return User.objects.filter(is_active=True, pk__in=held.values("user_id"))


def path_for(user: User) -> str:
    """The address of a new link for this account."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("people:open_reset_link", args=[uid, TOKENS.make_token(user)])


def account_behind(uid: str, token: str, *, found: QuerySet[User] | None = None) -> User | None:
    """The account that a link opens, or None when the link is dead or was never made."""
    try:
        number = urlsafe_base64_decode(uid).decode("ascii")
    except ValueError:
        return None
    if not number.isdecimal() or len(number) > DIGITS:
        return None
    accounts = accounts_in_use() if found is None else found
    user = accounts.filter(pk=int(number)).first()
    return user if user is not None and TOKENS.check_token(user, token) else None
