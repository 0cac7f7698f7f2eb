"""What every kind of answer can do: say which facts it asks for, and derive the level from them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from tallybook.errors import FactProblem, FactsError
from tallybook.language import either, say
from tallybook.levels import Level, named
from tallybook.numbers import read_fact

FieldKind = Literal["integer", "decimal", "choice", "multi_choice", "mark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to choose. `level` is what it leads to, where the choice alone decides."""

    code: str
    label: str
    label_en: str = ""
    level: int | None = None
    note: str = ""

    @property
    def words(self) -> str:
        """The label in the language in use."""
        return either(self.label, self.label_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactField:
    """One input of a form. `shown_when` = (name, code): only when that choice was made before it."""

    name: str
    label: str
    kind: FieldKind
    unit: str = ""
    options: tuple[Option, ...] = ()
    shown_when: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A level that follows from facts, the sentence that says how, and the computed value if there is one."""

    level: int
    sentence: str
    value: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(ABC):
    """Facts in, level out. `levels` are the indicator's, so that sentences can quote them."""

    kind: ClassVar[str]
    levels: tuple[Level, ...] = ()

    @abstractmethod
    def fields(self) -> tuple[FactField, ...]:
        """The inputs of a form, in order."""

    @abstractmethod
    def derive(self, facts: Mapping[str, object]) -> Derived:
        """The level that follows from the facts. Raises FactsError with every problem."""

    @property
    def top(self) -> int:
        """The highest level."""
        return max((one.level for one in self.levels), default=0)

    def next_level(self, level: int) -> str:
        """What the next level needs, in a sentence; empty at the top."""
        return named(self.levels, level + 1) if level < self.top else ""


def only(facts: Mapping[str, object], names: tuple[str, ...]) -> None:
    """Refuses facts that the rule does not ask for, and says which asked ones are missing. Raises FactsError."""
    problems = [
        FactProblem(str(name), say("Fakta ini tidak diminta.", "This fact is not asked for."))
        for name in facts
        if name not in names
    ]
    problems += [FactProblem(name, say("Belum diisi.", "Missing.")) for name in names if name not in facts]
    if problems:
        raise FactsError(problems)


def refuse(fact: str, indonesian: str, english: str) -> FactsError:
    """A FactsError with one problem."""
    return FactsError([FactProblem(fact, say(indonesian, english))])


def whole(facts: Mapping[str, object], name: str) -> int:
    """A stated count: a whole number that is not negative. Raises FactsError."""
    value = facts[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise refuse(name, "Harus bilangan bulat.", "Must be a whole number.")
    if value < 0:
        raise refuse(name, "Tidak boleh negatif.", "Must not be negative.")
    if value >= 10**18:
        raise refuse(name, "Terlalu besar.", "Too large.")
    return value


def decimal(facts: Mapping[str, object], name: str) -> Fraction:
    """A stated measured value, exact. Raises FactsError."""
    value = read_fact(facts[name])
    if value is None:
        raise refuse(
            name,
            'Harus bilangan, misalnya 12 atau "12.5" (paling banyak 18 angka dan 12 desimal).',
            'Must be a number such as 12 or "12.5" (at most 18 digits and 12 decimals).',
        )
    return value


def chosen(facts: Mapping[str, object], name: str, options: tuple[Option, ...]) -> Option:
    """The chosen option. Raises FactsError when the code is none of them."""
    found = next((one for one in options if one.code == facts[name]), None)
    if found is None:
        codes = ", ".join(one.code for one in options)
        raise refuse(name, f"Pilih salah satu: {codes}.", f"Choose one of: {codes}.")
    return found


def ticked(facts: Mapping[str, object], name: str, options: tuple[Option, ...]) -> frozenset[str]:
    """The ticked codes. Raises FactsError for an unknown one, one given twice, or no list at all."""
    given = facts[name]
    if not isinstance(given, (list, tuple)):
        raise refuse(name, "Harus berupa daftar.", "Must be a list.")
    codes = {one.code for one in options}
    problems, seen = [], set()
    for one in given:
        if not isinstance(one, str) or one not in codes:
            problems.append(FactProblem(name, say(f"Tidak dikenal: {one!r}.", f"Unknown: {one!r}.")))
        elif one in seen:
            problems.append(FactProblem(name, say(f"Disebut dua kali: {one}.", f"Given twice: {one}.")))
        else:
            seen.add(one)
    if problems:
        raise FactsError(problems)
    return frozenset(seen)
