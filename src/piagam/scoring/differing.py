"""A supposed difference as a page shows it: part by part, and as a tree of what changed."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from piagam.web.numbers import signed_text as signed
from tallybook import DiffNode, Variation, WhatIf


@dataclass(frozen=True)
class DifferenceLine:
    """A line of the drawn tree."""

    label: str
    value_text: str
    sentence: str
    children: tuple["DifferenceLine", ...] = ()
    source: str = ""


def difference_line(variation: Variation, other: Variation | None = None, *, own_only: bool = False) -> Any:
    """The tree of what changed. For an operator only the innovations, whose rows are the own ones."""
    node = variation.difference_from(other) if other is not None else variation.difference
    if own_only:
        touched = {one.code: one for one in _walk(node) if one.code in variation.touched}
        return DifferenceLine(_("Yang berubah"), "", "", tuple(_line(one) for one in touched.values()))
    return _line(node)


def _walk(node: DiffNode) -> list[DiffNode]:
    return [node, *(one for child in node.children for one in _walk(child))]


def _line(node: DiffNode) -> DifferenceLine:
    children = tuple(_line(child) for child in node.children if child.differs)
    value = signed(node.change, 4) if node.change else ""
    return DifferenceLine(node.label, value, node.sentence, children)


@dataclass(frozen=True)
class PartRow:
    """One part of the index, before and after."""

    label: str
    before: Fraction | None
    after: Fraction | None

    @property
    def change(self) -> Fraction | None:
        return None if self.before is None or self.after is None else self.after - self.before


def part_rows(what: WhatIf, then: Variation) -> list[PartRow]:
    """The parts, and their sum."""
    before, after = what.present.result, then.result
    rows = [
        PartRow(part.words, before.parts[part.code], after.parts[part.code]) for part in what.rulebook.parts
    ]
    return [*rows, PartRow(_("Jumlah nilai"), before.total, after.total)]
