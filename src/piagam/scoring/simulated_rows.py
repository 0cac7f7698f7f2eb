"""What the simulator lists: innovations with their maturity, and the rows of one with what may be supposed of each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from piagam.entries.models import Entry
from piagam.scoring.queries import RegionIn
from piagam.scoring.supposing import REGION, Supposition
from tallybook import Claim, Indicator, LeaveOut, Reject, Restate, WhatIf


@dataclass(frozen=True)
class Line:
    """One innovation."""

    code: str
    title: str
    unit: str
    maturity: Fraction | None
    state: str = ""  # "tolak" or "keluar" while that is supposed

    def matches(self, search: str, unit: str) -> bool:
        """Is it what was searched for?"""
        return search.casefold() in self.title.casefold() and unit in ("", self.unit)


@dataclass(frozen=True)
class Choice:
    """One thing that may be supposed of a row."""

    word: str
    level: int
    points: Fraction | None
    gain: Fraction | None
    with_document: bool = False


@dataclass(frozen=True)
class SimulatedRow:
    """A row with its claim as it stands, and the choices; `chosen` is the word in force."""

    indicator: Indicator
    claim: Claim | None
    choices: tuple[Choice, ...]
    back: str
    chosen: str

    @property
    def unsupported(self) -> bool:
        return self.claim is not None and bool(self.claim.level) and not self.claim.evidence


def lines_in(place: RegionIn, what: WhatIf, *, own_only: bool) -> list[Line]:
    """The innovations that count now, by title; for an operator those of the own department. One query."""
    entries = Entry.objects.filter(report=place.report)
    if own_only:
        entries = entries.filter(department__in=place.departments or ())
    units = {str(pk): name for pk, name in entries.values_list("pk", "department__name")}
    found = [
        Line(code, one.label or code, units[code], what.maturity(code))
        for code, one in what.known.items()
        if code in units
    ]
    return sorted(found, key=lambda one: (one.title.casefold(), one.code))


def with_states(lines: Iterable[Line], supposition: Supposition) -> list[Line]:
    """The lines with what is supposed of each."""
    states = {
        one.change.innovation: one.kind
        for one in supposition.supposed
        if isinstance(one.change, LeaveOut | Reject)
    }
    return [replace(one, state=states.get(one.code, "")) for one in lines]


def rows_of(what: WhatIf, supposition: Supposition, code: str, *, own_only: bool) -> list[SimulatedRow]:
    """The rows of an innovation, or of the region itself."""
    region = code == REGION and not own_only
    claims = what.region.claims if region else what.known[code].claims
    sets = what.own_sets if region else what.sets
    rows = (row for one in sets for row in one.scored if not row.is_marked)
    return [_row(what, supposition, code, row, claims.get(row.code)) for row in rows]


def _row(
    what: WhatIf, supposition: Supposition, code: str, row: Indicator, claim: Claim | None
) -> SimulatedRow:
    holder = "" if code == REGION else code
    choices: list[Choice] = []
    if claim is not None and claim.level and not claim.evidence:
        gain = what.row_gain(Restate(holder, row.code, evidence=True))
        choices.append(Choice(f"bukti.{code}.{row.code}", claim.level, row.points(claim.level), gain, True))
    for level in range(len(row.levels) + 1):
        stands = 0 if claim is None else claim.level
        if level == stands and (not level or (claim is not None and claim.evidence)):
            continue
        gain = what.row_gain(Restate(holder, row.code, level, evidence=True))
        choices.append(Choice(f"isi.{code}.{row.code}.{level}", level, row.points(level), gain))
    return SimulatedRow(
        row,
        claim,
        tuple(_without_twins(choices)),
        f"semula.{code}.{row.code}",
        supposition.of(code, row.code),
    )


def _without_twins(choices: Iterable[Choice]) -> Iterable[Choice]:
    """A document for the stated level and that level with a document are one choice."""
    seen: set[int] = set()
    for one in choices:
        if one.level not in seen:
            seen.add(one.level)
            yield one
