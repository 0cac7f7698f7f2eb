"""Exact and fast: integers of the smallest unit, and one correctly rounded division for the order.

Source: method.md §4.2. Tests hold everything here against `fractions.Fraction`.
"""

import math
import sys
from collections.abc import Iterable, Sequence
from fractions import Fraction


def smallest_unit(numbers: Iterable[Fraction]) -> int:
    """u, such that every number is a whole multiple of 1/u: the least common multiple of the denominators."""
    return math.lcm(*(number.denominator for number in numbers))


def in_units(number: Fraction, unit: int) -> int:
    """The number in units of 1/unit. Raises ValueError where that is not whole."""
    scaled = number * unit
    if scaled.denominator != 1:
        raise ValueError(f"{number} is no whole number of 1/{unit}")
    return scaled.numerator


def order_is_certain(largest_denominator: int, largest_value: float) -> bool:
    """The run-time bound: do different quotients always become different doubles?

    Two different fractions with denominators up to D differ by at least 1/D². Where that is more than one unit
    in the last place of the largest value, rounding keeps them apart and in order (method.md §4.2, 2).
    """
    if not math.isfinite(largest_value) or largest_denominator >= 2**26:
        return False
    return largest_denominator**2 * math.ulp(max(largest_value, sys.float_info.min)) < 1


def sort_keys(values: Sequence[Fraction]) -> Sequence[float] | Sequence[Fraction]:
    """A key for each value, in the same exact order and with the same exact ties.

    Doubles where the bound holds: numerator / denominator is one correctly rounded division, so equal fractions
    have equal keys. Else the fractions themselves.
    """
    if not values:
        return []
    try:
        keys = [value.numerator / value.denominator for value in values]
    except OverflowError:
        return list(values)
    largest = max(map(abs, keys))
    return keys if order_is_certain(max(value.denominator for value in values), largest) else list(values)
