"""Two rulebooks compared, in sentences: what was added, what went, what changed from what to what."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from tallybook.answers import Answer, Choice, Combination
from tallybook.answers.branching import Branching
from tallybook.arithmetic import Coverage
from tallybook.diff_words import (
    CALENDAR,
    CATEGORY,
    CLAIMS,
    EDITION,
    ELIGIBILITY,
    EVIDENCE,
    FIELD,
    INDEX,
    INDICATOR,
    NAMED,
    PART,
    PREDICATE,
    Words,
)
from tallybook.eligibility import day_in_words
from tallybook.indicators import Indicator
from tallybook.language import say
from tallybook.model import Rulebook
from tallybook.numbers import for_people


def diff_rulebooks(first: Rulebook, second: Rulebook) -> list[str]:
    """What differs, in sentences, in the order of the rulebook's files. Empty: the rules are the same."""
    found = list(_changes(say("Edisi", "Edition"), first, second, EDITION))
    found += _changes(say("Isian", "Claims"), first.claims, second.claims, CLAIMS)
    found += _changes(say("Kelayakan", "Eligibility"), first.eligibility, second.eligibility, ELIGIBILITY)
    for words, name, table in (
        (("Kalender", "Calendar"), "calendar", CALENDAR),
        (("Klaster", "Cluster"), "clusters", NAMED),
        (("Urusan", "Affair"), "affairs", {**NAMED, "basic": ("pelayanan dasar", "basic service")}),
        (("Isian profil", "Profile field"), "profile", FIELD),
        (("Indikator", "Indicator"), "indicators", INDICATOR),
        (("Bagian", "Part"), "parts", PART),
    ):
        found += _listed(say(*words), getattr(first, name), getattr(second, name), table)
    found += _changes(say("Indeks", "Index"), first.index, second.index, INDEX)
    found += _listed(say("Predikat", "Predicate"), first.predicates, second.predicates, PREDICATE)
    found += _listed(say("Kategori", "Category"), first.categories, second.categories, CATEGORY)
    return found


def _listed(what: str, first: Iterable[Any], second: Iterable[Any], words: Words) -> Iterator[str]:
    before, after = {one.code: one for one in first}, {one.code: one for one in second}
    for code, one in before.items():
        if code not in after:
            yield f"{what} {code} ({one.label}): {say('dihapus', 'removed')}."
    for code, one in after.items():
        name = f"{what} {code} ({one.label})"
        if code not in before:
            yield f"{name}: {say('baru', 'new')}."
            continue
        yield from _changes(name, before[code], one, words)
        if isinstance(one, Indicator):
            yield from _levels(name, before[code], one)
            yield from _changes(
                f"{name}: {say('bukti', 'evidence')}", before[code].evidence, one.evidence, EVIDENCE
            )


def _changes(what: str, first: object, second: object, words: Words) -> Iterator[str]:
    if first is None or second is None:
        if (first is None) != (second is None):
            yield f"{what}: {say('baru', 'new') if first is None else say('dihapus', 'removed')}."
        return
    for name, texts in words.items():
        before, after = getattr(first, name), getattr(second, name)
        if _said(before) != _said(after):
            yield f"{what}: {say(*texts)} {_said(before)} → {_said(after)}."


def _levels(name: str, first: Indicator, second: Indicator) -> Iterator[str]:
    if first.answer.kind != second.answer.kind:
        yield f"{name}: {say('jenis jawaban', 'kind of answer')} {first.answer.kind} → {second.answer.kind}."
    before, after = _steps(first), _steps(second)
    for level in range(1, max(len(before), len(after)) + 1):
        old = before[level - 1] if level <= len(before) else "-"
        new = after[level - 1] if level <= len(after) else "-"
        if old != new:
            yield f"{name}: {say('tingkat', 'level')} {level} “{old}” → “{new}”."


def _steps(row: Indicator) -> list[str]:
    """What each level asks for, as people read it."""
    return [_step(row.answer, level) or one.words for level, one in enumerate(row.levels, start=1)]


def _step(answer: Answer, level: int) -> str:
    sentence = answer.next_level(level - 1).partition(": ")[2]
    if isinstance(answer, Branching):
        return sentence
    if isinstance(answer, Choice):
        labels = [one.words for one in answer.options if one.level == level]
        return " / ".join(labels)
    if isinstance(answer, Combination):
        reach = next((one for one in answer.reaches if one.level == level), None)
        ways = " / ".join(" + ".join(each) for each in reach.any_of) if reach else ""
        return f"{sentence} ({ways})"
    return sentence


def _said(value: object) -> str:
    """A value in a sentence."""
    if value is None or value in {"", ()}:
        return say("belum ada", "not set")
    if isinstance(value, bool):
        return say("ya", "yes") if value else say("tidak", "no")
    if isinstance(value, Fraction):
        return for_people(value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Coverage):
        needed = for_people(Fraction(value.at_least)) if value.at_least is not None else "?"
        return say(f"sedikitnya {needed} dari {len(value.affairs)} urusan",
                   f"at least {needed} of {len(value.affairs)} affairs")  # fmt: skip
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(map(str, value))
    return str(value)
