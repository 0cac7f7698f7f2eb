"""Tables in Markdown."""

from collections.abc import Iterable, Sequence


def cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table of cells that are text already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(text) for text in line) + " |" for line in lines)


def names(found: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in found)
