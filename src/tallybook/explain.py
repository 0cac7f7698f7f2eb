"""The tree that is the computation: a number is made by making its node, so nothing explains it afterwards.

    region (index) → total → part → indicator → claim
                                  → innovation → indicator → claim

Values are exact fractions of a point. The sentence of a node is made when it is read, in the language in use.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from tallybook.errors import UnknownCode
from tallybook.language import either
from tallybook.numbers import format_exact, shortest

NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A number, and the numbers it is made of.

    `combine` says how: "sum" = `factor` × Σ children, named "mean", "times" or "share" where that is what it
    means; "at-most" = the smaller of `limit` and Σ children; "gate" = the first child if the last reaches
    `limit`, else 0; "void" = 0 whatever the children; "given" = a leaf.
    """

    code: str
    kind: str
    name: str
    name_en: str = ""
    value: Fraction | None
    unit: str = ""
    combine: str = "given"
    factor: Fraction = Fraction(1)
    limit: Fraction | None = None
    source: tuple[str, ...] = ()
    children: tuple["Node", ...] = ()
    detail: Mapping[str, object] = field(default_factory=lambda: NOTHING, repr=False)

    @property
    def label(self) -> str:
        """What the number is, in the language in use."""
        return either(self.name, self.name_en)

    @property
    def sentence(self) -> str:
        """How the number came about, in the language in use."""
        from tallybook.phrases import sentence_of

        return sentence_of(self)

    def computed(self) -> Fraction | None:
        """The value again, from the children's values; None where one of them is unknown."""
        if self.combine == "given":
            return self.value
        if self.combine == "void":
            return Fraction(0)
        values = [child.value for child in self.children]
        known = [value for value in values if value is not None]
        if len(known) < len(values) or "incomplete" in self.detail:
            return None
        if self.combine == "gate":
            return known[0] if self.limit is not None and known[-1] >= self.limit else Fraction(0)
        total = self.factor * sum(known, Fraction(0))
        return min(self.limit, total) if self.combine == "at-most" and self.limit is not None else total

    def check(self) -> tuple[str, ...]:
        """The codes of nodes that do not add up, from here down; empty when every one does."""
        wrong = () if self.computed() == self.value else (self.code,)
        return wrong + tuple(code for child in self.children for code in child.check())

    def walk(self) -> Iterator["Node"]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, code: str) -> "Node":
        """The first node with the code below or here; "x1/sid-16" walks down. Raises UnknownCode."""
        found = next((node for node in self.walk() if node.code == code), None)
        if found is not None:
            return found
        first, slash, rest = code.partition("/")
        if not slash:
            raise UnknownCode(f"{self.code} has nothing with the code {code}")
        return self.find(first).find(rest)

    def as_text(self, depth: int | None = None) -> str:
        """The tree as lines, two blanks for each step down; `depth` = how many steps."""
        return "\n".join(self._lines("", depth))

    def _lines(self, indent: str, depth: int | None) -> Iterator[str]:
        source = f" [{', '.join(self.source)}]" if self.source else ""
        yield f"{indent}{self.label}: {self.sentence}{source}"
        if depth != 0:
            for child in self.children:
                yield from child._lines(indent + "  ", None if depth is None else depth - 1)

    def as_json(self) -> dict[str, object]:
        """The tree as JSON: exact values as "a/b", and as the shortest decimal text."""
        exact = self.value
        return {
            "code": self.code,
            "kind": self.kind,
            "label": self.label,
            "value": None if exact is None else shortest(exact),
            "value_exact": None if exact is None else format_exact(exact),
            "unit": self.unit,
            "combine": self.combine,
            "factor": format_exact(self.factor),
            "limit": None if self.limit is None else format_exact(self.limit),
            "sentence": self.sentence,
            "source": list(self.source),
            "children": [child.as_json() for child in self.children],
        }
