"""Locks, always taken in this order: edition, report, entry, claim."""

from django.db import connection

from piagam.editions.models import Edition
from piagam.entries.models import Entry, Report


def hold_edition(edition_id: str) -> Edition:
    """The edition, held until the transaction ends: nobody moves its phase or its end meanwhile.

    Writers share the hold and do not wait for each other; only a change of the edition itself does. SQLite
    has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM editions_edition WHERE id = %s FOR SHARE", [edition_id])
    return Edition.objects.get(pk=edition_id)


def lock_report(report: Report) -> Report:
    """The report as it is now, locked, begun if nothing was written into it before; its edition held."""
    edition = hold_edition(report.edition_id)
    if report._state.adding:
        Report.objects.get_or_create(edition=edition, region=report.region)
    found = Report.objects.select_for_update(of=("self",)).select_related("region")
    locked = found.get(edition=edition, region=report.region_id)
    locked.edition = edition
    return locked


def lock_entry(entry: Entry) -> Entry:
    """The entry as it is now, locked; its edition held, its report read but not locked."""
    edition = hold_edition(entry.report.edition_id)
    found = Entry.objects.select_for_update(of=("self",))
    locked = found.select_related("report__region", "innovation", "department").get(pk=entry.pk)
    locked.report.edition = edition
    return locked


def lock(holder: Entry | Report) -> Entry | Report:
    """What holds the claim, locked: an entry, or a report with the region's own answers."""
    return lock_entry(holder) if isinstance(holder, Entry) else lock_report(holder)
