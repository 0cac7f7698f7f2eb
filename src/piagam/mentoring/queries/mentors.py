"""Mentors: whom they look after, what waits for them, and how fast entries are answered."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from piagam.audit.models import AuditEvent
from piagam.editions.models import Edition
from piagam.entries.models import Entry
from piagam.mentoring.queries.progress import Progress
from piagam.people.models import Membership
from piagam.people.tree import tree_of
from piagam.regions.models import Region

ANSWERS = ("entry.return", "entry.accept")


@dataclass
class Load:
    """One coordinator as a mentor."""

    name: str
    user_id: int | None
    departments: list[Progress] = field(default_factory=list)
    days: list[float] = field(default_factory=list)  # from sent to answered
    waiting_since: datetime | None = None

    @property
    def sent(self) -> int:
        return sum(one.sent for one in self.departments)

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.departments)

    @property
    def talks(self) -> int:
        return sum(one.talks for one in self.departments)

    @property
    def median_days(self) -> float | None:
        return median(self.days) if self.days else None


def coordinators_of(region: Region, edition: Edition) -> list[Membership]:
    """The people who may be mentors, by name."""
    found = Membership.objects.filter(region=region, role="COR", ended_at=None, user__is_active=True)
    kept = [one for one in found.select_related("user") if one.edition_id in (None, edition.pk)]
    return sorted(kept, key=lambda one: one.user.name)


def loads_of(region: Region, edition: Edition, progress: Iterable[Progress]) -> list[Load]:
    """Every coordinator with departments and turnaround, and what nobody looks after last."""
    loads = {one.user_id: Load(one.user.name, one.user_id) for one in coordinators_of(region, edition)}
    nobody = Load("", None)
    department_of: dict[int, Load] = {}
    tree = tree_of(region.pk)
    for one in progress:
        load = nobody
        if one.mentor_id is not None:  # also one whose role has ended since: it must be seen
            load = loads.setdefault(one.mentor_id, Load(one.mentor, one.mentor_id))
        load.departments.append(one)
        department_of[one.department.pk] = load
    for department, days in turnarounds(region, edition).items():
        if mine := department_of.get(tree.office(department)):
            mine.days.extend(days)
    waiting = Entry.objects.filter(report__edition=edition, report__region=region, state="sent")
    for department, since in waiting.values_list("department", "state_since"):
        if mine := department_of.get(tree.office(department)):
            mine.waiting_since = min(filter(None, (mine.waiting_since, since)))
    return [*sorted(loads.values(), key=lambda one: one.name), nobody]


def turnarounds(region: Region, edition: Edition) -> dict[int, list[float]]:
    """Department → days from each sending to its answer, from the audit record: two queries."""
    events = AuditEvent.objects.filter(
        region_code=region.pk, edition_id=edition.pk, verb__in=["entry.send", *ANSWERS]
    ).order_by("sequence")
    sent: dict[str, datetime] = {}
    days: dict[str, list[float]] = defaultdict(list)
    for key, verb, at in events.values_list("object_id", "verb", "at"):
        if verb == "entry.send":
            sent[key] = at
        elif key in sent:
            days[key].append((at - sent.pop(key)).total_seconds() / 86_400)
    owners = dict(Entry.objects.filter(report__edition=edition, report__region=region)
                  .values_list("pk", "department"))  # fmt: skip
    found: dict[int, list[float]] = defaultdict(list)
    for key, some in days.items():
        if int(key) in owners:
            found[owners[int(key)]].extend(some)
    return found


def last_nudges(region: Region, since: datetime) -> set[int]:
    """The departments that were reminded by hand since an instant."""
    events = AuditEvent.objects.filter(region_code=region.pk, verb="department.nudge", at__gt=since)
    found: set[int] = set()
    for data in events.values_list("data", flat=True):
        found.update((json.loads(data) if isinstance(data, str) else data).get("departments", []))
    return found
