"""A region's tally while something is supposed: sums without nodes, or nodes that open only where it matters."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tallybook.claims import InnovationClaims
from tallybook.explain import Node
from tallybook.indicators import IndicatorSet
from tallybook.kinds import Tally
from tallybook.whatif_sums import InnovationSums


@dataclass(slots=True)
class SummedTally(Tally):
    """A region of which only sums are known: its tree has the parts and nothing below them."""

    own_units: Mapping[str, int | None] = field(default_factory=dict)
    sums: InnovationSums = field(default_factory=InnovationSums)

    def innovations(self, indicators: IndicatorSet) -> tuple[Node, ...]:
        del indicators
        return ()

    def total(self, indicators: IndicatorSet) -> Fraction | None:
        units = self.sums.units_of(indicators.code)
        return None if units is None else Fraction(units, self.bench.unit)

    def own(self, indicators: IndicatorSet) -> tuple[Fraction | None, tuple[Node, ...]]:
        units = self.own_units[indicators.code]
        return (None if units is None else Fraction(units, self.bench.unit)), ()

    @property
    def is_empty(self) -> bool:
        return not self.sums.everyone

    def counted(self, rejected_too: bool) -> int:
        return self.sums.everyone if rejected_too else self.sums.accepted

    def served(self, rejected_too: bool) -> Collection[str]:
        return self.sums.served(rejected_too)


@dataclass(slots=True, kw_only=True)
class FoldedTally(Tally):
    """A region with only some innovations opened down to their rows; the others are nodes that are shared."""

    closed: Callable[[InnovationClaims, IndicatorSet], Node]
    opened: Collection[str]

    def innovations(self, indicators: IndicatorSet) -> tuple[Node, ...]:
        return tuple(
            self.bench.innovation(one, indicators) if one.id in self.opened else self.closed(one, indicators)
            for one in self.region.innovations
        )
