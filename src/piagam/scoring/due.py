"""By when a step must be taken: the department's deadline, else the region's, else the end of reporting."""

from datetime import datetime

from piagam.entries.models import Report
from piagam.mentoring.models import Deadline
from piagam.scoring.gains import Gain


class Due:
    """The deadlines of a report; one query."""

    def __init__(self, report: Report) -> None:
        found = Deadline.objects.filter(edition=report.edition, region=report.region)
        self.by_department: dict[int | None, datetime] = dict(found.values_list("department_id", "due_at"))
        self.end = report.edition.closes_at

    def of(self, gain: Gain) -> datetime | None:
        """The region's own rows are due at the end of reporting."""
        if gain.entry is None:
            return self.end
        own = self.by_department.get(gain.entry.department_id)
        return own or self.by_department.get(None) or self.end

    def key(self, gain: Gain) -> tuple[float, object, object]:
        """The earliest first; among equals by gain for the effort."""
        due = self.of(gain)
        return (due.timestamp() if due else float("inf"), -gain.per_effort, -gain.gain)
