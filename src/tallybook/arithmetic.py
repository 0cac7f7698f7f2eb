"""The index as data: parts, how they make the index, predicates. How they are computed is in `kinds`."""

from dataclasses import dataclass
from fractions import Fraction

from tallybook.indicators import Stated
from tallybook.language import either
from tallybook.numbers import for_people


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Stated):
    """At least `at_least` of the affairs must be served by some innovation of the region."""

    kind: str
    affairs: tuple[str, ...]
    at_least: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Stated):
    """One addend of the total. `maximum` in points; None when open or unset, `is_open` says which."""

    code: str
    label: str
    label_en: str = ""
    kind: str
    set: str = ""
    maximum: Fraction | None = None
    is_open: bool = False
    minimum_divisor: int | None = None
    points_each: Fraction | None = None
    cap: int | None = None
    requires: Coverage | None = None

    @property
    def words(self) -> str:
        """The label in the language in use."""
        return either(self.label, self.label_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRule(Stated):
    """How the total becomes the index: "share-of-maximum", "sum", or "none" (an award without an index)."""

    kind: str
    maximum: Fraction | None = None
    scale: Fraction | None = None
    decimals: int = 2
    rounding: str = "half-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate(Stated):
    """A named band of the rounded index, both ends inside. `certificate`: regions in it receive one."""

    code: str
    label: str
    label_en: str = ""
    from_: Fraction | None = None
    to: Fraction | None = None
    certificate: bool
    unset: str = ""

    @property
    def words(self) -> str:
        """The label in the language in use."""
        return either(self.label, self.label_en)

    @property
    def span(self) -> str:
        """ "65.01–100.00"; empty while unset."""
        if self.from_ is None:
            return ""
        low = for_people(self.from_, 2)
        return f"{low}–{for_people(self.to, 2)}" if self.to is not None else f"≥ {low}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingRule(Stated):
    """Equal results share a place (1, 2, 2, 4); the key is never rounded."""

    ties: str
    key: str
    order: str
