"""Chat rooms that several people share. Notices know no regions: a slice adds who sits in which room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rooms:
    """`of`: people → pairs of a person and a room. `keepers`: a room → whom to tell when it falls silent."""

    of: Callable[[list[int]], Iterable[tuple[int, str]]]
    keepers: Callable[[str], Iterable[int]]


SHARED: list[Rooms] = []


def rooms_of(people: list[int]) -> dict[int, list[str]]:
    """The rooms in which each of these people sits."""
    found: dict[int, list[str]] = {}
    for rooms in SHARED:
        for person, room in rooms.of(people):
            found.setdefault(person, []).append(room)
    return found


def keepers_of(room: str) -> list[int]:
    """Whom to tell when a room falls silent."""
    return sorted({person for rooms in SHARED for person in rooms.keepers(room)})
