"""By when a department hands in, and on which days before it is reminded. Pure: dates in, dates out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from piagam.mentoring.models import Deadline

LADDER = (14, 7, 3, 1, 0)
MORNING = time(8)  # reminders go out in the morning of the region's day


@dataclass(frozen=True)
class Due:
    """The date that holds for a department. `own`: an exception, not the region's date."""

    at: datetime
    own: bool
    deadline: Deadline
    ladder: tuple[int, ...]

    def days_left(self, now: datetime, zone: str) -> int:
        """Whole days by the region's calendar; below 0 when it has passed."""
        place = ZoneInfo(zone)
        days = (self.at.astimezone(place).date() - now.astimezone(place).date()).days
        return days if now <= self.at else min(days, -1)


class Deadlines:
    """All dates of a region in an edition."""

    def __init__(self, rows: Iterable[Deadline]) -> None:
        found = {row.department_id: row for row in rows}
        self.region = found.pop(None, None)
        self.own = found

    @property
    def ladder(self) -> tuple[int, ...]:
        return tuple(self.region.ladder) if self.region and self.region.ladder else LADDER

    def of(self, department: int, above: Iterable[int] = ()) -> Due | None:
        """The department's own date, that of what it hangs on, or the region's; None where nothing is set."""
        for key in (department, *above):
            if key in self.own:
                return Due(self.own[key].due_at, True, self.own[key], self.ladder)
        return Due(self.region.due_at, False, self.region, self.ladder) if self.region else None


def deadlines_of(region: str, edition: str) -> Deadlines:
    """The dates of a region: one query."""
    return Deadlines(Deadline.objects.filter(region=region, edition=edition))


def step_now(due: Due, now: datetime, zone: str) -> int | None:
    """The step of the ladder that is due: the latest whose morning has come; None before the first, after the end."""
    if now > due.at:
        return None
    place = ZoneInfo(zone)
    last = due.at.astimezone(place).date()
    come = [
        days for days in due.ladder
        if now >= datetime.combine(last - timedelta(days=days), MORNING, place)
    ]  # fmt: skip
    return min(come) if come else None
