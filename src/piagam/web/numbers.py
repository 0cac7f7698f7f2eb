"""Numbers as people read them: exact, rounded half up, with the language's signs."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format

NOTHING = "–"


def half_up(value: Fraction, places: int) -> Decimal:
    """The fraction at so many decimal places; a half goes away from zero."""
    scale = 10**places
    scaled = abs(value) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return (Decimal(whole) if value >= 0 else -Decimal(whole)).scaleb(-places)


def decimal_text(value: Any, places: int = 2) -> str:
    """1234.5 → “1.234,50” in Indonesian; a dash for nothing, other text as it is."""
    if value is None or value == "":
        return NOTHING
    try:
        exact = Fraction(str(value)) if isinstance(value, float | str) else Fraction(value)
    except (ValueError, TypeError, ZeroDivisionError):
        return str(value)
    return number_format(half_up(exact, places), decimal_pos=places, use_l10n=True, force_grouping=True)


def signed_text(value: Any, places: int = 4) -> str:
    """A change with its sign: “+0,4200”, “−1,2000”, “0,0000”; a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    exact = Fraction(value)
    sign = "+" if exact > 0 else "−" if exact < 0 else ""
    return f"{sign}{decimal_text(abs(exact), places)}"
