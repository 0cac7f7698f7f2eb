"""The marks that a written row carries, so that reading it back knows what its person changed and what others did."""

import re
from collections.abc import Mapping
from typing import Any

from piagam.entries.forms import FactsForm
from piagam.entries.models import Claim
from piagam.innovations.values import EMPTY, stamp_of
from tallybook import Indicator

PART = re.compile(r"([a-z0-9_-]+)=(\d+)")
OF_ROW = re.compile(r"(\d+)=(\d+)")


def mark_of_profile(values: Mapping[str, Any]) -> str:
    """Field by field the stamp of the value that was written."""
    return " ".join(f"{code}={mark_of(value)}" for code, value in values.items())


def mark_of(value: Any) -> int:
    """The stamp of a value; a list says the same in whatever order."""
    return stamp_of(sorted(map(str, value)) if isinstance(value, list) else value)


def read_profile_mark(text: str) -> dict[str, int]:
    """Field → the stamp of what was written; empty where the mark is gone."""
    return {code: int(stamp) for code, stamp in PART.findall(text)}


def shown_of(indicator: Indicator, claim: Claim | None) -> dict[str, Any]:
    """What the form of a row shows of its claim: input → value; empty ones left out."""
    if claim is None:
        return {}
    return shown_in(FactsForm(indicator, facts=claim.facts, level=claim.level, version=claim.version))


def shown_in(form: FactsForm) -> dict[str, Any]:
    """The values a form begins with, in one order."""
    given = {name: value for name, value in form.initial.items() if name != "version" and value not in EMPTY}
    return {name: sorted(value) if isinstance(value, list) else str(value) for name, value in given.items()}


def mark_of_row(indicator: Indicator, claim: Claim | None) -> str:
    """The claim's version, and the stamp of what was written."""
    return f"{claim.version if claim else 0}={stamp_of(shown_of(indicator, claim))}"


def read_row_mark(text: str) -> tuple[int, int] | None:
    """Version and stamp; None where the mark is gone."""
    match = OF_ROW.fullmatch(text.strip())
    return (int(match[1]), int(match[2])) if match else None
