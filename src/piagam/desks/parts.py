"""What a desk is made of."""

from dataclasses import dataclass, field
from typing import Any

from piagam.web.numbers import decimal_text


@dataclass(frozen=True)
class Tile:
    """A figure with its name and where it leads."""

    label: str
    figure: str
    url: str = ""
    text: str = ""


def in_words(count: int) -> str:
    """A figure of a tile: 5.095."""
    return decimal_text(count, 0)


@dataclass(frozen=True)
class Task:
    """Something that waits for this person."""

    text: str
    url: str


@dataclass
class Desk:
    """One role's first page."""

    tiles: list[Tile] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)  # a short table, where the role has one
    rows_title: str = ""
    template: str = "desks/home.html"
    head: Any = None  # of_head.HeadScreen
    more_url: str = ""  # where the whole table is
    are_regions: bool = False  # the rows are regions: one report each, sent or not
