"""Facts in words: for comparing two answers, for reading, and for saying what is wrong with them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from piagam.entries.numbers import as_typed
from tallybook import FactField, FactsError, Indicator, Rulebook


def in_words(indicator: Indicator, facts: Mapping[str, Any] | None) -> str:
    """Each fact with its label and the chosen option's words, as one line; says so when there are none."""
    if not facts:
        return _("Belum dijawab")
    return "; ".join(f"{label}: {value}" for label, value in stated(indicator, facts))


def stated(indicator: Indicator, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each stated fact with its label, in the order of the form."""
    asked = [field for field in indicator.answer.fields() if applies(field, facts) and field.name in facts]
    return [(field.label, value_in_words(field, facts[field.name])) for field in asked]


def profile_in_words(rulebook: Rulebook, profile: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The fields of a profile that hold something people can read, with the words of what was chosen."""
    affairs = {affair.code: affair.words for affair in rulebook.affairs}
    found = []
    for field in rulebook.profile:
        value = profile.get(field.code)
        words = affairs if field.options_from == "affairs" else {one.code: one.words for one in field.options}
        if isinstance(value, list):
            text = ", ".join(words.get(str(code), str(code)) for code in value)
        elif isinstance(value, dict):
            text = str(value.get("name") or value.get("link") or "")
        else:
            text = "" if value in (None, "") else words.get(str(value), str(value))
        if text:
            found.append((field.words, text))
    return found


def value_in_words(field: FactField, value: Any) -> str:
    """One fact as people read it."""
    options = {option.code: option.words for option in field.options}
    if isinstance(value, list):
        return ", ".join(options.get(str(code), str(code)) for code in value)
    return options.get(str(value)) or f"{as_typed(value)} {field.unit}".rstrip()


def applies(field: FactField, facts: Mapping[str, Any]) -> bool:
    """Is the fact asked for, given what was chosen before it?"""
    return field.shown_when is None or facts.get(field.shown_when[0]) == field.shown_when[1]


def problems_in(indicator: Indicator, facts: Mapping[str, Any], error: FactsError) -> list[str]:
    """Why no level follows, each sentence with the label of its fact."""
    labels = {field.name: field.label for field in indicator.answer.fields() if applies(field, facts)}
    return [
        f"{labels[problem.fact]}: {problem.sentence}" if problem.fact in labels else problem.sentence
        for problem in error.problems
    ]
