"""The tables of the answer kinds: which keys each kind takes."""

from collections.abc import Callable
from typing import Any

from tallybook.answers import VALUE_KINDS
from tallybook.read.containers import TEXTS, Either, Key, ListOf, MapOf, optional
from tallybook.read.findings import Spot
from tallybook.read.shape import BROKEN, Code, Count, Number, OneOf, Schema, Shape, wrong
from tallybook.read.shape import Text as Words
from tallybook.read.table import Table, labelled

WHOLE_TIER = Table(
    {
        "level": Key(Count(1, unset=False)),
        "from": optional(Count(unset=False), into="low"),
        "to": optional(Count(unset=False), into="high"),
    },
    may_be_unset=False,
)
EXACT_TIER = Table(
    {
        "level": Key(Count(1, unset=False)),
        "from": optional(Number(), into="low"),
        "to": optional(Number(), into="high"),
    },
    may_be_unset=False,
)
OPTION = Table(
    {
        "code": Key(Code()),
        "label": optional(Words(), ""),
        "label_en": optional(Words(), ""),
        "level": optional(Count(unset=False)),
    },
    may_be_unset=False,
)
REACH = Table(
    {"level": Key(Count(1, unset=False)), "any_of": Key(ListOf(ListOf(Code(), least=1), least=1))},
    may_be_unset=False,
)
BEYOND = optional(OneOf(("best-level", "refuse")), "")
OPTIONS = Key(ListOf(Either(Code(), OPTION), least=1))


def _branches(rows: "Shape", extra: dict[str, Key], name: str) -> dict[str, Key]:
    return {
        "key": Key(Code()),
        "label": optional(Words(), ""),
        "label_en": optional(Words(), ""),
        name: Key(ListOf(rows, least=1), into="branches"),
        **extra,
    }


class AnswerShape(Shape):
    """The table of an answer: its kind decides which keys it takes. Branches do not nest."""

    def __init__(self, nested: bool = False) -> None:
        self.nested = nested

    def tables(self) -> dict[str, Table]:
        """Kind → table."""
        left_out = BRANCHING if self.nested else ("fixed",)
        kinds = {name: make() for name, make in KINDS.items() if name not in left_out}
        return {
            name: Table({"kind": Key(OneOf((name,))), **keys}, may_be_unset=name == "unknown")
            for name, keys in kinds.items()
        }

    def read(self, value: object, spot: Spot) -> Any:
        if not isinstance(value, dict):
            return wrong(spot, "a table with a `kind`", value)
        tables = self.tables()
        kind = value.get("kind")
        if not isinstance(kind, str) or kind not in tables:
            (spot / "kind").problem(f"unknown kind of answer {kind!r}; there are " + ", ".join(tables))
            return BROKEN
        return tables[kind].read(value, spot)

    def schema(self) -> Schema:
        return {"anyOf": [table.schema() for table in self.tables().values()]}


def _one_of() -> dict[str, Key]:
    base = Table(labelled(answer=Key(AnswerShape(nested=True))), may_be_unset=False)
    return _branches(base, {}, "bases")


def _by_kind() -> dict[str, Key]:
    reading = Table(
        labelled(
            levels=optional(TEXTS), levels_en=optional(TEXTS, ()), answer=optional(AnswerShape(nested=True))
        ),
        may_be_unset=False,
    )
    return _branches(reading, {"follows": optional(Code(), "")}, "readings")


def _ticks(name: str, rows: Shape, into: str) -> dict[str, Key]:
    return {
        "fact": Key(Code()),
        "label": optional(Words(), ""),
        "label_en": optional(Words(), ""),
        "options": OPTIONS,
        name: Key(ListOf(rows, least=1), into=into),
    }


VALUE_NAMES = tuple(VALUE_KINDS)
FACT_NAMES = tuple(dict.fromkeys(name for rule in VALUE_KINDS.values() for name in rule.facts))
BRANCHING = ("one-of", "by-kind")
KINDS: dict[str, Callable[[], dict[str, Key]]] = {
    "choice": lambda: {"options": optional(ListOf(OPTION, least=1), ())},
    "count": lambda: {
        "fact": Key(Code()),
        "label": Key(Words()),
        "label_en": optional(Words(), ""),
        "unit": Key(Words()),
        "tiers": Key(ListOf(WHOLE_TIER, least=1)),
        "beyond": BEYOND,
    },
    "band": lambda: {
        "value": Key(OneOf(VALUE_NAMES)),
        "unit": Key(Words()),
        "decimals": Key(Count(unset=False)),
        "rounding": Key(OneOf(("half-up",))),
        "tiers": Key(ListOf(EXACT_TIER, least=1)),
        "beyond": BEYOND,
        "labels": optional(MapOf(Words(), FACT_NAMES), {}),
        "labels_en": optional(MapOf(Words(), FACT_NAMES), {}),
    },
    "one-of": _one_of,
    "by-kind": _by_kind,
    "elements": lambda: {**_ticks("tiers", WHOLE_TIER, "tiers"), "beyond": BEYOND},
    "combination": lambda: _ticks("levels", REACH, "reaches"),
    "mark": lambda: {
        "from": optional(Number(), into="low"),
        "to": optional(Number(), into="high"),
        "scale": optional(Count(1, unset=False)),
    },
    "fixed": lambda: {"level": Key(Count(1, unset=False))},
    "automatic": lambda: {"computed_by": Key(Code())},
    "unknown": dict,
}
