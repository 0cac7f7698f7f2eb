"""Tables: named keys, each with its shape. Here unknown keys, missing ones, and unset numbers are found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from tallybook.read.containers import TEXTS, Key, Keys, ListOf, optional
from tallybook.read.findings import Spot
from tallybook.read.shape import BROKEN, Code, OneOf, Schema, Shape, Text, wrong

CERTAINTIES = ("official", "secondary", "inferred")


class Row(dict[str, Any]):
    """A table as read: model field → value. `broken`: something is missing or wrong, so nothing can be built."""

    def __init__(self, spot: Spot) -> None:
        super().__init__()
        self.spot = spot
        self.broken = False
        self.why_unset = ""

    def only(self, *names: str) -> dict[str, Any]:
        """Some of the fields."""
        return {name: self[name] for name in names if name in self}

    def without(self, *names: str) -> dict[str, Any]:
        """All but some of the fields."""
        return {name: value for name, value in self.items() if name not in names}


@dataclass(frozen=True)
class Table(Shape):
    """`stated`: it states a rule, so it must name its source and how sure that is."""

    keys: Keys
    stated: bool = False
    may_be_unset: bool = True
    is_file: bool = False

    @property
    def all_keys(self) -> dict[str, Key]:
        """Its keys and those that every table has."""
        if self.is_file:
            return dict(self.keys)
        basis = {
            "source": Key(ListOf(Text(), least=1), self.stated, ()),
            "certainty": Key(OneOf(CERTAINTIES), self.stated, ""),
            "to_confirm": optional(Text(), ""),
            "note": optional(Text(), ""),
        }
        return {**self.keys, **basis}

    def read(self, value: object, spot: Spot) -> Any:
        if not isinstance(value, dict):
            return wrong(spot, "a table", value)
        row, keys = Row(spot), self.all_keys
        row.why_unset = self._why(value, spot)
        for name in value:
            if name not in keys and not (name == "unset" and self.may_be_unset):
                (spot / name).problem("unknown key" + _meant(name, keys))
                row.broken = True
        for name, key in keys.items():
            self._one(row, name, key, value, spot / name)
        self._idle_unset(row, value, spot)
        for identity in row.get("source") or () if not self.is_file else ():
            spot.findings.named_sources.append((spot, identity))
        return row

    def _idle_unset(self, row: Row, value: dict[str, Any], spot: Spot) -> None:
        """Reports an `unset` that covers nothing, because every number of the table is there."""
        open_keys = [name for name, key in self.keys.items() if key.required and key.shape.can_be_unset]
        if row.why_unset and open_keys and all(name in value for name in open_keys):
            (spot / "unset").problem("nothing of this table is missing: " + ", ".join(open_keys))

    def _why(self, value: dict[str, Any], spot: Spot) -> str:
        why = value.get("unset", "")
        if why and not isinstance(why, str):
            wrong(spot / "unset", "a text that says why", why)
            return "?"
        return str(why)

    def _one(self, row: Row, name: str, key: Key, value: dict[str, Any], spot: Spot) -> None:
        into, given = key.into or name, value.get(name, BROKEN)
        if given is BROKEN and not key.required:
            row[into] = key.absent
        elif given is BROKEN and key.shape.can_be_unset and row.why_unset:
            spot.unset(row.why_unset)
            row[into] = None
        elif given is BROKEN:
            hint = '; if the sources do not give it, write unset = "why"' if key.shape.can_be_unset else ""
            spot.problem(f"missing{hint}")
            row.broken = True
        elif isinstance(given, dict) and set(given) == {"unset"} and key.shape.can_be_unset:
            spot.unset(Text().read(given["unset"], spot / "unset"))
            row[into] = None
        else:
            found = key.shape.read(given, spot)
            if found is BROKEN or (not self.is_file and _has_a_broken_row(found)):
                row.broken = True
            if found is not BROKEN:
                row[into] = found

    def schema(self) -> Schema:
        properties: Schema = {}
        for name, key in self.all_keys.items():
            said = key.shape.schema()
            if key.shape.can_be_unset:
                why = {"type": "object", "properties": {"unset": {"type": "string"}}, "required": ["unset"]}
                said = {"anyOf": [said, {**why, "additionalProperties": False}]}
            properties[name] = said
        if self.may_be_unset:
            properties["unset"] = {
                "type": "string",
                "description": "why the missing numbers of this table are unknown",
            }
        needed = [name for name, key in self.all_keys.items() if key.required and not key.shape.can_be_unset]
        return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _has_a_broken_row(found: object) -> bool:
    """Is it a broken table, or a list with one?"""
    rows = found if isinstance(found, tuple) else (found,)
    return any(isinstance(one, Row) and one.broken for one in rows)


def _meant(name: str, keys: Iterable[str]) -> str:
    close = get_close_matches(name, list(keys), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def unique(rows: Iterable[Row], name: str = "code") -> None:
    """Reports a code that stands twice."""
    seen: set[object] = set()
    for row in rows:
        if name in row and row[name] in seen:
            (row.spot / name).problem(f"{row[name]!r} stands twice")
        seen.add(row.get(name))


def whole_rows(rows: Sequence[Row] | None) -> list[Row]:
    """The rows from which something can be built."""
    return [row for row in rows or () if not row.broken]


def labelled(**more: Key) -> dict[str, Key]:
    """Code and label, and more keys."""
    return {"code": Key(Code()), "label": Key(Text()), "label_en": optional(Text(), ""), **more}


__all__ = ["TEXTS", "Row", "Table", "labelled", "unique", "whole_rows"]
