"""From the tables of index.toml to the arithmetic, with the lints that need the whole rulebook."""

import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

from tallybook.arithmetic import Coverage, IndexRule, Part, Predicate, RankingRule
from tallybook.indicators import IndicatorSet
from tallybook.model import Affair
from tallybook.numbers import format_decimal, shortest
from tallybook.read.editions import rows_of
from tallybook.read.table import Row

ANSWERED_BY = {
    "weighted-levels": ("region",),
    "criteria-score": ("region", "nominee"),
    "mean-with-minimum-divisor": ("innovation",),
    "sum-of-innovations": ("innovation",),
}


def build_parts(
    file: Row, sets: Mapping[str, IndicatorSet | None], affairs: Sequence[Affair]
) -> tuple[Part, ...]:
    """[[part]]; each set is there and of the right kind, each maximum is what its numbers add up to."""
    return tuple(_part(row, sets, affairs) for row in rows_of(file, "part"))


def _part(row: Row, sets: Mapping[str, IndicatorSet | None], affairs: Sequence[Affair]) -> Part:
    requires = row.get("requires")
    fields = row.without("requires", "maximum")
    part = Part(
        maximum=None if row["maximum"] == "open" else row["maximum"],
        is_open=row["maximum"] == "open",
        requires=None if requires is None else _coverage(requires, affairs),
        **fields,
    )
    chosen = sets.get(part.set)
    if part.set and part.set not in sets:
        (row.spot / "set").problem(f"there is no indicator set {part.set!r}")
    elif chosen is not None and chosen.of not in ANSWERED_BY[part.kind]:
        (row.spot / "set").problem(f"{part.kind} needs a set of {' or '.join(ANSWERED_BY[part.kind])}")
    elif chosen is not None:
        _right_rows(part, chosen, row)
    summed = _maximum(part, chosen)
    if part.maximum is not None and summed is not None and part.maximum != summed:
        given = shortest(part.maximum)
        (row.spot / "maximum").problem(f"is {given}, but its numbers add up to {shortest(summed)}")
    return part


def _right_rows(part: Part, chosen: IndicatorSet, row: Row) -> None:
    marked = [one.code for one in chosen.scored if one.is_marked]
    if part.kind == "criteria-score" and len(marked) < len(list(chosen.scored)):
        (row.spot / "set").problem("criteria-score needs a set whose answers are all of kind mark")
    if part.kind != "criteria-score" and marked:
        (row.spot / "set").problem(f"{part.kind} cannot weigh marks: {', '.join(marked)}")


def _maximum(part: Part, chosen: IndicatorSet | None) -> Fraction | None:
    if part.kind == "capped-count":
        return None if part.cap is None or part.points_each is None else part.points_each * part.cap
    return None if chosen is None else chosen.maximum


def _coverage(row: Row, affairs: Sequence[Affair]) -> Coverage:
    basic = tuple(one.code for one in affairs if one.basic)
    codes = basic if row["affairs"] == "basic" else row["affairs"]
    spot = row.spot / "affairs"
    if not codes:
        spot.problem("no affair is marked basic = true")
    for code in codes:
        if code not in {one.code for one in affairs}:
            spot.problem(f"there is no affair {code!r}")
    if len(set(codes)) < len(codes):
        spot.problem("an affair stands twice")
    if row["at_least"] is not None and codes and row["at_least"] > len(codes):
        (row.spot / "at_least").problem(f"asks for {row['at_least']} of {len(codes)} affairs")
    return Coverage(affairs=codes, **row.without("affairs"))


def build_index(row: Row, parts: Sequence[Part]) -> IndexRule:
    """[index]; the parts add up to its maximum."""
    if row.get("decimals", 0) > 9:
        (row.spot / "decimals").problem("more than nine decimals")
    rule = IndexRule(**row)
    maxima = [part.maximum for part in parts]
    known = [one for one in maxima if one is not None]
    if rule.maximum is not None and len(known) == len(maxima) and sum(known) != rule.maximum:
        summed = shortest(sum(known, Fraction(0)))
        (row.spot / "maximum").problem(
            f"the parts add up to {summed}, but {shortest(rule.maximum)} is published"
        )
    if rule.kind == "share-of-maximum" and any(part.is_open for part in parts):
        (row.spot / "kind").problem("a part with an open maximum has no share of a maximum")
    for name, value in (("maximum", rule.maximum), ("scale", rule.scale)):
        if value is not None and value <= 0:
            (row.spot / name).problem("must be above 0")
    return rule


def build_predicates(file: Row, rule: IndexRule | None) -> tuple[Predicate, ...]:
    """[[predicate]], from the lowest up; without holes from 0 to the end of the scale."""
    rows = rows_of(file, "predicate")
    found = [(row, Predicate(unset=row.why_unset, **{**row, "to": _end(row)})) for row in rows]
    if rule is None:
        return ()
    if rule.kind == "none":
        for row, _ in found:
            row.spot.problem("an award without an index has no predicates")
        return ()
    known = [(row, one) for row, one in found if one.from_ is not None]
    for row, one in known:
        _one_predicate(row, one, rule.decimals)
    known.sort(key=lambda pair: pair[1].from_ or Fraction(0))
    if len(known) == len(found) and known:
        _without_holes(known, rule)
    unknown = [one for _, one in found if one.from_ is None]
    return tuple(one for _, one in known) + tuple(unknown)


def _end(row: Row) -> Fraction | None:
    end: Fraction | str | None = row["to"]
    return end if isinstance(end, Fraction) else None


def _one_predicate(row: Row, one: Predicate, decimals: int) -> None:
    assert one.from_ is not None
    if one.to is not None and one.to < one.from_:
        (row.spot / "to").problem("ends before it begins")
    for name, value in (("from", one.from_), ("to", one.to)):
        if value is not None and (value * 10**decimals).denominator != 1:
            (row.spot / name).problem(f"has more decimals than the index, which has {decimals}")


def _without_holes(known: Sequence[tuple[Row, Predicate]], rule: IndexRule) -> None:
    step, (first_row, first), (last_row, last) = Fraction(1, 10**rule.decimals), known[0], known[-1]
    if first.from_ != 0:
        (first_row.spot / "from").problem("the lowest predicate must begin at 0")
    for (_, lower), (row, upper) in itertools.pairwise(known):
        assert upper.from_ is not None
        where = row.spot / "from"
        if lower.to is None or upper.from_ < lower.to + step:
            where.problem(f"overlaps with {lower.label}")
        elif upper.from_ > lower.to + step:
            ends, begins = format_decimal(lower.to, rule.decimals), format_decimal(upper.from_, rule.decimals)
            where.problem(
                f"hole between {lower.label}, which ends at {ends}, and {upper.label} from {begins}"
            )
    if rule.kind == "share-of-maximum" and rule.scale is not None and last.to != rule.scale:
        (last_row.spot / "to").problem(f"the highest predicate must end at {shortest(rule.scale)}")
    if rule.kind == "sum" and last.to is not None:
        (last_row.spot / "to").problem('an open sum has no end; write to = "open"')


def build_ranking(row: Row, rule: IndexRule | None) -> RankingRule:
    """[ranking]; its key fits the kind of index."""
    wanted = "total-exact" if rule is not None and rule.kind == "none" else "index-exact"
    if rule is not None and row["key"] != wanted:
        (row.spot / "key").problem(f"must be {wanted!r} for an index of kind {rule.kind!r}")
    return RankingRule(**row)
