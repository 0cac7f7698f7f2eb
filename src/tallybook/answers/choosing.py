"""Answers that are a choice: one option, several ticked ones, a set of years."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from tallybook.answers.asking import Answer, Derived, FactField, Option, chosen, only, ticked
from tallybook.answers.tiers import Tier, level_at
from tallybook.language import either, say
from tallybook.levels import stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Answer):
    """One of the listed options; facts {"choice": code}."""

    kind: ClassVar[str] = "choice"
    options: tuple[Option, ...]

    def fields(self) -> tuple[FactField, ...]:
        label = say("Pilih yang sesuai", "Choose what applies")
        return (FactField(name="choice", label=label, kind="choice", options=self.options),)

    def derive(self, facts: Mapping[str, object]) -> Derived:
        only(facts, ("choice",))
        option = chosen(facts, "choice", self.options)
        assert option.level is not None
        return Derived(option.level, f"{option.words} → {say('tingkat', 'level')} {option.level}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Elements(Answer):
    """How many of the listed elements are there; facts {fact: [codes]}."""

    kind: ClassVar[str] = "elements"
    fact: str
    label: str
    label_en: str = ""
    options: tuple[Option, ...]
    tiers: tuple[Tier, ...]
    beyond: str = ""

    def fields(self) -> tuple[FactField, ...]:
        return (
            FactField(
                name=self.fact,
                label=either(self.label, self.label_en),
                kind="multi_choice",
                options=self.options,
            ),
        )

    def derive(self, facts: Mapping[str, object]) -> Derived:
        only(facts, (self.fact,))
        count = len(ticked(facts, self.fact, self.options))
        level = level_at(self.tiers, Fraction(count))
        level = self.top if level is None else level
        of = say("dari", "of")
        text = f"{count} {of} {len(self.options)} → {stated(self.levels, level)}"
        return Derived(level, text, Fraction(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The level that any of the sets reaches when it is ticked completely."""

    level: int
    any_of: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination(Answer):
    """Which of the listed things are there together; the highest level one of whose sets is ticked."""

    kind: ClassVar[str] = "combination"
    fact: str
    label: str
    label_en: str = ""
    options: tuple[Option, ...]
    reaches: tuple[Reach, ...]

    def fields(self) -> tuple[FactField, ...]:
        return (
            FactField(
                name=self.fact,
                label=either(self.label, self.label_en),
                kind="multi_choice",
                options=self.options,
            ),
        )

    def derive(self, facts: Mapping[str, object]) -> Derived:
        only(facts, (self.fact,))
        there = ticked(facts, self.fact, self.options)
        reached = [one.level for one in self.reaches if any(there.issuperset(each) for each in one.any_of)]
        level = max(reached, default=0)
        names = ", ".join(one.words for one in self.options if one.code in there) or say("tidak ada", "none")
        return Derived(level, f"{names} → {stated(self.levels, level)}")
