"""How far the departments of a region are: a fixed number of queries, however many departments and innovations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q

from piagam.conversations.models import Thread
from piagam.editions.clock import database_now
from piagam.editions.models import Edition
from piagam.entries.models import Claim, Entry, EvidenceLink, Report
from piagam.entries.slots import indicators_for
from piagam.mentoring.deadlines import Due, deadlines_of
from piagam.mentoring.models import InternalCheck, Mentor
from piagam.people.models import Membership
from piagam.people.tree import Tree, tree_of
from piagam.regions.models import Department, Region


@dataclass
class Progress:
    """One department (or sub-unit) in one edition."""

    department: Department
    rows: int  # to answer in each innovation
    mandatory_rows: int
    now: datetime
    zone: str
    states: dict[str, int] = field(default_factory=dict)
    answered: int = 0
    supported: int = 0
    mandatory: int = 0
    last_at: datetime | None = None
    operators: int = 0
    signed_in_at: datetime | None = None
    mentor: str = ""
    mentor_id: int | None = None
    due: Due | None = None
    asked: int = 0
    talks: int = 0
    path: tuple[str, ...] = ()  # the names from the top down to its own
    through: str = ""  # the nearest above whose operators work on it, where it has none of its own

    @property
    def level(self) -> int:
        """0 for a department, 1 for its sub-unit, 2 for a unit of that."""
        return len(self.path) - 1

    def take(self, other: "Progress") -> None:
        """Counts what another has as its own."""
        for state, number in other.states.items():
            self.states[state] = self.states.get(state, 0) + number
        for name in ("answered", "supported", "mandatory", "asked", "talks"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.last_at = _later(self.last_at, other.last_at)

    @property
    def entries(self) -> int:
        return sum(self.states.values())

    def count(self, *states: str) -> int:
        return sum(self.states.get(one, 0) for one in states)

    @property
    def draft(self) -> int:
        return self.count("draft")

    @property
    def returned(self) -> int:
        return self.count("returned")

    @property
    def sent(self) -> int:
        return self.count("sent")

    @property
    def accepted(self) -> int:
        return self.count("accepted", "submitted")

    @property
    def mandatory_missing(self) -> int:
        return self.entries * self.mandatory_rows - self.mandatory

    @property
    def percent(self) -> int:
        """Answered and supported rows among all rows of what was entered."""
        asked = self.entries * self.rows
        return 100 * self.supported // asked if asked else 0

    @property
    def is_finished(self) -> bool:
        """Has it something, and is all of it with the coordinator?"""
        return self.entries > 0 and not self.count("draft", "returned")

    @property
    def days_left(self) -> int | None:
        return self.due.days_left(self.now, self.zone) if self.due else None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.now > self.due.at and not self.is_finished

    @property
    def state(self) -> str:
        """silent, late, returned, working, waiting (for the coordinator), done."""
        if self.is_late:
            return "late"
        if not self.entries:
            return "silent"
        if self.returned:
            return "returned"
        if self.draft:
            return "working"
        return "waiting" if self.sent else "done"


def progress_of(region: Region, edition: Edition, *, only: int | None = None) -> list[Progress]:
    """Every active department of a region, its sub-units after it; or only one. What merged counts there."""
    everything = {one.pk: one for one in Department.objects.filter(region=region)}
    tree = Tree((one.pk, one.parent_id, one.merged_into_id) for one in everything.values())
    departments = [one for one in everything.values() if one.is_active and only in (None, one.pk)]
    for unit in departments:
        unit.parent = everything.get(unit.parent_id or 0)
    rows = indicators_for(Entry(report=Report(edition=edition, region=region)))
    mandatory = [row.code for row in rows if row.mandatory]
    now = database_now()
    found = {one.pk: Progress(one, len(rows), len(mandatory), now, region.time_zone) for one in departments}
    for pk, one in found.items():
        one.path = tuple(everything[up].name for up in [*reversed(tree.above(pk)), pk])
    offices = Offices(found, tree)
    _entries(offices, region, edition)
    _claims(offices, region, edition, mandatory)
    _people(found, region, edition)
    _through(found, tree)
    _gate(offices, region, edition)
    return sorted(found.values(), key=_by_tree)


def with_units(region: Region, edition: Edition, department: int) -> Progress | None:
    """A department together with its sub-units: what its operators have before them."""
    below = tree_of(region.pk).below(department)
    all_of_them = {one.department.pk: one for one in progress_of(region, edition)}
    if own := all_of_them.get(department):
        for pk in below & all_of_them.keys():
            own.take(all_of_them[pk])
    return own


class Offices:
    """Departments by their key; a key of a department that merged leads to its successor."""

    def __init__(self, found: dict[int, Progress], tree: Tree) -> None:
        self.found, self.tree = found, tree

    def get(self, pk: int) -> Progress | None:
        return self.found.get(self.tree.office(pk))


def _by_tree(one: Progress) -> tuple[str, ...]:
    return one.path


def _entries(found: Offices, region: Region, edition: Edition) -> None:
    entries = Entry.objects.filter(report__edition=edition, report__region=region)
    for row in entries.values("department", "state").annotate(number=Count("pk"), last=Max("state_since")):
        if one := found.get(row["department"]):
            one.states[row["state"]] = one.states.get(row["state"], 0) + row["number"]
            one.last_at = _later(one.last_at, row["last"])


def _claims(found: Offices, region: Region, edition: Edition, mandatory: list[str]) -> None:
    has = Exists(EvidenceLink.objects.filter(claim=OuterRef("pk")))
    claims = Claim.objects.filter(report__edition=edition, report__region=region, entry__isnull=False)
    good = Q(level=0) | Q(level__isnull=False, has=True)
    rows = claims.annotate(has=has).values("entry__department").annotate(
        answered=Count("pk", filter=Q(level__isnull=False)),
        supported=Count("pk", filter=good),
        mandatory=Count("pk", filter=good & Q(indicator__in=mandatory)),
        last=Max("updated_at"),
    )  # fmt: skip
    for row in rows:
        if one := found.get(row["entry__department"]):
            one.answered += row["answered"]
            one.supported += row["supported"]
            one.mandatory += row["mandatory"]
            one.last_at = _later(one.last_at, row["last"])


def _people(found: dict[int, Progress], region: Region, edition: Edition) -> None:
    operators = Membership.objects.filter(
        Q(edition=None) | Q(edition=edition), region=region, role="OPD", ended_at=None, user__is_active=True
    )
    for row in operators.values("department").annotate(number=Count("pk"), last=Max("user__last_login")):
        if one := found.get(row["department"]):
            one.operators, one.signed_in_at = row["number"], row["last"]


def _through(found: dict[int, Progress], tree: Tree) -> None:
    having = {pk for pk, one in found.items() if one.operators}
    for pk, one in found.items():
        if not one.operators and (above := tree.nearest(pk, having)):
            one.through = found[above].department.name


def _gate(found: Offices, region: Region, edition: Edition) -> None:
    """Mentors, dates, rows asked back, conversations that wait for the region."""
    mentors = Mentor.objects.filter(department__region=region, until=None).select_related("user")
    by_department = {one.department_id: one.user for one in mentors}
    dates = deadlines_of(region.pk, edition.pk)
    threads = Thread.objects.filter(
        region=region, resolved_at=None, last_role="OPD", department__isnull=False
    )
    for pk, one in found.found.items():
        guided = found.tree.nearest(pk, by_department)
        if guided is not None:
            one.mentor, one.mentor_id = by_department[guided].name, by_department[guided].pk
        one.due = dates.of(pk, found.tree.above(pk))
    for pk, number in open_questions(region, edition).items():
        if unit := found.get(pk):
            unit.asked += number
    for pk, number in threads.values_list("department").annotate(number=Count("pk")):
        if unit := found.get(pk):
            unit.talks += number


def open_questions(region: Region, edition: Edition) -> dict[int, int]:
    """Department → rows that were asked back and have no answer yet."""
    newer = InternalCheck.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
    checks = InternalCheck.objects.filter(
        ~Exists(newer), verdict="ask_back", answered_at=None, claim__report__edition=edition,
        claim__report__region=region, claim__entry__isnull=False,
    ).order_by()  # fmt: skip
    return dict(checks.values_list("claim__entry__department").annotate(number=Count("pk")))


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)


SORTS: dict[str, Callable[[Progress], Any]] = {
    "nama": _by_tree,
    "kemajuan": lambda one: (one.percent, one.entries, one.department.name),
    "kurang": lambda one: (-one.mandatory_missing, one.department.name),
    "tenggat": lambda one: (one.due is None, one.due.at if one.due else one.now, one.department.name),
    "kegiatan": lambda one: (one.last_at is not None, one.last_at or one.now, one.department.name),
}


def narrowed(
    found: Iterable[Progress], *, words: str = "", state: str = "", mentor: str = "", sort: str = "nama"
) -> list[Progress]:
    """The departments that fit, in the order asked for."""
    kept = [
        one for one in found
        if words.casefold() in one.department.name.casefold()
        and (not state or one.state == state or (state == "absent" and not one.signed_in_at))
        and (not mentor or str(one.mentor_id or "tanpa") == mentor)
    ]  # fmt: skip
    return sorted(kept, key=SORTS.get(sort, _by_tree))
