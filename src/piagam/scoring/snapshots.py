"""How a report stood day by day: measured on the day, kept, never filled in afterwards."""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery

from piagam.editions.clock import database_now
from piagam.editions.models import Edition, Phase
from piagam.entries.models import Report, Submission
from piagam.scoring.checked import checked_levels
from piagam.scoring.lines import stated_levels
from piagam.scoring.models import Snapshot
from piagam.scoring.standing import what_if
from tallybook import TallybookError

log = logging.getLogger(__name__)
EVENING = 20  # from this hour on, in the region's zone, the day is measured


def local(report: Report, instant: datetime) -> datetime:
    """The instant on the region's clocks."""
    return instant.astimezone(ZoneInfo(report.region.time_zone))


def take_snapshot(report: Report) -> Snapshot:
    """Measures a report now and keeps it as its state of the day; a later one of the same day takes its place."""
    measured = measured_now(report)
    fields = ("taken_at", "claimed", "checked", "innovations", "claims", "claims_checked")
    defaults = {name: getattr(measured, name) for name in fields}
    found, _made = Snapshot.objects.update_or_create(report=report, day=measured.day, defaults=defaults)
    return found


def measured_now(report: Report) -> Snapshot:
    """How a report stands at this moment; not kept."""
    now = database_now()
    what, stated = what_if(report), stated_levels(report)
    checked = {pk: level for pk, level in checked_levels(report).items() if pk in stated}
    return Snapshot(
        report=report,
        day=local(report, now).date(),
        taken_at=now,
        claimed=what.present.result.hundredths,
        checked=what_if(report, levels=checked).present.result.hundredths if checked else None,
        innovations=len(what.known),
        claims=len(stated),
        claims_checked=len(checked),
    )


def take_due() -> int:
    """The hourly job: every open report in its evening, and any that was submitted since; how many."""
    taken = 0
    for report in due(database_now()):
        try:
            take_snapshot(report)
        except TallybookError:  # claims that do not fit their rulebook: that region's day stays empty
            log.exception("No snapshot of report %s.", report.pk)
        else:
            taken += 1
    return taken


def due(now: datetime) -> list[Report]:
    """Reports to measure now."""
    return [report for report in open_reports(now) if _is_due(report, now)]


def open_reports(now: datetime) -> QuerySet[Report]:
    """Reports of editions that are open, with the last time each was measured and submitted."""
    open_now = [one.pk for one in Edition.objects.filter(phase=Phase.OPEN) if one.phase_at(now) == Phase.OPEN]
    measured = Snapshot.objects.filter(report=OuterRef("pk")).order_by("-taken_at").values("taken_at")[:1]
    submitted = (
        Submission.objects.filter(report=OuterRef("pk")).order_by("-submitted_at").values("submitted_at")
    )
    found = Report.objects.filter(edition__in=open_now).select_related("region", "edition").order_by("pk")
    return found.annotate(measured_at=Subquery(measured), sent_at=Subquery(submitted[:1]))


def _is_due(report: Report, now: datetime) -> bool:
    measured: datetime | None = getattr(report, "measured_at", None)
    sent: datetime | None = getattr(report, "sent_at", None)
    if sent is not None and (measured is None or measured < sent):
        return True
    here = local(report, now)
    return here.hour >= EVENING and (measured is None or local(report, measured).date() < here.date()
                                     or local(report, measured).hour < EVENING)  # fmt: skip


def season_of(report: Report) -> list[Snapshot]:
    """The days that were measured, in order, and while the edition is open this moment as today's."""
    kept = list(Snapshot.objects.filter(report=report).order_by("day"))
    if report.edition.phase_now != Phase.OPEN:
        return kept
    now = measured_now(report)
    return [*(one for one in kept if one.day != now.day), now]
