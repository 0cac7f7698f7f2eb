"""The shapes a value in a rulebook may have. Each reads a TOML value and can say itself as JSON Schema.

Nothing is repaired and nothing is guessed: a value that does not fit is a problem, and `BROKEN` stands for it.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Any

from tallybook.numbers import DECIMAL, read_decimal
from tallybook.read.findings import Spot

Schema = dict[str, Any]
BROKEN: Any = object()
YEAR_BACK = re.compile(r"T-[0-9]")
CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class Shape(ABC):
    """A kind of value."""

    can_be_unset = False

    @abstractmethod
    def read(self, value: object, spot: Spot) -> Any:
        """The value as the model keeps it, or BROKEN after a problem was reported."""

    @abstractmethod
    def schema(self) -> Schema:
        """The same as JSON Schema."""


def wrong(spot: Spot, wanted: str, value: object) -> Any:
    """Reports a value of the wrong kind."""
    if isinstance(value, float):
        spot.problem(f'{value} is a float, which is not exact; write {wanted}, in quotation marks ("0.75")')
    else:
        spot.problem(f"must be {wanted}, not {_shown(value)}")
    return BROKEN


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


@dataclass(frozen=True)
class Text(Shape):
    """Words for people. Blank text is refused."""

    def read(self, value: object, spot: Spot) -> Any:
        return value if isinstance(value, str) and value.strip() else wrong(spot, "text", value)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class Code(Shape):
    """A short name for machines: small letters, digits, hyphens."""

    def read(self, value: object, spot: Spot) -> Any:
        fine = isinstance(value, str) and CODE.fullmatch(value)
        return value if fine else wrong(spot, "a code of small letters, digits and hyphens", value)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{CODE.pattern}$"}


@dataclass(frozen=True)
class OneOf(Shape):
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: object, spot: Spot) -> Any:
        return value if value in self.words else wrong(spot, "one of " + ", ".join(self.words), value)

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Number(Shape):
    """An exact decimal number, written as text. `words` are texts allowed instead, such as "open"."""

    words: tuple[str, ...] = ()
    can_be_unset = True

    def read(self, value: object, spot: Spot) -> Any:
        if isinstance(value, str) and value in self.words:
            return value
        number = read_decimal(value) if isinstance(value, str) else None
        return wrong(spot, 'a decimal number as text, such as "0.75"', value) if number is None else number

    def schema(self) -> Schema:
        exact: Schema = {"type": "string", "pattern": f"^{DECIMAL.pattern}$"}
        return {"anyOf": [exact, {"enum": list(self.words)}]} if self.words else exact


@dataclass(frozen=True)
class Count(Shape):
    """A whole number, written as TOML integer. `unset` says whether the sources may leave it open."""

    least: int = 0
    unset: bool = True

    @property
    def can_be_unset(self) -> bool:  # type: ignore[override]
        return self.unset

    def read(self, value: object, spot: Spot) -> Any:
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value < 10**18:
            return wrong(spot, f"a whole number from {self.least} up, without quotation marks", value)
        return value

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least}


@dataclass(frozen=True)
class Flag(Shape):
    """true or false."""

    def read(self, value: object, spot: Spot) -> Any:
        return value if isinstance(value, bool) else wrong(spot, "true or false", value)

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Day(Shape):
    """A date as text: "2026-06-22"."""

    can_be_unset = True

    def read(self, value: object, spot: Spot) -> Any:
        try:
            if isinstance(value, str) and len(value) == 10:
                return date.fromisoformat(value)
        except ValueError:
            pass
        return wrong(spot, 'a date as text, such as "2026-06-22"', value)

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class YearBack(Shape):
    """A year counted back from the edition's: "T-0" is its own, "T-1" the one before. Kept as the number."""

    def read(self, value: object, spot: Spot) -> Any:
        if isinstance(value, str) and YEAR_BACK.fullmatch(value):
            return int(value[2:])
        return wrong(spot, 'a year such as "T-1"', value)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{YEAR_BACK.pattern}$"}
