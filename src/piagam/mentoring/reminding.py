"""The ladder of reminders, looked at every hour: only departments that are unfinished at that moment hear of it."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from piagam.editions.clock import database_now
from piagam.mentoring.deadlines import step_now
from piagam.mentoring.models import Deadline, Reminder
from piagam.mentoring.queries.progress import Progress, progress_of
from piagam.notices.telling import tell_all
from piagam.people.models import Membership
from piagam.people.tree import Tree, tree_of
from piagam.web.instants import in_zone


def remind_departments() -> int:
    """Sends what is due now, once each; how many departments were told."""
    now = database_now()
    dates = Deadline.objects.filter(due_at__gte=now).select_related("region", "edition")
    places = {(one.region_id, one.edition_id): one for one in dates}
    return sum(_remind_region(one) for one in places.values() if one.edition.phase_at(now) == "O")


def _remind_region(some: Deadline) -> int:
    region, edition, told = some.region, some.edition, 0
    for one in reachable(progress_of(region, edition), tree_of(region.pk)):
        if one.due is None or one.is_finished:
            continue
        step = step_now(one.due, one.now, region.time_zone)
        if step is not None:
            told += _remind(one, step, edition.pk)
    return told


def reachable(found: list[Progress], tree: Tree) -> list[Progress]:
    """The departments that have operators; a sub-unit without any counts with the nearest above it that has."""
    having = {one.department.pk: one for one in found if one.operators}
    for one in found:
        if not one.operators and (above := tree.nearest(one.department.pk, having)):
            having[above].take(one)
    return list(having.values())


@transaction.atomic
def _remind(one: Progress, step: int, edition: str) -> int:
    """Tells the operators of one department; 0 when this step was told before."""
    assert one.due is not None
    reminder, is_new = Reminder.objects.get_or_create(
        deadline=one.due.deadline, department=one.department, due_at=one.due.at, days=step
    )
    if not is_new:
        return 0
    people = Membership.objects.filter(
        Q(edition=None) | Q(edition=edition), department=one.department, role="OPD", ended_at=None,
        user__is_active=True,
    ).values_list("user", flat=True)  # fmt: skip
    reminder.told = tell_all(
        sorted(set(people)), sentence(one), reverse("entries:my_report"), kind="deadline"
    )
    reminder.save(update_fields=["told"])
    return 1


def sentence(one: Progress) -> str:
    """What a department reads: how long, until when, what is missing."""
    assert one.due is not None
    days, until = one.days_left or 0, in_zone(one.due.at, one.zone)
    if days == 0:
        left = _("Hari ini tenggat perangkat daerah Anda (%(until)s).") % {"until": until}
    else:
        text = ngettext("%(days)d hari lagi tenggat perangkat daerah Anda (%(until)s).",
                        "%(days)d hari lagi tenggat perangkat daerah Anda (%(until)s).", days)  # fmt: skip
        left = text % {"days": days, "until": until}
    if not one.entries:
        return left + " " + _("Belum ada inovasi yang diikutkan.")
    open_ = one.draft + one.returned
    text = ngettext("%(open)d inovasi belum diajukan.", "%(open)d inovasi belum diajukan.", open_)
    return left + " " + text % {"open": open_}
