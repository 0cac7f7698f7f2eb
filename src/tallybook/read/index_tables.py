"""The tables of index.toml: each kind of part and of index takes its own numbers."""

from typing import Any

from tallybook.read.containers import Either, Key, ListOf, optional
from tallybook.read.findings import Spot
from tallybook.read.shape import BROKEN, Code, Count, Number, OneOf, Schema, Shape, wrong
from tallybook.read.table import Table, labelled

REQUIRES = Table(
    {
        "kind": Key(OneOf(("covers-at-least",))),
        "affairs": Key(Either(OneOf(("basic",)), ListOf(Code(), least=1))),
        "at_least": Key(Count(1)),
    }
)
SET = {"set": Key(Code())}
MAXIMUM = {"maximum": Key(Number())}
PARTS: dict[str, dict[str, Key]] = {
    "weighted-levels": {**SET, **MAXIMUM},
    "criteria-score": {**SET, **MAXIMUM},
    "mean-with-minimum-divisor": {**SET, **MAXIMUM, "minimum_divisor": Key(Count(1))},
    "sum-of-innovations": {**SET, "maximum": Key(Number(("open",)))},
    "capped-count": {
        **MAXIMUM,
        "points_each": Key(Number()),
        "cap": Key(Count(1)),
        "requires": optional(REQUIRES),
    },
}
ROUNDING = {"decimals": Key(Count(unset=False)), "rounding": Key(OneOf(("half-up",)))}
INDEXES: dict[str, dict[str, Key]] = {
    "share-of-maximum": {"maximum": Key(Number()), "scale": Key(Number()), **ROUNDING},
    "sum": ROUNDING,
    "none": {},
}


class ByKind(Shape):
    """A table whose `kind` decides which keys it takes."""

    def __init__(self, what: str, kinds: dict[str, dict[str, Key]], *, named: bool) -> None:
        self.what = what
        self.tables = {
            kind: Table({**(labelled() if named else {}), "kind": Key(OneOf((kind,))), **keys}, stated=True)
            for kind, keys in kinds.items()
        }

    def read(self, value: object, spot: Spot) -> Any:
        if not isinstance(value, dict):
            return wrong(spot, "a table with a `kind`", value)
        kind = value.get("kind")
        if not isinstance(kind, str) or kind not in self.tables:
            (spot / "kind").problem(
                f"unknown kind of {self.what} {kind!r}; there are " + ", ".join(self.tables)
            )
            return BROKEN
        return self.tables[kind].read(value, spot)

    def schema(self) -> Schema:
        return {"anyOf": [table.schema() for table in self.tables.values()]}


PART = ByKind("part", PARTS, named=True)
INDEX = ByKind("index", INDEXES, named=False)
