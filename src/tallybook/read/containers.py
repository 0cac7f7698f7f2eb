"""Shapes that hold other shapes: lists, maps, and the keys of tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tallybook.read.findings import Spot
from tallybook.read.shape import BROKEN, Schema, Shape, Text, wrong


@dataclass(frozen=True)
class ListOf(Shape):
    """A list of one shape, read to a tuple without the broken elements."""

    each: Shape
    least: int = 0

    def read(self, value: object, spot: Spot) -> Any:
        if not isinstance(value, list):
            return wrong(spot, "a list", value)
        if len(value) < self.least:
            spot.problem(f"must have at least {self.least} element{'s' if self.least > 1 else ''}")
            return BROKEN
        found = [self.each.read(one, spot.item(number, one)) for number, one in enumerate(value, start=1)]
        return tuple(one for one in found if one is not BROKEN)

    def schema(self) -> Schema:
        return {
            "type": "array",
            "items": self.each.schema(),
            **({"minItems": self.least} if self.least else {}),
        }


@dataclass(frozen=True)
class MapOf(Shape):
    """Names of the writer's choice, each to one shape."""

    each: Shape
    names: tuple[str, ...] = ()

    def read(self, value: object, spot: Spot) -> Any:
        if not isinstance(value, dict):
            return wrong(spot, "a table", value)
        found = {}
        for name, one in value.items():
            if self.names and name not in self.names:
                (spot / name).problem("unknown key; known here: " + ", ".join(self.names))
                continue
            found[name] = self.each.read(one, spot / name)
        return {name: one for name, one in found.items() if one is not BROKEN}

    def schema(self) -> Schema:
        if self.names:
            properties = {name: self.each.schema() for name in self.names}
            return {"type": "object", "properties": properties, "additionalProperties": False}
        return {"type": "object", "additionalProperties": self.each.schema()}


@dataclass(frozen=True)
class Anything(Shape):
    """Left as it is: worked cases, which the runner of cases reads."""

    def read(self, value: object, spot: Spot) -> Any:
        return value

    def schema(self) -> Schema:
        return {}


@dataclass(frozen=True)
class Either(Shape):
    """The first shape for texts and booleans, the second for tables and lists."""

    plain: Shape
    nested: Shape

    def read(self, value: object, spot: Spot) -> Any:
        return (self.nested if isinstance(value, (dict, list)) else self.plain).read(value, spot)

    def schema(self) -> Schema:
        return {"anyOf": [self.plain.schema(), self.nested.schema()]}


@dataclass(frozen=True)
class Key:
    """A key of a table: its shape, whether it must be there, and what its absence means."""

    shape: Shape
    required: bool = True
    absent: Any = None
    into: str = ""  # the field of the model, where it has another name


def optional(shape: Shape, absent: Any = None, into: str = "") -> Key:
    """A key that may be left out; `absent` is what that means, and never a rule."""
    return Key(shape, required=False, absent=absent, into=into)


TEXTS = ListOf(Text())
Keys = Mapping[str, Key]
