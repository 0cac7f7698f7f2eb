"""One department goes into another: what that concerns, shown first, and then all of it at once (A17).

Nothing is moved that says what was: innovations, documents and entries stay under the name they were made under. The
successor's operators reach them because the merged department hangs on it (people/tree.py).
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.notices.telling import send_mail_later, tell_all
from piagam.people.actions.delegating import end_filling_in
from piagam.people.actions.operators import end_membership
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import Invitation, Membership
from piagam.people.reasons import reason_given
from piagam.regions.models import Department, Region
from piagam.regions.queries import possible_successors
from piagam.web.errors import Refused


@dataclass(frozen=True)
class Merger:
    """What a merger concerns, as it stands now."""

    department: Department
    successor: Department
    innovations: int
    documents: int
    entries: int
    members: list[Membership]
    invitations: list[Invitation]  # not accepted yet; those past their date too, since they can be sent again
    units: list[Department]

    @property
    def open_invitations(self) -> list[Invitation]:
        return [one for one in self.invitations if one.is_open]

    @property
    def fingerprint(self) -> str:
        """What the person has seen; whatever else it is meanwhile is shown again before anything happens."""
        rows = (self.members, self.open_invitations, self.units)
        said = [self.successor.pk, self.innovations, self.documents, self.entries]
        return hashlib.sha256(repr((said, [[one.pk for one in some] for some in rows])).encode()).hexdigest()


def merger_of(department: Department, successor: Department) -> Merger:
    """Everything that hangs on the department; read through relations, since most of it is of later stages."""
    members = Membership.objects.filter(department=department, ended_at=None).select_related("user")
    invitations = Invitation.objects.filter(department=department, accepted_at=None)
    return Merger(
        department, successor, department.innovations.count(), department.documents.count(),
        department.entries.count(), list(members.order_by("user__name", "pk")),
        list(invitations.order_by("email", "pk")),
        list(department.units.filter(merged_into=None).order_by("name", "pk")),
    )  # fmt: skip


@transaction.atomic
def merge_department(
    department: Department, successor: Department, *, merged_on: date, basis: str, by: Actor,
    ended: Collection[int] = (), revoked: Collection[int] = (),
) -> Merger:  # fmt: skip
    """Closes the department, puts it under its successor, and takes its people and sub-units there.

    `ended`: the memberships that end instead of moving; `revoked`: the invitations that are taken back instead.
    """
    region = Region.objects.select_for_update().get(pk=department.region_id)
    department = Department.objects.select_for_update().get(pk=department.pk)
    require(by, "department.merge", department)
    basis = reason_given(by, "department.merge", basis)
    require_mergeable(region, department, successor, merged_on)
    merger = merger_of(department, Department.objects.get(pk=successor.pk))
    moved = _take_people(merger, ended, by)
    _take_invitations(merger, revoked)
    department.units.filter(merged_into=None).update(parent=merger.successor)
    department.is_active, department.merged_into = False, merger.successor
    department.merged_on, department.merged_basis = merged_on, basis
    department.save(update_fields=["is_active", "merged_into", "merged_on", "merged_basis"])
    record(
        "department.merge", by=by, on=department, region=region.pk, reason=basis,
        data={
            "into": merger.successor.pk, "on": merged_on.isoformat(), "innovations": merger.innovations,
            "documents": merger.documents, "entries": merger.entries,
            "moved": [one.pk for one in merger.members if one.pk in moved],
            "ended": [one.pk for one in merger.members if one.pk not in moved],
            "invitations": [one.pk for one in merger.open_invitations if one.pk not in revoked],
            "revoked": [one.pk for one in merger.open_invitations if one.pk in revoked],
            "units": [one.pk for one in merger.units],
        },
    )  # fmt: skip
    return merger


def require_mergeable(region: Region, department: Department, successor: Department, merged_on: date) -> None:
    """Refuses a second merger, a circle, a closed successor, a tree too deep, a day that has not come."""
    if department.merged_into_id is not None:
        raise Refused(_("Perangkat daerah ini sudah bergabung ke yang lain."), 409)
    if not possible_successors(region, department).filter(pk=successor.pk).exists():
        sentence = _("Tidak bisa bergabung ke sana: pilih perangkat daerah lain yang masih digunakan.")
        raise Refused(sentence, 409)
    if merged_on > timezone.localdate(timezone=ZoneInfo(region.time_zone)):
        raise Refused(_("Tanggal itu belum tiba. Gabungkan pada harinya, atau sesudahnya."), 400)


def _take_people(merger: Merger, ended: Collection[int], by: Actor) -> set[int]:
    """Each membership goes to the successor or ends, and whoever it concerns is told. Gives those that went there."""
    names = {"old": merger.department.name, "new": merger.successor.name}
    there = Membership.objects.filter(department=merger.successor, role="OPD", ended_at=None)
    told = set(there.values_list("user", flat=True))
    moved = set()
    concerned = Membership.objects.select_for_update().filter(
        pk__in=[one.pk for one in merger.members], ended_at=None
    )
    for member in concerned.filter(delegated_by=None):
        if member.pk in ended:
            end_membership(member)
            text = _("%(old)s bergabung ke %(new)s. Peran Anda sebagai operator %(old)s berakhir.")
            send_mail_later(member.user.email, _("Peran Anda berakhir"), text % names)
        else:
            moved.add(_move(member, merger.successor))
            told.add(member.user_id)
    for member in concerned.filter(
        delegated_by__isnull=False
    ):  # those that did not end with their giver's role
        if member.pk in ended or works_at(member.user_id, merger.successor):
            end_filling_in(member)
        else:
            moved.add(_move(member, merger.successor))
            told.add(member.user_id)
    _end_what_is_own_now(merger.successor)
    text = _("%(old)s bergabung ke %(new)s. Inovasi dan dokumennya sekarang diurus operator %(new)s.") % names
    tell_all(sorted(told - {by.user_id}), text, reverse("desks:home"), kind="department.merge")
    return moved


def _move(member: Membership, successor: Department) -> int:
    member.department = successor
    member.save(update_fields=["department"])
    return member.pk


def works_at(user_id: int, department: Department) -> bool:
    """Does the person hold a role there already, an own one or a colleague's?"""
    return Membership.objects.filter(user=user_id, department=department, ended_at=None).exists()


def _end_what_is_own_now(successor: Department) -> None:
    """Whoever filled in at the successor, and belongs there since, fills in no more."""
    there = Membership.objects.filter(department=successor, ended_at=None)
    own = there.filter(delegated_by=None).values("user")
    for member in there.filter(delegated_by__isnull=False, user__in=own):
        end_filling_in(member)


def _take_invitations(merger: Merger, revoked: Collection[int]) -> None:
    """An open invitation leads to the successor or nowhere; one past its date leads there when it is sent again."""
    found = Invitation.objects.filter(pk__in=[one.pk for one in merger.invitations])
    found.filter(pk__in=revoked, expires_at__gt=timezone.now()).update(expires_at=timezone.now())
    found.update(department=merger.successor)
