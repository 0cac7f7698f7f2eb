"""Numbers as an officer types them: decimal comma, thousands with dots, a sentence for each mistake."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

GROUPED = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+$")
WHOLE = re.compile(r"^[+-]?\d+$")
DECIMAL = re.compile(r"^[+-]?(\d{1,3}(\.\d{3})+|\d+),\d+$")
POINT = re.compile(r"^[+-]?\d+\.\d+$")
MOST_DIGITS = 18


class NotANumber(ValueError):
    """The text cannot be read as a number; the message says why, for the officer."""


def tidy(text: str) -> str:
    """Without blanks, a leading Rp and a trailing %; with an ordinary minus sign."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace("−", "-").replace("–", "-")
    return re.sub(r"^rp\.?", "", plain, flags=re.IGNORECASE).removesuffix("%")


def read_whole(text: str) -> int:
    """A count: 1250, 1.250 or 1 250. Raises NotANumber."""
    plain = tidy(text)
    if GROUPED.match(plain):
        plain = plain.replace(".", "")
    if DECIMAL.match(plain) or POINT.match(plain):
        raise NotANumber(_("Isi dengan bilangan bulat, tanpa angka di belakang koma."))
    if not WHOLE.match(plain):
        raise NotANumber(_("Isi dengan angka saja, misalnya 1.250."))
    if len(plain) > MOST_DIGITS:
        raise NotANumber(_("Angka ini terlalu panjang; periksa kembali."))
    return int(plain)


def read_decimal(text: str) -> Decimal:
    """A measured value: 5,91 or 1.234,5 or 5.91. Raises NotANumber, also where a dot could mean two things."""
    plain = tidy(text)
    if len(plain) > MOST_DIGITS + 8:
        raise NotANumber(_("Angka ini terlalu panjang; periksa kembali."))
    if plain.count(".") == 1 and GROUPED.match(plain):
        both = {"joined": plain.replace(".", ""), "comma": plain.replace(".", ",")}
        raise NotANumber(
            _("Titik di sini bisa berarti ribuan atau desimal. Tulis %(joined)s atau %(comma)s.") % both
        )
    if GROUPED.match(plain) or DECIMAL.match(plain):
        plain = plain.replace(".", "").replace(",", ".")
    if not (WHOLE.match(plain) or POINT.match(plain)):
        raise NotANumber(_("Isi dengan angka, misalnya 5,91."))
    return Decimal(plain)


def as_typed(value: object) -> str:
    """A stored number as the officer would type it: decimal comma, no thousands."""
    return "" if value is None else str(value).replace(".", ",")
