"""By when a step must be taken: the deadline of the department, of one above it, of the region; else the end."""

from datetime import datetime

from piagam.entries.models import Report
from piagam.mentoring.models import Deadline
from piagam.people.tree import tree_of
from piagam.scoring.gains import Gain


class Due:
    """The deadlines of a report; two queries."""

    def __init__(self, report: Report) -> None:
        found = Deadline.objects.filter(edition=report.edition, region=report.region)
        dates: dict[int | None, datetime] = dict(found.values_list("department_id", "due_at"))
        self.of_region = dates.get(None)
        self.by_department = {pk: due for pk, due in dates.items() if pk is not None}
        self.tree = tree_of(report.region_id)
        self.end = report.edition.closes_at

    def of(self, gain: Gain) -> datetime | None:
        """The region's own rows are due at the end of reporting."""
        if gain.entry is None:
            return self.end
        unit = self.tree.nearest(gain.entry.department_id, self.by_department)
        return self.by_department[unit] if unit else self.of_region or self.end

    def key(self, gain: Gain) -> tuple[float, object, object]:
        """The earliest first; among equals by gain for the effort."""
        due = self.of(gain)
        return (due.timestamp() if due else float("inf"), -gain.per_effort, -gain.gain)
