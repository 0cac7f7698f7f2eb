"""Answers that are a number: a count, a value computed from facts, a juror's mark."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from tallybook.answers.asking import Answer, Derived, FactField, decimal, only, refuse, whole
from tallybook.answers.tiers import Tier, level_at
from tallybook.answers.values import VALUE_KINDS, compute
from tallybook.language import either, say
from tallybook.levels import text_of
from tallybook.numbers import for_people, round_half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiered(Answer):
    """A number of whatever origin, and the tier it falls into. Lower in the list is worse."""

    tiers: tuple[Tier, ...]
    unit: str
    decimals: int = 0
    beyond: str = ""  # "best-level" or "refuse": what holds beyond a best tier that is bounded

    def placed(self, value: Fraction, fact: str) -> Derived:
        """The level of a value that is already rounded as stated."""
        level = level_at(self.tiers, value)
        if level is None and self.beyond == "best-level":
            level = self.tiers[-1].level
        shown = for_people(value, self.decimals) + ("%" if self.unit == "%" else f" {self.unit}".rstrip())
        if level is None:
            raise refuse(
                fact,
                f"{shown} di luar rentang tertinggi yang diatur pedoman.",
                f"{shown} lies beyond the best range that the rulebook states.",
            )
        if not level:
            text = say("di bawah rentang tingkat 1", "short of the range of level 1")
            return Derived(0, f"{shown} → {say('tingkat', 'level')} 0: {text}", value)
        tier = next(one for one in self.tiers if one.level == level)
        word, reached = say("tingkat", "level"), tier.words(self.unit, self.decimals)
        return Derived(level, f"{shown} → {word} {level}: {reached}", value)

    def next_level(self, level: int) -> str:
        tier = next((one for one in self.tiers if one.level == level + 1), None)
        if tier is None:
            return ""
        word = say("Tingkat", "Level")
        reach = tier.words(self.unit, self.decimals)
        text = text_of(self.levels, level + 1) if self.levels else ""
        return f"{word} {level + 1}: {reach}" + (f" ({text})" if text and text != reach else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Tiered):
    """How many; facts {fact: whole number}. Unit: what is counted."""

    kind: ClassVar[str] = "count"
    fact: str
    label: str
    label_en: str = ""

    def fields(self) -> tuple[FactField, ...]:
        label = either(self.label, self.label_en)
        return (FactField(name=self.fact, label=label, kind="integer", unit=self.unit),)

    def derive(self, facts: Mapping[str, object]) -> Derived:
        only(facts, (self.fact,))
        return self.placed(Fraction(whole(facts, self.fact)), self.fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(Tiered):
    """A value computed from facts, rounded half up to the stated decimals, then banded."""

    kind: ClassVar[str] = "band"
    value: str
    labels: Mapping[str, str] = field(default_factory=dict)
    labels_en: Mapping[str, str] = field(default_factory=dict)

    def fields(self) -> tuple[FactField, ...]:
        rule = VALUE_KINDS[self.value]
        texts = {**self.labels, **self.labels_en} if say("id", "en") == "en" else self.labels
        units = dict.fromkeys(rule.facts, self.unit if rule.keeps_unit else "")
        return tuple(
            FactField(name=name, label=texts.get(name) or rule.label(name), kind="decimal", unit=units[name])
            for name in rule.facts
        )

    def derive(self, facts: Mapping[str, object]) -> Derived:
        names = VALUE_KINDS[self.value].facts
        only(facts, names)
        exact = compute(self.value, {name: decimal(facts, name) for name in names})
        rounded = Fraction(round_half_up(exact, self.decimals), 10**self.decimals)
        return self.placed(rounded, names[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Answer):
    """A juror's mark within a scale; it carries no level, its share of the scale is weighed."""

    kind: ClassVar[str] = "mark"
    low: Fraction
    high: Fraction

    def fields(self) -> tuple[FactField, ...]:
        span = f"{for_people(self.low)} {say('s.d.', 'to')} {for_people(self.high)}"
        return (FactField(name="mark", label=f"{say('Nilai', 'Mark')} ({span})", kind="mark"),)

    def derive(self, facts: Mapping[str, object]) -> Derived:
        only(facts, ("mark",))
        mark = decimal(facts, "mark")
        if not self.low <= mark <= self.high:
            low, high = for_people(self.low), for_people(self.high)
            raise refuse("mark", f"Nilai harus {low} s.d. {high}.", f"The mark must be {low} to {high}.")
        return Derived(0, f"{say('Nilai', 'Mark')} {for_people(mark)}", mark)
