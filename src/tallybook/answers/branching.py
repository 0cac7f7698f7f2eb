"""Answers that first ask which rule applies: one of several bases, or the reading by kind of innovation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from tallybook.answers.asking import Answer, Derived, FactField, Option, chosen, only
from tallybook.language import either, say
from tallybook.levels import text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A base or a reading: its own rule."""

    code: str
    label: str
    label_en: str = ""
    answer: Answer
    note: str = ""

    @property
    def words(self) -> str:
        """The label in the language in use."""
        return either(self.label, self.label_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branching(Answer):
    """Facts {key: code, …the facts of that branch beside it}."""

    key: str
    label: str
    label_en: str = ""
    branches: tuple[Branch, ...]

    def fields(self) -> tuple[FactField, ...]:
        options = tuple(
            Option(code=one.code, label=one.label, label_en=one.label_en) for one in self.branches
        )
        found = [
            FactField(name=self.key, label=either(self.label, self.label_en), kind="choice", options=options)
        ]
        for branch in self.branches:
            found += [replace(one, shown_when=(self.key, branch.code)) for one in branch.answer.fields()]
        return tuple(found)

    def derive(self, facts: Mapping[str, object]) -> Derived:
        if self.key not in facts:
            only({}, (self.key,))
        options = tuple(Option(code=one.code, label=one.label) for one in self.branches)
        code = chosen(facts, self.key, options).code
        branch = next(one for one in self.branches if one.code == code)
        rest = {name: value for name, value in facts.items() if name != self.key}
        found = branch.answer.derive(rest)
        return replace(found, sentence=f"{branch.words}: {found.sentence}")

    def next_level(self, level: int) -> str:
        if level >= self.top:
            return ""
        head = f"{say('Tingkat', 'Level')} {level + 1}"
        steps = [(one.words, _tail(one.answer.next_level(level))) for one in self.branches]
        said = "; ".join(f"{words}: {step}" for words, step in steps if step)
        return f"{head}: {text_of(self.levels, level + 1)} ({said})"


def _tail(sentence: str) -> str:
    """A branch's step without its "Tingkat 2: " at the front."""
    return sentence.partition(": ")[2] or sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(Branching):
    """Choose one of n measuring bases."""

    kind: ClassVar[str] = "one-of"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByKind(Branching):
    """The reading follows a field of the innovation's profile."""

    kind: ClassVar[str] = "by-kind"
    follows: str = ""
