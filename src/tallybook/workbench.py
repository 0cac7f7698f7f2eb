"""What a computation needs of a rulebook, made ready once: nodes of answers, in units that add up as integers."""

from collections.abc import Mapping
from fractions import Fraction

from tallybook.claims import Claim, InnovationClaims
from tallybook.exact import in_units, smallest_unit
from tallybook.explain import Node
from tallybook.indicators import Indicator, IndicatorSet
from tallybook.model import Rulebook

ABSENT = Claim(0)


class Workbench:
    """Makes nodes of indicators and innovations. Nodes of bare levels are made once and shared."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        weights = [one.weight for one in rulebook.by_code.values() if one.weight is not None]
        self.unit = smallest_unit(weights)
        self.shared: dict[tuple[str, Claim | None], tuple[Node, int | None]] = {}
        self.worth: dict[tuple[str, int], int | None] = {}
        self.maxima = {code: one.maximum for code, one in rulebook.sets.items()}
        self.rows = {code: tuple(one.scored) for code, one in rulebook.sets.items()}

    def total_of(
        self, indicators: IndicatorSet, claims: Mapping[str, Claim]
    ) -> tuple[Fraction | None, tuple[Node, ...]]:
        """Σ weight × level over a set, added up in units, with the node of each row."""
        nodes: list[Node] = []
        units: int | None = 0
        for row in self.rows[indicators.code]:
            node, points = self.row(row, claims.get(row.code))
            nodes.append(node)
            units = None if units is None or points is None else units + points
        return None if units is None else Fraction(units, self.unit), tuple(nodes)

    def row(self, row: Indicator, claim: Claim | None) -> tuple[Node, int | None]:
        """The node of an indicator and its points in units; None where a number is unset."""
        if claim is not None and claim.facts is not None:
            return self._row(row, claim)
        key = (row.code, claim)
        if key not in self.shared:
            self.shared[key] = self._row(row, claim)
        return self.shared[key]

    def counted(self, claim: Claim) -> int:
        """The level that counts: 0 for what nothing proves, where the edition says so."""
        return 0 if not claim.evidence and self.rulebook.without_evidence_is_zero else claim.level

    def units(self, indicators: IndicatorSet, claims: Mapping[str, Claim]) -> int | None:
        """Σ weight × level over a set in units, without making a node."""
        total = 0
        for row in self.rows[indicators.code]:
            worth = self.worth_of(row, claims.get(row.code, ABSENT))
            if worth is None:
                return None
            total += worth
        return total

    def worth_of(self, row: Indicator, claim: Claim) -> int | None:
        """Weight × level of one row in units; None while unset."""
        key = (row.code, self.counted(claim))
        if key not in self.worth:
            points = row.points(key[1]) if row.levels else None
            self.worth[key] = None if points is None else in_units(points, self.unit)
        return self.worth[key]

    def _row(self, row: Indicator, claim: Claim | None) -> tuple[Node, int | None]:
        stated = claim or ABSENT
        dropped = not stated.evidence and self.rulebook.without_evidence_is_zero
        level = self.counted(stated)
        points = row.points(level) if row.levels else None
        detail = {"level": level, "claim": claim, "row": row, "dropped": dropped}
        answer = Node(
            code="claim",
            kind="claim",
            name="Isian",
            name_en="Claim",
            value=Fraction(level),
            unit="level",
            detail=detail,
        )
        node = Node(
            code=row.code,
            kind="indicator",
            name=row.label,
            name_en=row.label_en,
            value=points,
            unit="points",
            combine="times",
            factor=row.weight if row.weight is not None else Fraction(0),
            source=row.source,
            children=(answer,),
            detail={"row": row, "level": level}
            if points is not None
            else {"row": row, "level": level, "incomplete": 1},
        )
        return node, None if points is None else in_units(points, self.unit)

    def innovation(self, one: InnovationClaims, indicators: IndicatorSet) -> Node:
        """The node of an innovation: its maturity, 0 where it was rejected."""
        total, rows = self.total_of(indicators, one.claims)
        detail: dict[str, object] = {
            "rows": len(rows),
            "stated": total,
            "maximum": self.maxima[indicators.code],
        }
        if total is None and not one.rejected:
            detail["incomplete"] = 1
        return Node(
            code=one.id,
            kind="rejected" if one.rejected else "innovation",
            name=one.label or one.id,
            value=Fraction(0) if one.rejected else total,
            unit="points",
            combine="void" if one.rejected else "sum",
            children=rows,
            detail=detail,
        )
