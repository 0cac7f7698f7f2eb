"""A place in a JSON document, by its path, and the mistakes that were found there."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tallybook.errors import ClaimProblem

PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A JSON path such as $.regions[0].claims['spd-01'].level; all places of a document share `problems`."""

    above: "Place | None" = None
    step: str | int = ""
    problems: list[ClaimProblem] = field(default_factory=list)

    def __truediv__(self, name: str) -> "Place":
        return Place(self, name, self.problems)

    def __getitem__(self, position: int) -> "Place":
        return Place(self, position, self.problems)

    @property
    def path(self) -> str:
        """The path from the root, which is $."""
        if self.above is None:
            return "$"
        if isinstance(self.step, int):
            return f"{self.above.path}[{self.step}]"
        if PLAIN.fullmatch(self.step):
            return f"{self.above.path}.{self.step}"
        quoted = self.step.replace("\\", "\\\\").replace("'", "\\'")
        printable = quoted.encode("unicode_escape").decode("ascii") if not quoted.isprintable() else quoted
        return f"{self.above.path}['{printable}']"

    def problem(self, sentence: str) -> None:
        """Reports a mistake here."""
        self.problems.append(ClaimProblem(self.path, sentence))

    def anything(self, value: object) -> Mapping[str, Any]:
        """An object whose keys are data. Empty after a problem was reported."""
        if not isinstance(value, dict):
            self.problem(f"must be an object, not {shown(value)}")
            return {}
        for name in getattr(value, "duplicates", ()):
            (self / name).problem("the key stands twice")
        strange = [name for name in value if not isinstance(name, str)]
        for name in strange:
            self.problem(f"keys must be text, not {name!r}")
        return {name: one for name, one in value.items() if isinstance(name, str)} if strange else value

    def table(
        self, value: object, *, needed: Collection[str], optional: Collection[str] = ()
    ) -> Mapping[str, Any] | None:
        """An object with known keys; None when it is no object at all."""
        if not isinstance(value, dict):
            self.problem(f"must be an object, not {shown(value)}")
            return None
        found = self.anything(value)
        for name in found:
            if name not in needed and name not in optional:
                (self / name).problem("unknown key; known here: " + ", ".join((*needed, *optional)))
        for name in needed:
            if name not in found:
                (self / name).problem("missing")
        return found

    def each(self, value: object) -> Iterator[tuple[int, Any]]:
        """The elements of a list with their positions from 0; nothing after a problem was reported."""
        if isinstance(value, (list, tuple)):
            yield from enumerate(value)
        else:
            self.problem(f"must be a list, not {shown(value)}")

    def text(self, value: object) -> str:
        """A text that is not blank; empty after a problem was reported."""
        if isinstance(value, str) and value.strip():
            return value
        self.problem(f"must be text, not {shown(value)}")
        return ""

    def codes(self, value: object, known: Collection[str], what: str) -> list[str]:
        """A list of known codes, each once."""
        found: list[str] = []
        for number, one in self.each(value):
            if not isinstance(one, str) or one not in known:
                self[number].problem(f"unknown {what} {shown(one)}")
            elif one in found:
                self[number].problem(f"{what} {one} stands twice")
            else:
                found.append(one)
        return found

    def unique(self, names: Sequence[str | None], key: str) -> None:
        """Reports a name that stands twice; None and blank ones were reported before."""
        seen: dict[str, int] = {}
        for number, name in enumerate(names):
            if name and name in seen:
                (self[number] / key).problem(f"{name!r} stands twice; first in {self[seen[name]].path}")
            elif name:
                seen[name] = number


def at_root() -> Place:
    """The root of a document without mistakes so far."""
    return Place()


def shown(value: object) -> str:
    """A value in a sentence, cut to a readable length."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    try:
        text = str(value) if not isinstance(value, str) else ascii(value)
    except ValueError:
        return "a number with too many digits"
    return text if len(text) <= 60 else text[:57] + "…"
