"""What each missing thing is worth in index points: exact, by the engine, on the claims as they stand now."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from piagam.entries.models import Entry, Report
from piagam.entries.slots import indicators_for
from piagam.scoring.effort import effort_of
from piagam.scoring.standing import what_if
from tallybook import Change, Claim, Indicator, Restate, WhatIf


@dataclass(frozen=True)
class Gain:
    """One missing thing. `entry` is None for the region's own row; `gain` in index points.

    `kind`: "unanswered" (worth at least `gain`, at most `most`), "unsupported" (the document is missing for the
    level that was stated), "level" (the next level).
    """

    entry: Entry | None
    indicator: Indicator
    kind: str
    level: int
    target: int
    gain: Fraction
    most: Fraction

    @property
    def change(self) -> Restate:
        """What would have to become true."""
        code = str(self.entry.pk) if self.entry else ""
        return Restate(code, self.indicator.code, self.target, evidence=True)

    @property
    def effort(self) -> int:
        return effort_of(self.indicator, self.kind)

    @property
    def per_effort(self) -> Fraction:
        return self.gain / self.effort


@dataclass(frozen=True)
class Decree:
    """One document that would serve several innovations at once, and what they gain together."""

    indicator: Indicator
    gains: tuple[Gain, ...]
    together: Fraction

    @property
    def words(self) -> list[str]:
        """The same in the simulator."""
        return [f"isi.{one.change.innovation}.{one.indicator.code}.{one.target}" for one in self.gains]

    @property
    def entries(self) -> list[Entry]:
        return [one.entry for one in self.gains if one.entry is not None]


def gains_of(
    report: Report, *, departments: Collection[int] | None = None, what: WhatIf | None = None
) -> list[Gain]:
    """Everything missing that would move the index, the greatest gain first; of some departments where asked.

    Five queries, however many innovations there are.
    """
    what = what or what_if(report)
    return sorted(_gains(report, what, departments), key=lambda one: (-one.gain, one.indicator.code))


def _gains(report: Report, what: WhatIf, departments: Collection[int] | None) -> Iterator[Gain]:
    if departments is None:
        yield from _of_holder(None, indicators_for(report), what.region.claims, what)
    entries = (
        Entry.objects.filter(report=report)
        .select_related("innovation", "department")
        .defer("innovation__profile")
    )
    entries = entries.filter(department__in=departments) if departments is not None else entries
    rows: tuple[Indicator, ...] = ()
    for entry in entries.order_by("pk"):
        entry.report = report
        rows = rows or indicators_for(entry)
        known = what.known.get(str(entry.pk))
        if known is not None:
            yield from _of_holder(entry, rows, known.claims, what)


def _of_holder(
    entry: Entry | None, rows: Iterable[Indicator], claims: Mapping[str, Claim], what: WhatIf
) -> Iterator[Gain]:
    code = str(entry.pk) if entry else ""
    for row in rows:
        claim, top = claims.get(row.code), len(row.levels)
        kind, level, target = _missing(claim, top, what.rulebook.without_evidence_is_zero)
        if not kind:
            continue
        gain = what.row_gain(Restate(code, row.code, target, evidence=True))
        most = what.row_gain(Restate(code, row.code, top, evidence=True))
        if gain is not None and most is not None and (gain or most):
            yield Gain(entry, row, kind, level, target, gain, most)


def _missing(claim: Claim | None, top: int, needs_evidence: bool) -> tuple[str, int, int]:
    """What is missing, the level now, and the level that would be reached; "" where nothing is."""
    if claim is None:
        return ("unanswered", 0, 1) if top else ("", 0, 0)
    if claim.level and needs_evidence and not claim.evidence:
        return "unsupported", 0, claim.level
    return ("level", claim.level, claim.level + 1) if claim.level < top else ("", claim.level, 0)


def joint_gain(report: Report, changes: Iterable[Change], *, what: WhatIf | None = None) -> Fraction | None:
    """What several changes are worth together, exactly: not always the sum of each alone."""
    return (what or what_if(report)).gain(changes)


def decrees_of(report: Report, gains: Iterable[Gain], *, what: WhatIf | None = None) -> list[Decree]:
    """The documents that the head of the region signs and that innovations wait for, the greatest gain first.

    One decree may name many innovations: their rows without an answer or without evidence are taken together.
    """
    what = what or what_if(report)
    waiting: dict[str, list[Gain]] = {}
    for one in gains:
        signed = one.indicator.evidence is not None and one.indicator.evidence.signed_by == "head"
        if signed and one.kind in {"unanswered", "unsupported"}:
            waiting.setdefault(one.indicator.code, []).append(one)
    found = []
    for group in waiting.values():
        together = what.gain([one.change for one in group])
        if together:
            found.append(Decree(group[0].indicator, tuple(group), together))
    return sorted(found, key=lambda one: -one.together)
