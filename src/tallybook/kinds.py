"""The closed set of arithmetic kinds. Data picks a kind and gives its numbers; nothing is evaluated.

    weighted-levels            Σ weight × level over a set that the region answers
    criteria-score             Σ weight × (mark − from) / (to − from) over a set that a jury marks
    mean-with-minimum-divisor  Σ over innovations ÷ max(minimum_divisor, n)
    sum-of-innovations         Σ over innovations, open-ended
    capped-count               points_each × min(n, cap); 0 unless what it requires is covered

How parts make the index: share-of-maximum (scale × total ÷ maximum), sum, none. A new kind is a function here,
a line in PART_KINDS and its keys in `read.index`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from fractions import Fraction

from tallybook.answers import Mark
from tallybook.arithmetic import Coverage, Part
from tallybook.claims import RegionClaims
from tallybook.explain import Node
from tallybook.indicators import Indicator, IndicatorSet
from tallybook.workbench import ABSENT, Workbench


@dataclass(slots=True)
class Tally:
    """One region being computed. Innovations are computed once for all parts."""

    bench: Workbench
    region: RegionClaims
    made: dict[str, tuple[Node, ...]] = field(default_factory=dict)

    def innovations(self, indicators: IndicatorSet) -> tuple[Node, ...]:
        """The node of each innovation, in order of id."""
        if indicators.code not in self.made:
            nodes = (self.bench.innovation(one, indicators) for one in self.region.innovations)
            self.made[indicators.code] = tuple(nodes)
        return self.made[indicators.code]

    def total(self, indicators: IndicatorSet) -> Fraction | None:
        """Σ maturity of the innovations."""
        return total_of(self.innovations(indicators))

    def own(self, indicators: IndicatorSet) -> tuple[Fraction | None, tuple[Node, ...]]:
        """Σ weight × level of the region's own answers, with the node of each."""
        return self.bench.total_of(indicators, self.region.claims)

    @property
    def is_empty(self) -> bool:
        """Is there no innovation at all?"""
        return not self.region.innovations

    def set_of(self, part: Part) -> IndicatorSet:
        """The indicator set of a part."""
        return self.bench.rulebook.sets[part.set]

    def counted(self, rejected_too: bool) -> int:
        """How many innovations there are, rejected ones where the edition says so."""
        return sum(rejected_too or not one.rejected for one in self.region.innovations)

    def served(self, rejected_too: bool) -> Collection[str]:
        """The affairs that some innovation serves."""
        found = self.region.innovations
        return {code for one in found if rejected_too or not one.rejected for code in one.affairs}


def node_of(
    part: Part, *, value: Fraction | None, combine: str, children: tuple[Node, ...], **more: object
) -> Node:
    """The node of a part; `more` is detail for its sentence."""
    factor, limit = more.pop("factor", Fraction(1)), more.pop("limit", None)
    assert isinstance(factor, Fraction)
    assert limit is None or isinstance(limit, Fraction)
    if value is None:
        more["incomplete"] = 1
    detail = {"maximum": part.maximum, "count": len(children), "part": part.kind, **more}
    return Node(
        code=part.code, kind=part.kind, name=part.label, name_en=part.label_en, value=value, unit="points",
        combine=combine, factor=factor, limit=limit, source=part.source, children=children, detail=detail,
    )  # fmt: skip


def leaf(code: str, name: str, name_en: str, value: int, **detail: object) -> Node:
    """A count that stands for itself."""
    return Node(
        code=code, kind=code, name=name, name_en=name_en, value=Fraction(value), unit="count", detail=detail
    )


def weighted_levels(part: Part, tally: Tally) -> Node:
    """Σ weight × level."""
    total, rows = tally.own(tally.set_of(part))
    return node_of(part, value=total, combine="sum", children=rows)


def criterion(row: Indicator, mark: Fraction | None) -> Node:
    """weight × (mark − from) / (to − from); a criterion that nobody marked counts 0."""
    assert isinstance(row.answer, Mark)
    low, high = row.answer.low, row.answer.high
    above = Fraction(0) if mark is None else mark - low
    given = Node(
        code="mark", kind="mark", name="Nilai", name_en="Mark", value=above, unit="mark",
        detail={"mark": mark, "low": low, "high": high},
    )  # fmt: skip
    factor = Fraction(0) if row.weight is None else row.weight / (high - low)
    value = None if row.weight is None else factor * above
    return Node(
        code=row.code, kind="criterion", name=row.label, name_en=row.label_en, value=value, unit="points",
        combine="times", factor=factor, source=row.source, children=(given,),
        detail={"row": row} if value is not None else {"row": row, "incomplete": 1},
    )  # fmt: skip


