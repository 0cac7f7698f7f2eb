"""Answers that nobody gives: computed ones, and rows whose levels are not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from tallybook.answers.asking import Answer, Derived, FactField, refuse


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
