"""The tree of a region without the rows of its innovations: each is a line that leads to its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tallybook import Node

INNOVATION = frozenset({"innovation", "rejected"})


@dataclass(frozen=True)
class Line:
    """A line of a drawn tree. An innovation's line has a `url` instead of children."""

    label: str
    value: Fraction | None
    unit: str
    sentence: str
    source: tuple[str, ...]
    children: tuple["Line | Node", ...] = ()
    url: str = ""


def folded(node: Node, address: Callable[[str], str]) -> Line | Node:
    """The tree with its innovations folded; `address` gives the page of an innovation's code.

    A region with 274 innovations has more than ten thousand lines: too many for one page.
    """
    if node.kind in INNOVATION:
        return line_of(node, url=address(node.code))
    if node.kind == "indicator":
        return node
    return line_of(node, children=tuple(folded(child, address) for child in node.children))


def line_of(node: Node, *, children: tuple[Line | Node, ...] = (), url: str = "") -> Line:
    """A node as a line."""
    return Line(node.label, node.value, node.unit, node.sentence, node.source, children, url)


def innovation_in(tree: Node, code: str) -> Node | None:
    """The node of an innovation by its code; None when the tree has no such innovation."""
    return next((node for node in tree.walk() if node.kind in INNOVATION and node.code == code), None)


def tree_shown(tree: Node, asked: str) -> dict[str, Any]:
    """The tree with its innovations as links, or the rows of the one that is asked for, as a template wants them."""
    opened = innovation_in(tree, asked)
    return {"opened": opened, "tree": opened or folded(tree, lambda code: f"?buka={code}")}
