"""Rulebook + claims → parts, total, index, predicate, places, each with the tree it was computed by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tallybook.arithmetic import Part, Predicate
from tallybook.claims import Claims, RegionClaims
from tallybook.errors import UnknownCode
from tallybook.explain import Node
from tallybook.kinds import PART_KINDS, Tally, criterion, node_of, total_of
from tallybook.model import Rulebook
from tallybook.numbers import format_units, round_half_up
from tallybook.rank import ranks_by_cluster
from tallybook.workbench import Workbench


@dataclass(frozen=True, slots=True)
class RegionResult:
    """What came out for a region. Points and index exact; `index` as it is published, `hundredths` for thresholds.

    A number that needs an unset one is None, and `missing` names what is missing.
    """

    code: str
    parts: Mapping[str, Fraction | None]
    total: Fraction | None
    index_exact: Fraction | None
    index: str | None
    hundredths: int | None
    predicate: str | None
    ranks: Mapping[str, int]
    maturity: Mapping[str, Fraction | None]
    missing: tuple[str, ...]
    _grow: Callable[[], Node] = field(repr=False, compare=False)

    @property
    def tree(self) -> Node:
        """The tree this was computed by. It is pure, so it is made again instead of kept for a whole nation."""
        return self._grow()


@dataclass(frozen=True, slots=True)
class Result:
    """All regions in order of code, and the fingerprints of what went in."""

    rulebook: str
    rulebook_sha256: str
    claims_sha256: str
    regions: tuple[RegionResult, ...]

    def region(self, code: str) -> RegionResult:
        """The region with the code. Raises UnknownCode."""
        found = next((one for one in self.regions if one.code == code), None)
        if found is None:
            raise UnknownCode(f"no region {code} in these claims")
        return found


def score(rulebook: Rulebook, claims: Claims) -> Result:
    """Computes every region and its places."""
    bench = Workbench(rulebook)
    regions = [_result(bench, region) for region in claims.regions]
    ranked = ranks_by_cluster(
        (one.code, region.clusters, one.index_exact if rulebook.index.kind != "none" else one.total)
        for one, region in zip(regions, claims.regions, strict=True)
    )
    placed = (_with_ranks(one, ranked[one.code]) for one in regions)
    return Result(rulebook.id, rulebook.sha256, claims.sha256, tuple(placed))


def score_region(rulebook: Rulebook, region: RegionClaims) -> RegionResult:
    """Computes one region, without places."""
    return _result(Workbench(rulebook), region)


def _with_ranks(one: RegionResult, ranks: Mapping[str, int]) -> RegionResult:
    return RegionResult(
        one.code, one.parts, one.total, one.index_exact, one.index, one.hundredths, one.predicate, ranks,
        one.maturity, one.missing, one._grow,
    )  # fmt: skip


def _result(bench: Workbench, region: RegionClaims) -> RegionResult:
    return result_from(Tally(bench, region), lambda: tree_of(Workbench(bench.rulebook), region))


def result_from(tally: Tally, grow: Callable[[], Node]) -> RegionResult:
    """The result of a tally; `grow` makes its tree when somebody asks for it."""
    rulebook, region, top = tally.bench.rulebook, tally.region, tree_from(tally)
    total = top if top.kind == "total" else top.children[0]
    exact = top.value if rulebook.index.kind != "none" else None
    units = None if exact is None else round_half_up(exact, rulebook.index.decimals)
    band = None if units is None else predicate_at(rulebook, units)
    return RegionResult(
        code=region.code,
        parts={node.code: node.value for node in total.children},
        total=total.value,
        index_exact=exact,
        index=None if units is None else format_units(units, rulebook.index.decimals),
        hundredths=None if exact is None else round_half_up(exact, 2),
        predicate=None if band is None else band.label,
        ranks={},
        maturity=_maturity(total),
        missing=_missing(rulebook, band is None and units is not None),
        _grow=grow,
    )


def tree_of(bench: Workbench, region: RegionClaims) -> Node:
    """The tree of a region: its index, or its total where the award has none."""
    return tree_from(Tally(bench, region))


def tree_from(tally: Tally) -> Node:
    """The tree of a tally; one that knows sums only gives a tree without the nodes below its parts."""
    rulebook, region = tally.bench.rulebook, tally.region
    parts = tuple(PART_KINDS[part.kind](part, tally) for part in rulebook.parts)
    name, rule = region.label or region.code, rulebook.index
    points = total_of(parts)
    unknown: dict[str, object] = {} if points is not None else {"incomplete": rulebook.missing}
    if rule.kind == "none":
        return Node(code=region.code, kind="total", name=name, value=points, unit="points", combine="sum",
                    children=parts, source=rule.source, detail=unknown)  # fmt: skip
    total = Node(code="total", kind="total", name="Jumlah nilai", name_en="Total", value=points, unit="points",
                 combine="sum", children=parts, source=rule.source, detail=unknown)  # fmt: skip
    value, factor = points, Fraction(1)
    if rule.kind == "share-of-maximum":
        known = rule.scale is not None and rule.maximum
        factor = rule.scale / rule.maximum if rule.scale is not None and rule.maximum else Fraction(0)
        value = factor * points if known and points is not None else None
    detail: dict[str, object] = (
        {"rule": rule} if value is not None else {"rule": rule, "incomplete": rulebook.missing}
    )
    combine = "share" if rule.kind == "share-of-maximum" else "sum"
    if rulebook.claims.without_innovations == "index-zero" and tally.is_empty and value is not None:
        combine, value, detail = "void", Fraction(0), {**detail, "empty": True}
    if value is not None:
        units = round_half_up(value, rule.decimals)
        detail |= {"units": units, "predicate": predicate_at(rulebook, units)}
    return Node(code=region.code, kind="region", name=name, value=value, unit="index", combine=combine,
                factor=factor, children=(total,), source=rule.source, detail=detail)  # fmt: skip


def predicate_at(rulebook: Rulebook, units: int) -> Predicate | None:
    """The predicate of a rounded index, in units of its last decimal; None while thresholds are unset."""
    scale = 10**rulebook.index.decimals
    for one in rulebook.predicates:
        if (
            one.from_ is not None
            and units >= one.from_ * scale
            and (one.to is None or units <= one.to * scale)
        ):
            return one
    return None


def _maturity(total: Node) -> dict[str, Fraction | None]:
    found: dict[str, Fraction | None] = {}
    for part in total.children:
        for node in part.children:
            if node.kind in {"innovation", "rejected"}:
                found[node.code] = node.value
    return found


def _missing(rulebook: Rulebook, without_predicate: bool) -> tuple[str, ...]:
    if not without_predicate:
        return rulebook.missing
    return rulebook.missing + tuple(str(one) for one in rulebook.unset if one.key.startswith("predicate"))


def score_criteria(rulebook: Rulebook, set_code: str, marks: Mapping[str, object]) -> Node:
    """The tree of one juror's or one sitting's marks over a set: presentation, field validation.

    Raises UnknownCode for a set or a criterion that is not there, FactsError for a mark outside its scale.
    """
    if set_code not in rulebook.sets:
        raise UnknownCode(f"{rulebook.id} has no indicator set {set_code}")
    chosen = rulebook.sets[set_code]
    rows = {row.code: row for row in chosen.scored if row.is_marked}
    for code in marks:
        if code not in rows:
            raise UnknownCode(f"{set_code} has no criterion {code}")
    given = {code: rows[code].answer.derive({"mark": mark}).value for code, mark in marks.items()}
    nodes = tuple(criterion(row, given.get(code)) for code, row in rows.items())
    part = Part(
        code=set_code, label=chosen.label, label_en=chosen.label_en, kind="criteria-score", set=set_code
    )
    return node_of(part, value=total_of(nodes), combine="sum", children=nodes)
