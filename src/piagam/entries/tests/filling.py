"""How a test fills in a row: facts that reach the highest level, and the form data an officer would send."""

from fractions import Fraction
from typing import Any

from piagam.entries.numbers import as_typed
from tallybook import Indicator
from tallybook.answers import Answer, Band, Choice, Combination, Count, Elements
from tallybook.answers.branching import Branching
from tallybook.numbers import shortest


def best_facts(answer: Answer, branch: str = "") -> dict[str, Any]:
    """Facts that reach the highest level; of one branch where the answer branches."""
    match answer:
        case Choice():
            return {"choice": max(answer.options, key=lambda option: option.level or 0).code}
        case Count():
            return {answer.fact: int(edge(answer))}
        case Band():
            return {name: shortest(value) for name, value in values(answer.value, edge(answer)).items()}
        case Elements():
            return {answer.fact: [option.code for option in answer.options]}
        case Combination():
            best = max(answer.reaches, key=lambda reach: reach.level)
            return {answer.fact: list(best.any_of[0])}
        case Branching():
            chosen = next(one for one in answer.branches if one.code == branch or not branch)
            return {answer.key: chosen.code, **best_facts(chosen.answer)}
    return {}  # a basis that fixes the level by itself


def edge(answer: Count | Band) -> Fraction:
    """The nearer end of the best tier."""
    best = answer.tiers[-1]
    found = best.low if best.low is not None else best.high
    assert found is not None
    return found


def values(kind: str, wanted: Fraction) -> dict[str, Fraction]:
    """Facts from which the wanted value is computed."""
    hundred = Fraction(100)
    return {
        "given": {"value": wanted},
        "growth": {"t1": hundred, "t2": hundred + wanted},
        "saving": {"t1": hundred, "t2": hundred - wanted},
        "difference": {"t1": Fraction(1), "t2": 1 + wanted},
        "drop": {"t1": 1 + wanted, "t2": Fraction(1)},
        "share": {"part": wanted, "whole": hundred},
    }[kind]


def form_data(indicator: Indicator, facts: dict[str, Any], *, version: int = 0) -> dict[str, Any]:
    """Facts as the row's form sends them, numbers typed with a decimal comma."""
    data: dict[str, Any] = {"version": version}
    for field in indicator.answer.fields():
        if field.name not in facts:
            continue
        if field.shown_when and facts.get(field.shown_when[0]) != field.shown_when[1]:
            continue
        name = f"{field.shown_when[1]}-{field.name}" if field.shown_when else field.name
        value = facts[field.name]
        data[name] = value if isinstance(value, list) or field.kind == "choice" else as_typed(value)
    return data
