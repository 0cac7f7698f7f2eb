"""Answers without facts: settled by the choice of a base, computed, or of rows whose levels are not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from tallybook.answers.asking import Answer, Derived, FactField, only, refuse
from tallybook.language import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed(Answer):
    """Inside a base of one-of: choosing the base settles the level, no facts beside it."""

    kind: ClassVar[str] = "fixed"
    level: int

    def fields(self) -> tuple[FactField, ...]:
        return ()

    def derive(self, facts: Mapping[str, object]) -> Derived:
        only(facts, ())
        return Derived(self.level, f"{say('tingkat', 'level')} {self.level}")

    def next_level(self, level: int) -> str:
        return f"{say('Tingkat', 'Level')} {self.level}: ✓" if level + 1 == self.level else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic(Answer):
    """Computed by the index; takes no claim."""

    kind: ClassVar[str] = "automatic"
    computed_by: str = ""

    def fields(self) -> tuple[FactField, ...]:
        return ()

    def derive(self, facts: Mapping[str, object]) -> Derived:
        raise refuse("", "Indikator ini dihitung otomatis.", "This indicator is computed; it takes no facts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Answer):
    """The sources give no levels for this row. A bare level may be kept; nothing is computed from it."""

    kind: ClassVar[str] = "unknown"
    unset: str = ""

    def fields(self) -> tuple[FactField, ...]:
        return ()

    def derive(self, facts: Mapping[str, object]) -> Derived:
        raise refuse(
            "",
            f"Tingkat indikator ini belum diketahui: {self.unset}",
            f"The levels of this indicator are not known: {self.unset}",
        )