def criteria_score(part: Part, tally: Tally) -> Node:
    """Σ of the criteria."""
    scored = tally.set_of(part).scored
    rows = tuple(criterion(row, tally.region.claims.get(row.code, ABSENT).mark) for row in scored)
    return node_of(part, value=total_of(rows), combine="sum", children=rows)


def mean_with_minimum_divisor(part: Part, tally: Tally) -> Node:
    """Σ maturity ÷ max(minimum, n). Rejected innovations stay in n where the edition says so."""
    nodes, total = tally.innovations(tally.set_of(part)), tally.total(tally.set_of(part))
    n = tally.counted(tally.bench.rulebook.claims.rejected_in_divisor)
    if part.minimum_divisor is None or total is None:
        return node_of(part, value=None, combine="mean", children=nodes, n=n)
    divisor = max(part.minimum_divisor, n)
    more = {"n": n, "divisor": divisor, "minimum": part.minimum_divisor, "total": total}
    share = Fraction(1, divisor)
    return node_of(part, value=total / divisor, combine="mean", children=nodes, factor=share, **more)


def sum_of_innovations(part: Part, tally: Tally) -> Node:
    """Σ maturity, however many there are."""
    nodes, total = tally.innovations(tally.set_of(part)), tally.total(tally.set_of(part))
    return node_of(part, value=total, combine="sum", children=nodes, n=len(nodes))


def capped_count(part: Part, tally: Tally) -> Node:
    """points_each × min(n, cap), behind the gate of what it requires."""
    n = tally.counted(tally.bench.rulebook.claims.rejected_in_count)
    number = leaf("innovations", "Jumlah inovasi yang dihitung", "Innovations that count", n)
    if part.cap is None or part.points_each is None:
        return node_of(part, value=None, combine="times", children=(number,), n=n)
    capped = Fraction(min(n, part.cap))
    counted = Node(
        code="counted", kind="counted", name="Jumlah setelah batas", name_en="Count after the cap", value=capped,
        unit="count", combine="at-most", limit=Fraction(part.cap), children=(number,), detail={"cap": part.cap, "n": n},
    )  # fmt: skip
    points, more = part.points_each * capped, {"n": n, "each": part.points_each, "cap": part.cap}
    if part.requires is None:
        return node_of(
            part, value=points, combine="times", children=(counted,), factor=part.points_each, **more
        )
    product = Node(
        code="count_points", kind="count_points", name="Nilai jumlah inovasi", name_en="Points for the count",
        value=points, unit="points", combine="times", factor=part.points_each, children=(counted,), detail=more,
    )  # fmt: skip
    covered = coverage(part.requires, tally)
    if part.requires.at_least is None:
        return node_of(part, value=None, combine="gate", children=(product, covered), **more)
    limit, reached = Fraction(part.requires.at_least), covered.value or Fraction(0)
    value = points if reached >= limit else Fraction(0)
    more |= {"covered": reached, "needed": limit}
    return node_of(part, value=value, combine="gate", children=(product, covered), limit=limit, **more)


def coverage(rule: Coverage, tally: Tally) -> Node:
    """How many of the affairs some innovation serves; a rejected one serves none where it leaves the count."""
    rejected_too = tally.bench.rulebook.claims.rejected_in_count
    served = tally.served(rejected_too)
    labels = {one.code: one for one in tally.bench.rulebook.affairs}
    there = [labels[code] for code in rule.affairs if code in served]
    absent = [labels[code] for code in rule.affairs if code not in served]
    return leaf(
        "coverage", "Urusan yang terwakili", "Affairs that are covered", len(there),
        there=there, absent=absent, of=len(rule.affairs), at_least=rule.at_least,
    )  # fmt: skip


def total_of(nodes: tuple[Node, ...]) -> Fraction | None:
    """Σ of the values, in whole numbers over one denominator; None where one is unknown."""
    values = [node.value for node in nodes]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    if not known:
        return Fraction(0)
    bottom = max(value.denominator for value in known)
    if any(bottom % value.denominator for value in known):
        return sum(known, Fraction(0))
    return Fraction(sum(value.numerator * (bottom // value.denominator) for value in known), bottom)


PartKind = Callable[[Part, Tally], Node]
PART_KINDS: dict[str, PartKind] = {
    "weighted-levels": weighted_levels,
    "criteria-score": criteria_score,
    "mean-with-minimum-divisor": mean_with_minimum_divisor,
    "sum-of-innovations": sum_of_innovations,
    "capped-count": capped_count,
}
INDEX_KINDS = ("share-of-maximum", "sum", "none")
