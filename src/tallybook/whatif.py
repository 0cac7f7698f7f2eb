"""What would the index be if …? Only what a change touches is computed again, by the same arithmetic.

    region = WhatIf(rulebook, claims.regions[0])
    supposed = region.vary([Restate("x1", "sid-16", level=3, evidence=True), LeaveOut("x2")])
    print(supposed.result.index, supposed.change)
    print(supposed.difference.as_text())

Sums of whole units are kept for each part, so a variation costs microseconds however many innovations there are;
tests hold every result against a computation from the varied claims.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from tallybook.changes import Change, Restate, Varied
from tallybook.claims import Claim, InnovationClaims, RegionClaims
from tallybook.explain import Node
from tallybook.indicators import IndicatorSet
from tallybook.kinds import Tally, coverage
from tallybook.model import Rulebook
from tallybook.score import RegionResult, result_from, tree_from
from tallybook.tree_diff import DiffNode, diff_trees
from tallybook.whatif_sums import InnovationSums, Kept
from tallybook.whatif_tallies import FoldedTally, SummedTally
from tallybook.workbench import ABSENT, Workbench

MOST_REMEMBERED = 5_000


class WhatIf:
    """A region whose claims may be varied. It never changes, so it may be kept and shared."""

    def __init__(self, rulebook: Rulebook, region: RegionClaims) -> None:
        self.rulebook, self.region = rulebook, region
        self.bench = Workbench(rulebook)
        self.known = {one.id: one for one in region.innovations}
        used = [rulebook.sets[code] for code in dict.fromkeys(part.set for part in rulebook.parts) if code]
        self.own_sets = [one for one in used if one.of == "region"]
        self.sets = [one for one in used if one.of == "innovation"]
        self.own_units = self.units_of(region.claims)
        self.shell = RegionClaims(region.code, region.clusters, region.claims, (), region.label)
        self.kept = {one.id: self.kept_of(one) for one in region.innovations}
        self.sums = InnovationSums.of(self.sets, rulebook.affairs, self.kept.values())
        self.nodes: dict[tuple[str, str], Node] = {}
        self.results: dict[object, RegionResult] = {}
        self.row_gains: dict[object, Fraction | None] = {}

    def kept_of(self, one: InnovationClaims) -> Kept:
        """What an innovation brings into the sums."""
        units = tuple(0 if one.rejected else self.bench.units(each, one.claims) for each in self.sets)
        return Kept(units, one.rejected, one.affairs)

    def maturity(self, code: str) -> Fraction | None:
        """The points of an innovation as it is now; None for an unset number or an unknown innovation."""
        return self.points_of(self.known[code]) if code in self.known else None

    def points_of(self, one: InnovationClaims) -> Fraction | None:
        """The points of any innovation."""
        units = self.kept[one.id].units if self.known.get(one.id) is one else self.kept_of(one).units
        known = [each for each in units if each is not None]
        return Fraction(sum(known), self.bench.unit) if len(known) == len(units) else None

    def closed(self, one: InnovationClaims, indicators: IndicatorSet) -> Node:
        """The node of an innovation as it is now, without its rows; made once."""
        key = (indicators.code, one.id)
        if key not in self.nodes:
            units = self.bench.units(indicators, one.claims)
            stated = None if units is None else Fraction(units, self.bench.unit)
            value = Fraction(0) if one.rejected else stated
            kind = "rejected" if one.rejected else "innovation"
            self.nodes[key] = Node(
                code=one.id, kind=kind, name=one.label or one.id, value=value, unit="points",
                detail={"stated": stated, "maximum": self.bench.maxima[indicators.code]},
            )  # fmt: skip
        return self.nodes[key]

    @cached_property
    def present(self) -> "Variation":
        """Nothing changed."""
        return self.vary(())

    def vary(self, changes: Iterable[Change]) -> "Variation":
        """The region with the changes, applied in order. Raises UnknownCode."""
        varied = Varied(self.rulebook, self.known, self.region.claims, {})
        varied.apply(changes)
        return Variation(self, varied.own, varied.touched)

    def gain(self, changes: Iterable[Change]) -> Fraction | None:
        """How much the changes together move the index, or the total where the award has no index; exact."""
        return self.vary(changes).change

    def row_gain(self, change: Restate) -> Fraction | None:
        """The gain of one row. Rows that move the same sum by as much gain as much, so it is computed once."""
        code, row = change.innovation, self.rulebook.indicator(change.indicator)
        claims = self.known[code].claims if code in self.known else self.region.claims
        before = claims.get(row.code, ABSENT)
        level = before.level if change.level is None else change.level
        evidence = before.evidence if change.evidence is None else change.evidence
        worth = [self.bench.worth_of(row, one) for one in (before, Claim(level, evidence))]
        if None in worth or (code and code not in self.known):
            return self.gain([change])
        key = (row.set, worth[1] - worth[0], bool(code) and self.known[code].rejected)  # type: ignore[operator]
        if key not in self.row_gains:
            self.row_gains[key] = self.gain([change])
        return self.row_gains[key]

    def tally_of(self, own: Mapping[str, Claim], sums: InnovationSums) -> SummedTally:
        """The tally of supposed sums."""
        own_units = self.own_units if own is self.region.claims else self.units_of(own)
        return SummedTally(self.bench, self.shell, own_units=own_units, sums=sums)

    def units_of(self, own: Mapping[str, Claim]) -> dict[str, int | None]:
        """The points of the region's own answers in units, by set; a jury's marks are not varied."""
        return {one.code: self.bench.units(one, own) for one in self.own_sets if not _is_marked(one)}

    def result_of(self, tally: SummedTally) -> RegionResult:
        """The result of a tally, remembered: many variations move the sums alike."""
        key = (tuple(tally.own_units.values()), tally.sums)
        if key not in self.results:
            if len(self.results) >= MOST_REMEMBERED:
                self.results.clear()
            self.results[key] = result_from(tally, lambda: tree_from(tally))
        return self.results[key]


@dataclass(slots=True)
class _Made:
    """What a variation has been asked for already."""

    tally: SummedTally | None = None
    tree: Node | None = None


@dataclass(frozen=True, slots=True)
class Variation:
    """A region as it would be. `touched`: innovation → its supposed claims, None when it is left out."""

    what: WhatIf
    own: Mapping[str, Claim]
    touched: Mapping[str, InnovationClaims | None]
    made: _Made = field(default_factory=_Made, repr=False, compare=False)

    @property
    def tally(self) -> SummedTally:
        """The sums after the changes."""
        if self.made.tally is None:
            sums = self.what.sums
            for code, one in self.touched.items():
                after = None if one is None else self.what.kept_of(one)
                sums = sums.exchanged(self.what.kept.get(code), after)
            self.made.tally = self.what.tally_of(self.own, sums)
        return self.made.tally

    @property
    def result(self) -> RegionResult:
        """Parts, total, index and predicate. Places and the maturity of each innovation are not in it."""
        return self.what.result_of(self.tally)

    @property
    def covered(self) -> Mapping[str, Node]:
        """Part → the node that counts its covered affairs, for parts that require some."""
        parts = self.what.rulebook.parts
        return {one.code: coverage(one.requires, self.tally) for one in parts if one.requires is not None}

    @property
    def value(self) -> Fraction | None:
        """The exact index, or the total where the award has no index."""
        return self.result.total if self.what.rulebook.index.kind == "none" else self.result.index_exact

    @property
    def change(self) -> Fraction | None:
        """How far it is from the present; None while a number is unset."""
        after, before = self.value, self.what.present.value
        return None if after is None or before is None else after - before

    @property
    def region(self) -> RegionClaims:
        """The claims it is computed from, as `score` takes them."""
        of, kept = self.what.region, self.what.known
        found: dict[str, InnovationClaims | None] = {**kept, **self.touched}
        innovations = tuple(one for _, one in sorted(found.items()) if one is not None)
        return RegionClaims(of.code, of.clusters, self.own, innovations, of.label)

    @property
    def tree(self) -> Node:
        """The whole tree."""
        if self.made.tree is None:
            self.made.tree = tree_from(Tally(self.what.bench, self.region))
        return self.made.tree

    @property
    def difference(self) -> DiffNode:
        """Where the difference to the present comes from, down to the claim; what is the same is left out."""
        return self.difference_from(self.what.present)

    def difference_from(self, other: "Variation") -> DiffNode:
        """The same beside another variation of the region."""
        opened = {*self.touched, *other.touched}
        return diff_trees(other.folded(opened), self.folded(opened), without_same=True)

    def folded(self, opened: Collection[str]) -> Node:
        """The tree with only these innovations opened; they are all those that were touched, or more."""
        return tree_from(FoldedTally(self.what.bench, self.region, closed=self.what.closed, opened=opened))


def _is_marked(indicators: IndicatorSet) -> bool:
    return any(row.is_marked for row in indicators.indicators)
