"""The tree of questions: indicator sets, indicators, the evidence each asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tallybook.answers import Answer, Automatic, Mark
from tallybook.language import either
from tallybook.levels import Level
from tallybook.stated import Stated
from tallybook.validity import ValidityRule


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRule:
    """What proves a claim. `years` are relative to the edition: "T-1"; `per_event`: one set for each counted event.

    `signed_by`: "head" where the head of the region signs it. `valid`: of the rules of time, one must be met.
    """

    text: str = ""
    text_en: str = ""
    formats: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    window: str = ""
    window_en: str = ""
    per_event: bool = False
    highlight: bool = False
    signed_by: str = ""
    valid: tuple[ValidityRule, ...] = ()
    note: str = ""
    to_confirm: str = ""
    unset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Stated):
    """One question of the index. `weight` multiplies the level; None while unset or where none applies.

    `effort`: what an answer costs those who report, "low", "medium" or "high"; empty where nobody estimated it.
    """

    code: str
    number: str
    set: str
    variable: str
    label: str
    label_en: str
    definition: str
    definition_en: str
    weight: Fraction | None
    mandatory: bool
    levels: tuple[Level, ...]
    answer: Answer
    evidence: EvidenceRule | None
    as_published: tuple[str, ...]
    effort: str = ""

    @property
    def words(self) -> str:
        """The label in the language in use."""
        return either(self.label, self.label_en)

    @property
    def is_answered(self) -> bool:
        """Does anybody claim it? Computed rows take no claim."""
        return not isinstance(self.answer, Automatic)

    @property
    def is_marked(self) -> bool:
        """Is it a juror's criterion, which takes a mark and no level?"""
        return isinstance(self.answer, Mark)

    @property
    def maximum(self) -> Fraction | None:
        """The most points: weight × top level, or the weight of a criterion; None while unknown."""
        if self.weight is None or self.is_marked:
            return self.weight
        return self.levels[-1].points if self.levels else None

    def points(self, level: int) -> Fraction | None:
        """Points of a level, 0 for level 0; None while the weight or the level is unknown."""
        if self.weight is None or (level and level > len(self.levels)):
            return None
        return self.weight * level


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSet(Stated):
    """A set answered together. `of` says by whom: "region", "innovation" or "nominee"."""

    code: str
    label: str
    label_en: str
    of: str
    prefix: str
    published_maximum: Fraction | None
    indicators: tuple[Indicator, ...]

    @property
    def words(self) -> str:
        """The label in the language in use."""
        return either(self.label, self.label_en)

    @property
    def scored(self) -> Iterator[Indicator]:
        """The rows that carry points of their own."""
        return (one for one in self.indicators if one.is_answered)

    @property
    def maximum(self) -> Fraction | None:
        """The sum of the rows' maxima; None while one of them is unknown."""
        total = Fraction(0)
        for one in self.scored:
            if one.maximum is None:
                return None
            total += one.maximum
        return total


__all__ = ["EvidenceRule", "Indicator", "IndicatorSet", "Stated"]
