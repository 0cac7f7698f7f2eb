"""From the table of an answer to the object that derives levels, with the lints that need to know the levels."""

from collections.abc import Callable
from fractions import Fraction

from tallybook.answers import (
    Answer,
    Automatic,
    Band,
    Choice,
    Combination,
    Count,
    Elements,
    Fixed,
    Mark,
    Option,
    Reach,
    Tier,
    Unknown,
)  # fmt: skip
from tallybook.answers.tiers import bounded_at_the_best_end, faults
from tallybook.read.branches import Levels, asked, by_kind, one_of
from tallybook.read.table import Row, unique


def build_answer(row: Row, levels: Levels) -> Answer | None:
    """The answer; None after its problems were reported."""
    before = len(row.spot.findings.problems)
    if row.broken:
        return None
    found = BUILDERS[row["kind"]](row, levels)
    return found if len(row.spot.findings.problems) == before else None


def _options(row: Row) -> tuple[Option, ...]:
    plain = [
        one if isinstance(one, str) else one.only("code", "label", "label_en", "level")
        for one in row["options"]
    ]
    tables = [one for one in row["options"] if isinstance(one, Row)]
    unique(tables)
    texts = [one for one in plain if isinstance(one, str)]
    for code in sorted({one for one in texts if texts.count(one) > 1}):
        (row.spot / "options").problem(f"{code!r} stands twice")
    options = [Option(code=one, label=one) if isinstance(one, str) else Option(**one) for one in plain]
    return tuple(
        one if one.label else Option(code=one.code, label=one.code, level=one.level) for one in options
    )


def _choice(row: Row, levels: Levels) -> Answer:
    if not row["options"]:
        options = [
            Option(code=str(one.level), label=one.text, label_en=one.text_en, level=one.level)
            for one in levels
        ]
        return Choice(levels=levels, options=tuple(options))
    unique(row["options"])
    found, spot = [], row.spot / "options"
    for one in row["options"]:
        level = one["level"]
        if level is None:
            (one.spot / "level").problem("missing: which level does the option lead to?")
        elif level > len(levels):
            (one.spot / "level").problem(f"there is no level {level}")
        text = next((each for each in levels if each.level == level), None)
        label = one["label"] or (text.text if text else one["code"])
        label_en = one["label_en"] or (text.text_en if text and not one["label"] else "")
        found.append(Option(code=one["code"], label=label, label_en=label_en, level=level))
    for level in sorted({one.level for one in levels} - {one.level for one in found}):
        spot.problem(f"no option leads to level {level}")
    return Choice(levels=levels, options=tuple(found))


def _tiers(row: Row, levels: Levels, step: Fraction, most: int | None = None) -> tuple[Tier, ...]:
    spot = row.spot / "tiers"
    tiers = tuple(
        Tier(
            level=one["level"],
            low=None if one["low"] is None else Fraction(one["low"]),
            high=None if one["high"] is None else Fraction(one["high"]),
        )
        for one in row["tiers"]
    )
    if any(one.broken for one in row["tiers"]) or not tiers:
        return tiers
    mistakes = list(faults(tiers, len(levels), step))
    for sentence in mistakes:
        spot.problem(sentence)
    if mistakes:
        return tiers
    covered = most is not None and tiers[-1].high is not None and tiers[-1].high >= most
    if bounded_at_the_best_end(tiers) and not row["beyond"] and not covered:
        (row.spot / "beyond").problem(
            'missing: the best tier is bounded; write beyond = "best-level" or "refuse" to say what holds beyond it'
        )
    return tiers


def _count(row: Row, levels: Levels) -> Answer:
    tiers = _tiers(row, levels, Fraction(1))
    return Count(levels=levels, tiers=tiers, **row.only("beyond", "fact", "label", "label_en", "unit"))


def _band(row: Row, levels: Levels) -> Answer:
    decimals = row["decimals"]
    if decimals > 9:
        (row.spot / "decimals").problem("more than nine decimals")
        decimals = 9
    return Band(
        levels=levels,
        tiers=_tiers(row, levels, Fraction(1, 10**decimals)),
        decimals=decimals,
        **row.only("unit", "beyond", "value", "labels", "labels_en"),
    )


def _elements(row: Row, levels: Levels) -> Answer:
    options = _options(row)
    tiers = _tiers(row, levels, Fraction(1), most=len(options))
    if row["beyond"] == "refuse":
        (row.spot / "beyond").problem("elements cannot be refused; ticking more is never a mistake")
    return Elements(levels=levels, options=options, tiers=tiers, beyond=row["beyond"], **asked(row, "fact"))


def _combination(row: Row, levels: Levels) -> Answer:
    options, spot = _options(row), row.spot / "levels"
    codes = {one.code for one in options}
    reaches = []
    for one in row["reaches"]:
        unknown = {code for each in one["any_of"] for code in each} - codes
        if unknown:
            (one.spot / "any_of").problem("not among the options: " + ", ".join(sorted(unknown)))
        reaches.append(Reach(level=one["level"], any_of=one["any_of"]))
    found = [one.level for one in reaches]
    if found != list(range(1, len(levels) + 1)):
        spot.problem(f"must be those of level 1 to {len(levels)}, each once and in this order; found {found}")
    return Combination(levels=levels, options=options, reaches=tuple(reaches), **asked(row, "fact"))


def _mark(row: Row, levels: Levels) -> Answer:
    if row["scale"] is not None:
        low, high = Fraction(0), Fraction(row["scale"])
        if row["low"] is not None or row["high"] is not None:
            row.spot.problem("`scale` and `from`/`to` say the same; write one of them")
    elif row["low"] is None or row["high"] is None:
        row.spot.problem("missing: write `scale`, or `from` and `to`")
        return Mark(levels=levels, low=Fraction(0), high=Fraction(1))
    else:
        low, high = row["low"], row["high"]
    if high <= low:
        row.spot.problem("the scale ends before it begins")
    return Mark(levels=levels, low=low, high=high)


def _fixed(row: Row, levels: Levels) -> Answer:
    if row["level"] > len(levels):
        (row.spot / "level").problem(f"there is no level {row['level']}")
    return Fixed(levels=levels, level=row["level"])


def _unknown(row: Row, levels: Levels) -> Answer:
    if not row.why_unset:
        (row.spot / "unset").problem('missing: say why the levels are not known, unset = "why"')
    row.spot.unset(row.why_unset or "?")
    return Unknown(unset=row.why_unset)


BUILDERS: dict[str, Callable[[Row, Levels], Answer]] = {
    "choice": _choice,
    "count": _count,
    "band": _band,
    "one-of": lambda row, levels: one_of(row, levels, build_answer),
    "by-kind": lambda row, levels: by_kind(row, levels, build_answer),
    "elements": _elements,
    "combination": _combination,
    "mark": _mark,
    "fixed": _fixed,
    "automatic": lambda row, levels: Automatic(computed_by=row["computed_by"]),
    "unknown": _unknown,
}
