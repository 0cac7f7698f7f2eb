"""Tiers: closed ranges that lead from a number to a level, without a gap or an overlap at the stated decimals."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tallybook.language import say
from tallybook.numbers import for_people, shortest


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """From `low` to `high`, both inside; None is an open end."""

    level: int
    low: Fraction | None = None
    high: Fraction | None = None
    note: str = ""

    def holds(self, value: Fraction) -> bool:
        """Is the value inside?"""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def words(self, unit: str, decimals: int) -> str:
        """The range as people read it: "11 s.d. 30 orang"."""
        low = None if self.low is None else for_people(self.low, decimals)
        high = None if self.high is None else for_people(self.high, decimals)
        space = "" if unit == "%" or not unit else " "
        if low is None:
            return f"≤ {high}{space}{unit}"
        if high is None:
            return f"≥ {low}{space}{unit}"
        return f"{low} {say('s.d.', 'to')} {high}{space}{unit}" if low != high else f"{low}{space}{unit}"


def rising(tiers: Sequence[Tier]) -> bool:
    """Does a higher number bring a higher level? A single tier rises unless only its top end is bounded."""
    first, last = tiers[0], tiers[-1]
    if len(tiers) == 1:
        return first.low is not None
    if first.high is None or last.low is None:
        return False
    return first.high < last.low


def level_at(tiers: Sequence[Tier], value: Fraction) -> int | None:
    """The level of a value; 0 on the worse side of every tier, None beyond the best one."""
    for tier in tiers:
        if tier.holds(value):
            return tier.level
    best, up = tiers[-1], rising(tiers)
    if up and best.high is not None and value > best.high:
        return None
    if not up and best.low is not None and value < best.low:
        return None
    return 0


def bounded_at_the_best_end(tiers: Sequence[Tier]) -> bool:
    """Is there something better than the best tier, of which the ranges say nothing?"""
    return (tiers[-1].high if rising(tiers) else tiers[-1].low) is not None


def faults(tiers: Sequence[Tier], top: int, step: Fraction) -> Iterator[str]:
    """What is wrong with the ranges, in sentences: levels, empty ranges, gaps, overlaps."""
    levels = [tier.level for tier in tiers]
    if levels != list(range(1, top + 1)):
        yield f"the tiers must be those of level 1 to {top}, each once and in this order; found {levels}"
        return
    for tier in tiers:
        if tier.low is None and tier.high is None:
            yield f"the tier of level {tier.level} has neither `from` nor `to`"
            return
        if tier.low is not None and tier.high is not None and tier.low > tier.high:
            yield f"the tier of level {tier.level} ends before it begins"
            return
        for end in (tier.low, tier.high):
            if end is not None and (end / step).denominator != 1:
                yield f"{shortest(end)} in the tier of level {tier.level} has more decimals than are stated"
    up = rising(tiers)
    for worse, better in itertools.pairwise(tiers):
        lower, upper = (worse, better) if up else (better, worse)
        if lower.high is None or upper.low is None:
            yield f"the tiers of level {worse.level} and {better.level} overlap: one has an open end there"
        elif upper.low > lower.high + step:
            yield f"gap between the tiers of level {worse.level} and {better.level}: {_ends(lower, upper)}"
        elif upper.low < lower.high + step:
            yield f"the tiers of level {worse.level} and {better.level} overlap: {_ends(lower, upper)}"


def _ends(lower: Tier, upper: Tier) -> str:
    assert lower.high is not None
    assert upper.low is not None
    return f"one ends at {shortest(lower.high)}, the next begins at {shortest(upper.low)}"
