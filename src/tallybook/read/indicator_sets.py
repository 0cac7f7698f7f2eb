"""From the tables of indicators/*.toml to indicator sets, with the lints of rows and levels."""

import itertools
from fractions import Fraction
from typing import Any

from tallybook.indicators import EvidenceRule, Indicator, IndicatorSet
from tallybook.levels import Level
from tallybook.numbers import shortest
from tallybook.read.answers import build_answer
from tallybook.read.table import Row, unique, whole_rows
from tallybook.read.tables import ABSENT
from tallybook.validity import ValidityRule

SILENT = {"automatic", "mark", "unknown"}  # kinds of answer that take no levels


def build_set(file: Row, top: int | None) -> IndicatorSet | None:
    """The set; None while one of its rows has a mistake. `top`: the highest level of the edition."""
    heading, rows = file.get("set"), list(file.get("indicator") or ())
    unique(rows)
    prefix = heading.get("prefix", "") if heading is not None else ""
    code = heading.get("code", "") if heading is not None else ""
    found = [_indicator(row, code, prefix, top) for row in rows]
    before = [one for one in found if one is not None]
    if heading is None or heading.broken or len(before) < len(found) or not found:
        return None
    result = IndicatorSet(indicators=tuple(before), **heading)
    _published_maximum(result, heading)
    return result


def _published_maximum(result: IndicatorSet, heading: Row) -> None:
    """The rows must add up to the published maximum."""
    published, summed = result.published_maximum, result.maximum
    if published is not None and summed is not None and published != summed:
        where = heading.spot / "published_maximum"
        where.problem(f"the rows add up to {shortest(summed)}, but {shortest(published)} is published")


def _indicator(row: Row, set_code: str, prefix: str, top: int | None) -> Indicator | None:
    problems = row.spot.findings.problems
    before = len(problems)
    answer_row = row.get("answer")
    kind = answer_row.get("kind", "") if answer_row is not None else ""
    if "code" in row and prefix and not row["code"].startswith(prefix):
        (row.spot / "code").problem(f"must begin with the prefix of its set, {prefix!r}")
    _weight(row, kind)
    levels = _levels(row, kind, top)
    answer = build_answer(answer_row, levels) if answer_row is not None else None
    if row.broken or answer is None or len(problems) > before:
        return None
    evidence = row["evidence"]
    fields: dict[str, Any] = row.without("level", "answer", "evidence")
    return Indicator(
        set=set_code,
        levels=levels,
        answer=answer,
        evidence=None if evidence is None else _evidence(evidence),
        **fields,
    )


def _evidence(row: Row) -> EvidenceRule:
    return EvidenceRule(
        unset=row.why_unset,
        valid=tuple(_validity(one) for one in row["valid"]),
        **row.without("source", "certainty", "valid"),
    )


def _validity(row: Row) -> ValidityRule:
    """One rule about the time of documents; it must ask for something, and in an order that can be met."""
    first, last = row["dated_from"], row["dated_to"]
    asked = row["covers"] or row["dated_in"] or row["in_force"]
    if not asked and first is None and last is None:
        row.spot.problem("asks for nothing: write dated_from, dated_to, dated_in, covers or in_force")
    if first is not None and last is not None and first < last:
        (row.spot / "dated_to").problem(f"T-{last} is before T-{first}")
    for name in set(row["unclear"]) & set(row["covers"]):
        (row.spot / "unclear").problem(f"T-{name} also stands in covers")
    return ValidityRule(**row)


def _weight(row: Row, kind: str) -> None:
    """Computed rows have no weight; the others have one above 0, or say why it is unset."""
    spot, weight = row.spot / "weight", row.get("weight")
    if weight is ABSENT:
        row["weight"] = None
        if kind != "automatic" and row.why_unset:
            spot.unset(row.why_unset)
        elif kind != "automatic":
            spot.problem('missing; if the sources do not give it, write unset = "why"')
    elif weight is not None and kind == "automatic":
        spot.problem("a computed indicator has no weight")
    elif weight is not None and weight <= 0:
        spot.problem("must be above 0")


def _levels(row: Row, kind: str, top: int | None) -> tuple[Level, ...]:
    """The levels: 1, 2, 3, … in order, as many as the edition has; points = weight × level."""
    rows, spot = list(row.get("level") or ()), row.spot / "level"
    if kind in SILENT:
        if rows:
            spot.problem(f"an answer of kind {kind} has no levels")
        return ()
    if not rows:
        spot.problem("missing: every level is listed")
        return ()
    numbers = [one.get("level") for one in rows]
    if any(one is None for one in numbers):
        return ()
    if any(later <= earlier for earlier, later in itertools.pairwise(numbers)):
        spot.problem(f"levels must rise; found {', '.join(map(str, numbers))}")
    elif numbers != list(range(1, len(numbers) + 1)):
        spot.problem(f"levels must be 1, 2, 3, … without a hole; found {', '.join(map(str, numbers))}")
    elif top is not None and len(numbers) != top:
        spot.problem(f"has {len(numbers)} levels, but the edition has {top}")
    weight: Fraction | None = row.get("weight")
    return tuple(
        Level(
            points=None if weight is None else weight * one["level"],
            **one.only("level", "text", "text_en", "example_good", "example_bad", "note"),
        )
        for one in whole_rows(rows)
    )
