"""One-time codes (TOTP, RFC 6238): the secret, its QR picture, and a check in which each code counts once."""

import pyotp
import segno
from django.utils import timezone

from piagam.people.models import User

ISSUER = "Piagam"
SECONDS = 30
DRIFT = 1  # a clock may be half a minute off, either way


def new_secret() -> str:
    return pyotp.random_base32()


def in_groups(secret: str) -> str:
    """ABCD EFGH …, for typing."""
    return " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))


def picture_of(secret: str, email: str) -> str:
    """The QR code as a data address for an <img>."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)
    picture: str = segno.make(address, error="m").svg_data_uri(
        scale=5, border=3, dark="#0e3c45", light="#ffffff"
    )
    return picture


def step_now() -> int:
    return int(timezone.now().timestamp()) // SECONDS


def step_of(secret: str, code: str) -> int | None:
    """The half minute that a code belongs to, or None when it is not right now."""
    digits = "".join(code.split())
    if len(digits) != 6 or not digits.isdecimal() or not digits.isascii():
        return None
    totp, now = pyotp.TOTP(secret), step_now()
    steps = range(now - DRIFT, now + DRIFT + 1)
    return next((one for one in steps if pyotp.utils.strings_equal(totp.at(one * SECONDS), digits)), None)


def use_code(user: User, code: str) -> bool:
    """Is the code right and not used before? It counts from now on as used."""
    step = step_of(user.totp_secret, code) if user.totp_secret else None
    if step is None:
        return False
    unused = User.objects.filter(pk=user.pk, totp_secret=user.totp_secret, totp_last_step__lt=step)
    return unused.update(totp_last_step=step) == 1


def next_usable_code(user: User) -> str:
    """For a demo's page: a code that would be taken now; empty when both have been used."""
    step = max(step_now(), user.totp_last_step + 1)
    return pyotp.TOTP(user.totp_secret).at(step * SECONDS) if step <= step_now() + DRIFT else ""
