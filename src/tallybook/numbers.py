"""Numbers as people write them, to exact fractions and back. No float passes here.

Source of the rounding rule: method.md §4.2 (3): two decimals, half up, in integers.
"""

import re
from decimal import Decimal
from fractions import Fraction

from tallybook.language import current

DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?", re.ASCII)
MOST_DIGITS = 18


def read_decimal(text: str) -> Fraction | None:
    """The exact value of a text such as "0.75" or "-50.32"; None when it is written in any other way."""
    return Fraction(text) if DECIMAL.fullmatch(text) else None


def read_fact(value: object) -> Fraction | None:
    """The exact value of a stated fact: a whole number, a Decimal, or a decimal text. None for anything else.

    Floats and booleans are refused: a float is not what was written. Eighteen digits before the point and
    twelve after it are the most, so that nobody can make a number that fills the memory.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value) if abs(value) < 10**MOST_DIGITS else None
    if isinstance(value, Decimal):
        if not value.is_finite() or value.adjusted() >= MOST_DIGITS:
            return None
        exponent = value.as_tuple().exponent
        return Fraction(value) if isinstance(exponent, int) and -12 <= exponent <= MOST_DIGITS else None
    return read_decimal(value) if isinstance(value, str) else None


def round_half_up(value: Fraction, decimals: int) -> int:
    """The value in units of the last decimal, halves away from zero: 0.125 with two decimals is 13."""
    scaled = abs(value.numerator) * int(10**decimals)
    rounded = (2 * scaled + value.denominator) // (2 * value.denominator)
    return -rounded if value < 0 else rounded


def format_units(units: int, decimals: int) -> str:
    """Units of the last decimal as a decimal text: 4704 with two decimals is "47.04"."""
    sign, digits = "-" if units < 0 else "", str(abs(units)).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else f"{sign}{digits}"


def format_decimal(value: Fraction, decimals: int = 2) -> str:
    """The decimal text as it is published: half up, always with that many decimals, a point between."""
    return format_units(round_half_up(value, decimals), decimals)


def format_exact(value: Fraction) -> str:
    """The fraction as "a/b" in lowest terms."""
    return f"{value.numerator}/{value.denominator}"


def shortest(value: Fraction) -> str:
    """The shortest exact decimal text, or "a/b" where no decimal text is exact."""
    for decimals in range(13):
        if (value * 10**decimals).denominator == 1:
            return format_units(int(value * 10**decimals), decimals)
    return format_exact(value)


def for_people(value: Fraction, decimals: int | None = None) -> str:
    """A number inside a sentence: decimal comma and dotted thousands in Indonesian, the other way in English.

    Without `decimals`: exact where that takes at most four decimals, else rounded half up to two.
    """
    if decimals is None:
        text = shortest(value)
        short = "/" not in text and len(text.partition(".")[2]) <= 4
        text = text if short else format_decimal(value, 2)
    else:
        text = format_decimal(value, decimals)
    whole, _, rest = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}"
    if current() == "en":
        return f"{sign}{grouped}.{rest}" if rest else f"{sign}{grouped}"
    grouped = grouped.replace(",", ".")
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"
