"""How the departments of a region hang together: sub-units under departments, and departments that merged.

Each hangs on at most one other: a merged department on its successor, a sub-unit on its parent. Whoever works for a
department works for everything that hangs on it. Rights stand below regions, so the model is asked for by its name.
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from typing import Any, Protocol, TypeVar

from django.apps import apps
from django.db.models import Q


class Tree:
    """The links of one region, read once; pure afterwards. A circle in the data ends a walk and never repeats it."""

    def __init__(self, links: Iterable[tuple[int, int | None, int | None]]) -> None:
        self.parent: dict[int, int] = {}
        self.successor: dict[int, int] = {}
        self._hanging: dict[int, list[int]] = defaultdict(list)
        for pk, parent, successor in links:
            if parent is not None:
                self.parent[pk] = parent
            if successor is not None:
                self.successor[pk] = successor
            if (up := successor or parent) is not None:
                self._hanging[up].append(pk)

    def below(self, pk: int) -> frozenset[int]:
        """Everything that hangs on a department, at whatever depth, without itself."""
        found, waiting = {pk}, [pk]
        while waiting:
            fresh = [one for one in self._hanging.get(waiting.pop(), ()) if one not in found]
            found.update(fresh)
            waiting += fresh
        return frozenset(found - {pk})

    def above(self, pk: int) -> list[int]:
        """What a department hangs on, the nearest first."""
        found = [pk]
        while (up := self.successor.get(found[-1]) or self.parent.get(found[-1])) and up not in found:
            found.append(up)
        return found[1:]

    def nearest(self, pk: int, having: Container[int]) -> int | None:
        """The first of some departments on the way up, the department itself included."""
        return next((one for one in (pk, *self.above(pk)) if one in having), None)

    def office(self, pk: int) -> int:
        """The department that does a department's work today: itself, or the last one it went into."""
        seen = {pk}
        while (after := self.successor.get(pk)) and after not in seen:
            pk = after
            seen.add(pk)
        return pk

    def one_with(self, pk: int) -> frozenset[int]:
        """The departments that are one office today: the living one and all that went into it."""
        living = self.office(pk)
        return frozenset({living, pk, *(one for one in self.successor if self.office(one) == living)})

    def depth(self, pk: int) -> int:
        """1 for a department, 2 for its sub-unit, 3 for a unit of that."""
        return 1 + len(self.above(pk))

    def height(self, pk: int) -> int:
        """How many levels a department and its sub-units take."""
        own = len(self.above(pk))
        units = [one for one in self.below(pk) if one not in self.successor]
        return max((len(self.above(one)) - own for one in units), default=0) + 1


def tree_of(region_code: str) -> Tree:
    """The links of a region; one query, and only of departments that hang on another."""
    departments = apps.get_model("regions", "Department")._default_manager
    found = departments.filter(Q(parent__isnull=False) | Q(merged_into__isnull=False), region_id=region_code)
    return Tree(found.order_by().values_list("pk", "parent_id", "merged_into_id"))


class Hanging(Protocol):
    """A department, as far as its place in the tree goes."""

    pk: Any
    parent_id: int | None
    merged_into_id: int | None


D = TypeVar("D", bound=Hanging)


def outline(departments: Iterable[D]) -> list[tuple[int, D]]:
    """Departments with their level, each followed by what hangs on it; in the order given among equals.

    What hangs on a department that is not among them stands at the top.
    """
    some = list(departments)
    known = {one.pk for one in some}
    under: dict[int | None, list[D]] = defaultdict(list)
    for one in some:
        up = one.merged_into_id or one.parent_id
        under[up if up in known else None].append(one)
    found: list[tuple[int, D]] = []
    seen: set[Any] = set()

    def add(one: D, level: int) -> None:
        if one.pk not in seen:
            seen.add(one.pk)
            found.append((level, one))
            for unit in under[one.pk]:
                add(unit, level + 1)

    for one in [*under[None], *some]:  # in the end what stands in a circle: a list leaves nobody out
        add(one, 0)
    return found
