"""What a filled-in form asks for: what would be made, changed and left as it is, and what is wrong with it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from piagam.entries.models import Entry, Report
from piagam.innovations.models import Innovation
from piagam.regions.models import Department
from tallybook import Indicator

Holder = (
    Entry | Report | Innovation | int
)  # an innovation that is not entered yet; the row of one that is made here


@dataclass(frozen=True)
class Problem:
    """A mistake: where it stands, what is wrong, what is expected."""

    sheet: str
    row: int
    column: str
    wrong: str
    expected: str = ""


@dataclass(frozen=True)
class Field:
    """A field before and after, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Made:
    """An innovation that would be written into the bank."""

    row: int
    title: str
    department: Department
    values: Mapping[str, Any]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Changed:
    """An innovation of the bank whose fields would change."""

    row: int
    innovation: Innovation
    values: Mapping[str, Any]
    versions: Mapping[str, int]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Answered:
    """A row that would be answered, changed or emptied."""

    row: int
    holder: Holder
    title: str
    indicator: Indicator
    facts: Mapping[str, Any]
    level: int | None
    version: int
    old: str
    new: str
    becomes: int | None  # the level that follows


@dataclass
class Plan:
    """Everything a form asks for, in its order."""

    made: list[Made] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    same_innovations: int = 0
    same_rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)  # kept, but not what the rules ask for
    unknown: list[str] = field(default_factory=list)  # headings that nobody knows
    spoiled: set[str] = field(default_factory=set)  # names of new innovations whose own row is wrong

    @property
    def entered(self) -> list[str]:
        """The innovations that would be entered in the edition, by name."""
        fresh = [one for one in self.answered if isinstance(one.holder, Innovation | int)]
        return list(dict.fromkeys(one.title for one in fresh))

    @property
    def is_empty(self) -> bool:
        return not (self.made or self.changed or self.answered)

    def as_json(self) -> dict[str, Any]:
        """As the preview shows it and the import keeps it."""
        return {
            "made": [
                {"row": one.row, "title": one.title, "department": one.department.name, "fields": told(one.fields)}
                for one in self.made
            ],
            "changed": [
                {"row": one.row, "title": one.innovation.title, "pk": one.innovation.pk, "fields": told(one.fields)}
                for one in self.changed
            ],
            "answered": [
                {"row": one.row, "title": one.title, "label": f"{one.indicator.number}. {one.indicator.words}",
                 "old": one.old, "new": one.new, "level": one.becomes}
                for one in self.answered
            ],
            "entered": self.entered,
            "same_innovations": self.same_innovations,
            "same_rows": self.same_rows,
            "problems": [asdict(one) for one in self.problems],
            "notes": [asdict(one) for one in self.notes],
            "unknown": self.unknown,
        }  # fmt: skip

    @property
    def digest(self) -> str:
        """The same only while the form would do the same: what it writes, and upon what."""
        asked = [
            [[one.row, one.department.pk, one.values] for one in self.made],
            [[one.row, one.innovation.pk, one.values, one.versions] for one in self.changed],
            [[one.row, key_of(one.holder), one.indicator.code, one.facts, one.level, one.version]
             for one in self.answered],
            [asdict(one) for one in self.problems],
        ]  # fmt: skip
        text = json.dumps(asked, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def told(fields: tuple[Field, ...]) -> list[dict[str, str]]:
    return [asdict(one) for one in fields]


def key_of(holder: Holder) -> str:
    """A holder as the digest knows it; an entry and its innovation are told apart, since entering is a change."""
    return f"row {holder}" if isinstance(holder, int) else f"{holder._meta.label} {holder.pk}"
