"""From maintained sums to index, predicate and places, in integers, for every region at once.

Source: method.md §4.2: integers below 2^53, one correctly rounded division for the key, thresholds on integers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from tallybook.exact import order_is_certain
from tallybook.fast.formula import Formula
from tallybook.rank import places

Ints = NDArray[np.int64]
KEYS_EXACT = 2**53  # below it, whole numbers are doubles, so that the division is of the exact quotient
INTEGERS_EXACT = 2**62  # below it, no sum here leaves 64 bits


@dataclass(frozen=True, slots=True)
class NationResult:
    """A result per region, in the order of the nation. index = numerators / denominators, exactly.

    `hundredths`: the rounded index in units of its last decimal. `predicates`: position in the rulebook's
    predicates, −1 for none. `ranks`: cluster → place, 0 for regions outside it. `by_key`: were places decided by
    the division (True), or did the run-time bound fail so that fractions decided (False)?
    """

    numerators: Ints
    denominators: Ints
    hundredths: Ints
    predicates: Ints
    ranks: Mapping[str, Ints]
    by_key: bool

    def exact(self, position: int) -> Fraction:
        """The exact index of a region."""
        return Fraction(int(self.numerators[position]), int(self.denominators[position]))


@dataclass(frozen=True, slots=True)
class Sums:
    """What an index needs of each region. Keep it and change it as answers change; integers do not drift.

    `government` and `innovations` in units of 1/u; `divisor_n` and `count_n` in innovations; `covered` in
    affairs; `members`: cluster → positions of its regions.
    """

    formula: Formula
    government: Ints
    innovations: Ints
    divisor_n: Ints
    count_n: Ints
    covered: Ints
    members: Mapping[str, NDArray[np.intp]]

    def result(self) -> NationResult:
        """Index, predicate and places. Raises OverflowError beyond the integers that are exact here."""
        rule, formula = self.formula.rulebook.index, self.formula
        count = formula.each * np.minimum(self.count_n, formula.cap)
        if formula.required:
            count = np.where(self.covered >= formula.at_least, count, 0)
        if formula.minimum_divisor:
            divisor = np.maximum(self.divisor_n, formula.minimum_divisor)
        else:
            divisor = np.ones_like(self.divisor_n)
        scale = 10**rule.decimals
        most = self._most(count, divisor)
        if 2 * scale * most * formula.factor.numerator >= INTEGERS_EXACT:
            raise OverflowError("numbers beyond 2^62; use the exact path")
        points = (self.government + count) * divisor + self.innovations
        if formula.rulebook.claims.without_innovations == "index-zero":
            points = np.where(self.divisor_n == 0, 0, points)
        numerators = points * formula.factor.numerator
        denominators = divisor * (formula.unit * formula.factor.denominator)
        hundredths = (2 * scale * numerators + denominators) // (2 * denominators)
        key = points / divisor
        certain = most < KEYS_EXACT and order_is_certain(
            int(divisor.max(initial=1)), float(key.max(initial=0.0))
        )
        ranks = self._ranks(key, points, divisor, certain)
        predicates = self._predicates(hundredths, scale)
        return NationResult(numerators, denominators, hundredths, predicates, ranks, certain)

    def _most(self, count: Ints, divisor: Ints) -> int:
        """A bound on every numerator and denominator, in Python's integers, which do not overflow."""
        government, extra, wide = (int(one.max(initial=1)) for one in (self.government, count, divisor))
        most = (government + extra) * wide + int(self.innovations.max(initial=0))
        return max(most, wide * self.formula.unit * self.formula.factor.denominator)

    def _predicates(self, hundredths: Ints, scale: int) -> Ints:
        """Predicates are kept from the lowest up without holes, so their lower edges decide."""
        edges = [int(one.from_ * scale) for one in self.formula.rulebook.predicates if one.from_ is not None]
        return np.searchsorted(np.array(edges, dtype=np.int64), hundredths, side="right").astype(np.int64) - 1

    def _ranks(self, key: NDArray[np.float64], points: Ints, divisor: Ints, certain: bool) -> dict[str, Ints]:
        found = {}
        for cluster, inside in self.members.items():
            ranks = np.zeros(len(key), dtype=np.int64)
            if certain:
                own = key[inside]
                ranks[inside] = len(own) + 1 - np.searchsorted(np.sort(own), own, side="right")
            else:
                ranks[inside] = places([Fraction(int(points[one]), int(divisor[one])) for one in inside])
            found[cluster] = ranks
        return found
