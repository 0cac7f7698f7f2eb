"""Two trees compared: where a difference comes from, down to the claim."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tallybook.explain import Node
from tallybook.language import say
from tallybook.numbers import for_people, format_exact


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffNode:
    """The same place in two trees. A side is None where it has no such node."""

    code: str
    label: str
    before: Fraction | None
    after: Fraction | None
    in_before: bool = True
    in_after: bool = True
    sentence_before: str = ""
    sentence_after: str = ""
    children: tuple["DiffNode", ...] = ()

    @property
    def change(self) -> Fraction | None:
        """after − before; a node that is not there counts 0, an unknown value makes the change unknown."""
        before = self.before if self.in_before else Fraction(0)
        after = self.after if self.in_after else Fraction(0)
        return None if before is None or after is None else after - before

    @property
    def differs(self) -> bool:
        """Is anything different here or below?"""
        here = (self.in_before, self.before, self.sentence_before) != (
            self.in_after,
            self.after,
            self.sentence_after,
        )
        return here or any(child.differs for child in self.children)

    @property
    def sentence(self) -> str:
        """What changed here."""
        if not self.in_before:
            return f"{say('baru', 'new')}: {self.sentence_after}"
        if not self.in_after:
            return f"{say('tidak ada lagi', 'gone')}: {self.sentence_before}"
        if self.sentence_before == self.sentence_after:
            return f"{say('tetap', 'unchanged')}: {self.sentence_after}"
        change = "" if self.change is None or not self.change else f" ({_signed(self.change)})"
        return f"{self.sentence_before} ⇒ {self.sentence_after}{change}"

    def as_text(self) -> str:
        """Only what differs, as lines."""
        return "\n".join(self._lines("")) or say("Tidak ada perbedaan.", "No difference.")

    def _lines(self, indent: str) -> Iterator[str]:
        if self.differs:
            yield f"{indent}{self.label}: {self.sentence}"
            for child in self.children:
                yield from child._lines(indent + "  ")

    def as_json(self) -> dict[str, object]:
        """The same as JSON, with every node."""
        values = {"before": self.before, "after": self.after, "change": self.change}
        return {
            "code": self.code,
            "label": self.label,
            **{name: None if value is None else format_exact(value) for name, value in values.items()},
            "sentence": self.sentence,
            "children": [child.as_json() for child in self.children],
        }


def diff_trees(before: Node, after: Node, *, without_same: bool = False) -> DiffNode:
    """Lays two trees over each other by code. The roots are compared whatever their codes.

    `without_same`: nodes that both trees share are left out, so that a variation costs what it touches.
    """
    theirs = {node.code: node for node in after.children}
    ours = {node.code for node in before.children}
    children = [
        diff_trees(node, theirs[node.code], without_same=without_same)
        if node.code in theirs
        else _one_sided(node, gone=True)
        for node in before.children
        if not (without_same and theirs.get(node.code) is node)
    ]
    children += [_one_sided(node, gone=False) for node in after.children if node.code not in ours]
    return DiffNode(
        code=after.code, label=after.label, before=before.value, after=after.value,
        sentence_before=before.sentence, sentence_after=after.sentence, children=tuple(children),
    )  # fmt: skip


def _one_sided(node: Node, *, gone: bool) -> DiffNode:
    children = tuple(_one_sided(child, gone=gone) for child in node.children)
    value, sentence = node.value, node.sentence
    return DiffNode(
        code=node.code, label=node.label, before=value if gone else None, after=None if gone else value,
        in_before=gone, in_after=not gone, sentence_before=sentence if gone else "",
        sentence_after="" if gone else sentence, children=children,
    )  # fmt: skip


def _signed(change: Fraction) -> str:
    return f"+{for_people(change)}" if change > 0 else for_people(change)
