"""Mentors, coaching notes, dates, and reminding by hand."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.clock import database_now
from piagam.editions.models import Edition
from piagam.mentoring.deadlines import LADDER
from piagam.mentoring.models import CoachingNote, Deadline, Mentor
from piagam.mentoring.queries.mentors import coordinators_of, last_nudges
from piagam.mentoring.queries.places import RegionGate
from piagam.notices.telling import tell_all
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import Membership
from piagam.people.queries import in_force
from piagam.regions.models import Department, Region
from piagam.web.errors import Refused

QUIET = timedelta(hours=12)  # a department is reminded by hand once in that time
END_OF_DAY = time(23, 59, 59)


@transaction.atomic
def assign_mentor(gate: RegionGate, departments: Sequence[int], *, user_id: int | None, by: Actor) -> int:
    """Gives departments to a mentor, or to nobody; who had them before stays in the history. How many changed."""
    require(by, "mentor.assign", gate)
    region = Region.objects.select_for_update().get(pk=gate.region.pk)
    if user_id is not None and user_id not in {one.user_id for one in coordinators_of(region, gate.edition)}:
        raise Refused(_("Pendamping harus koordinator daerah ini dengan akun aktif."), 422)
    units = list(Department.objects.filter(region=region, pk__in=departments).select_related("region"))
    if not units:
        raise Refused(_("Pilih paling sedikit satu perangkat daerah."), 422)
    now, changed = timezone.now(), []
    for unit in units:
        kept = Mentor.objects.filter(department=unit, until=None).first()
        if (kept.user_id if kept else None) == user_id:
            continue
        if kept:
            Mentor.objects.filter(pk=kept.pk).update(until=now)
        if user_id is not None:
            Mentor.objects.create(department=unit, user_id=user_id, assigned_by_id=by.user_id, since=now)
        changed.append(unit)
    if changed:
        record("mentor.assign", by=by, on=gate.region, region=region.pk, edition=gate.edition.pk,
               data={"mentor": user_id, "departments": [one.pk for one in changed]})  # fmt: skip
        if user_id is not None and user_id != by.user_id:
            names = ", ".join(one.name for one in changed)
            tell_all([user_id], _("Anda sekarang mendampingi %(names)s.") % {"names": names},
                     reverse("mentoring:departments"), kind="mentor.assign")  # fmt: skip
    return len(changed)


@transaction.atomic
def note_coaching(department: Department, *, text: str, by: Actor) -> CoachingNote:
    """Keeps a note that only coordinators of the region read."""
    require(by, "mentor.assign", department)
    if not text.strip():
        raise Refused(_("Tulis catatannya lebih dahulu."), 422)
    note = CoachingNote.objects.create(department=department, text=text.strip()[:4000], by_id=by.user_id)
    record("mentor.note", by=by, on=department, region=department.region_id)
    return note


def end_of(day: date, zone: str) -> datetime:
    """The last second of a day in the region's zone."""
    return datetime.combine(day, END_OF_DAY, ZoneInfo(zone))


@transaction.atomic
def set_deadline(
    region: Region, edition: Edition, *, department: Department | None, day: date | None, by: Actor,
    ladder: Sequence[int] | None = None,
) -> Deadline | None:  # fmt: skip
    """Sets the region's date or a department's own; without a day it is taken away. Not after the edition's end."""
    require(by, "department.deadline", department or region)
    Region.objects.select_for_update().get(pk=region.pk)
    kept = Deadline.objects.filter(region=region, edition=edition, department=department)
    if day is None:
        if kept.delete()[0]:
            keep_event(region, edition, department, None, by)
        return None
    due = end_of(day, region.time_zone)
    if edition.closes_at and due > edition.closes_at:
        due = edition.closes_at if due.date() == edition.closes_at.astimezone(due.tzinfo).date() else due
        if due > edition.closes_at:
            raise Refused(_("Tenggat tidak boleh sesudah penjaringan ditutup."), 422)
    if due < database_now():
        raise Refused(_("Tenggat harus hari ini atau sesudahnya."), 422)
    steps = sorted(
        {one for one in (ladder if ladder is not None else LADDER) if 0 <= one <= 60}, reverse=True
    )
    made, _new = Deadline.objects.update_or_create(
        region=region, edition=edition, department=department,
        defaults={"due_at": due, "ladder": [] if department else steps, "set_by_id": by.user_id,
                  "set_at": timezone.now()},
    )  # fmt: skip
    keep_event(region, edition, department, due, by)
    return made


def keep_event(
    region: Region, edition: Edition, department: Department | None, due: datetime | None, by: Actor
) -> None:
    record("department.deadline", by=by, on=department or region, region=region.pk, edition=edition.pk,
           data={"due": due.isoformat() if due else None})  # fmt: skip


@transaction.atomic
def nudge(gate: RegionGate, departments: Sequence[int], *, text: str, by: Actor) -> int:
    """Tells the operators of departments a sentence, each department once in twelve hours; how many people."""
    require(by, "department.nudge", gate)
    if not text.strip():
        raise Refused(_("Tulis pesannya lebih dahulu."), 422)
    Region.objects.select_for_update().get(pk=gate.region.pk)
    recent = last_nudges(gate.region, database_now() - QUIET)
    chosen = [one for one in departments if one not in recent]
    if not chosen:
        raise Refused(_("Perangkat daerah itu sudah diingatkan dalam 12 jam terakhir."), 409)
    people = Membership.objects.filter(
        in_force(), Q(edition=None) | Q(edition=gate.edition), region=gate.region, role="OPD",
        department__in=chosen, user__is_active=True,
    )  # fmt: skip
    users = sorted(set(people.values_list("user", flat=True)))
    if not users:
        raise Refused(_("Perangkat daerah itu belum punya operator. Undang operatornya lebih dahulu."), 409)
    record("department.nudge", by=by, on=gate.region, region=gate.region.pk, edition=gate.edition.pk,
           data={"departments": sorted(chosen), "people": len(users)})  # fmt: skip
    return tell_all(users, text.strip()[:480], reverse("entries:my_report"), kind="department.nudge")
