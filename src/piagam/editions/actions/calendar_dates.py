"""The calendar of an edition: two instants that act, and planned dates for people to read (E03)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.actions.proposals import locked
from piagam.editions.clock import database_now
from piagam.editions.models import CalendarDate, Edition
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.reasons import reason_given
from piagam.web.errors import Refused
from piagam.web.instants import ZONES
from tallybook import Rulebook

WIB = ZONES["WIB"]
REPORTING = "reporting"  # the calendar entry of a rulebook that proposes when to open and to close


@dataclass(frozen=True)
class PlannedDate:
    """A planned date as a person states it: whole days in WIB."""

    code: str
    starts: date | None
    ends: date | None


def first_instant(day: date | None) -> datetime | None:
    """00.00.00 WIB of the day."""
    return datetime.combine(day, time.min, WIB) if day else None


def last_instant(day: date | None) -> datetime | None:
    """23.59.59 WIB of the day."""
    return datetime.combine(day, time(23, 59, 59), WIB) if day else None


def plan_from(edition: Edition, rulebook: Rulebook) -> None:
    """Inside a transaction: the rulebook's planned dates become the edition's first plan."""
    for position, entry in enumerate(rulebook.calendar):
        starts, ends = first_instant(entry.opens), last_instant(entry.closes)
        CalendarDate.objects.update_or_create(
            edition=edition, code=entry.code,
            defaults={"label": entry.label, "position": position, "starts_at": starts, "ends_at": ends},
        )  # fmt: skip


def proposed_span(edition: Edition) -> tuple[datetime | None, datetime | None]:
    """When the edition opens and closes: as set, or as its rulebook plans it."""
    planned = edition.dates.filter(code=REPORTING).first()
    opens = edition.opens_at or (planned.starts_at if planned else None)
    return opens, edition.closes_at or (planned.ends_at if planned else None)


def set_calendar(
    edition: Edition, *, opens_at: datetime, closes_at: datetime, dates: Iterable[PlannedDate] = (), by: Actor,
    reason: str,
) -> Edition:  # fmt: skip
    """Sets when the edition opens and closes, and the planned dates; only before it opens."""
    with transaction.atomic():
        edition = locked(edition)
        require(by, "edition.set_calendar", edition)
        reason = reason_given(by, "edition.set_calendar", reason)
        if opens_at >= closes_at:
            raise Refused(_("Batas waktu harus setelah waktu dibuka."), 400)
        if closes_at <= database_now():
            raise Refused(_("Batas waktu sudah lewat; tetapkan waktu yang akan datang."), 400)
        edition.opens_at, edition.closes_at = opens_at, closes_at
        edition.save(update_fields=["opens_at", "closes_at"])
        for planned in dates:
            if planned.starts and planned.ends and planned.starts > planned.ends:
                raise Refused(_("Ada tanggal rencana yang berakhir sebelum dimulai."), 400)
            edition.dates.filter(code=planned.code).update(
                starts_at=first_instant(planned.starts), ends_at=last_instant(planned.ends)
            )
        edition.dates.filter(code=REPORTING).update(starts_at=opens_at, ends_at=closes_at)
        record(
            "edition.set_calendar", by=by, on=edition, edition=edition.pk, reason=reason,
            data={"opens_at": opens_at, "closes_at": closes_at},
        )  # fmt: skip
    return edition
