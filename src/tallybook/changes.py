"""What may be supposed of a region: each a small change of its claims. `whatif` computes with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tallybook.claims import Claim, InnovationClaims
from tallybook.errors import UnknownCode
from tallybook.indicators import Indicator
from tallybook.model import Rulebook


@dataclass(frozen=True, slots=True)
class Restate:
    """A row with another level, or with evidence, or both; None leaves it as it is. `innovation` "" is the region."""

    innovation: str
    indicator: str
    level: int | None = None
    evidence: bool | None = None


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Without the innovation, as if it had never been reported."""

    innovation: str


@dataclass(frozen=True, slots=True)
class Reject:
    """The innovation rejected; `rejected` False takes a rejection back."""

    innovation: str
    rejected: bool = True


@dataclass(frozen=True, slots=True)
class Include:
    """One innovation more."""

    innovation: InnovationClaims


Change = Restate | LeaveOut | Reject | Include


@dataclass(slots=True)
class Varied:
    """The claims that changes leave behind: what the region answers, and only the innovations they touch."""

    rulebook: Rulebook
    known: dict[str, InnovationClaims]
    own: Mapping[str, Claim]
    touched: dict[str, InnovationClaims | None]

    def apply(self, changes: Iterable[Change]) -> None:
        """One after the other. Raises UnknownCode for an innovation, a row or a level that is not there."""
        for change in changes:
            match change:
                case Restate("", indicator):
                    claim = self._answered(self.own.get(indicator), change, "region")
                    self.own = {**self.own, indicator: claim}
                case Restate(innovation, indicator):
                    one = self.innovation(innovation)
                    claim = self._answered(one.claims.get(indicator), change, "innovation")
                    self.touched[innovation] = replace(one, claims={**one.claims, indicator: claim})
                case LeaveOut(innovation):
                    self.innovation(innovation)
                    self.touched[innovation] = None
                case Reject(innovation, rejected):
                    self.touched[innovation] = replace(self.innovation(innovation), rejected=rejected)
                case Include(one):
                    if self.found(one.id) is not None:
                        raise UnknownCode(f"there is an innovation {one.id} already")
                    self.touched[one.id] = one

    def found(self, code: str) -> InnovationClaims | None:
        """The innovation as it is after the changes so far; None when there is none."""
        return self.touched[code] if code in self.touched else self.known.get(code)

    def innovation(self, code: str) -> InnovationClaims:
        """The same. Raises UnknownCode."""
        one = self.found(code)
        if one is None:
            raise UnknownCode(f"no innovation {code} to change")
        return one

    def _answered(self, claim: Claim | None, change: Restate, of: str) -> Claim:
        row = row_of(self.rulebook, change.indicator, of)
        before = claim or Claim(0, evidence=True)
        level = before.level if change.level is None else change.level
        if not 0 <= level <= (len(row.levels) or self.rulebook.levels):
            raise UnknownCode(f"{row.code} has no level {level}")
        facts = before.facts if level == before.level else None
        evidence = before.evidence if change.evidence is None else change.evidence
        return Claim(level, evidence, facts, before.mark)


def row_of(rulebook: Rulebook, code: str, of: str) -> Indicator:
    """A row that a region or an innovation answers by a level. Raises UnknownCode."""
    row = rulebook.indicator(code)
    used = {part.set for part in rulebook.parts}
    if row.set not in used or rulebook.sets[row.set].of != of or not row.is_answered or row.is_marked:
        raise UnknownCode(f"{code} is no row that the {of} answers")
    return row
