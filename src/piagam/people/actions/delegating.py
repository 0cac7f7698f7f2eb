"""An operator is away: a colleague fills in until a day, under the own name (A18)."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.notices.telling import tell
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import Membership, Role, User
from piagam.people.places import HeldRole
from piagam.people.queries import in_force
from piagam.web.errors import Refused

LONGEST = timedelta(days=92)


def delegate(membership: Membership, colleague: User, *, until: date, by: Actor) -> Membership:
    """The colleague may act as operator of the department until the end of that day."""
    with transaction.atomic():
        membership = _locked(membership)
        require(by, "role.delegate", HeldRole(membership))
        if membership.delegated_by_id is not None:
            raise Refused(_("Peran yang diwakili tidak dapat diwakilkan lagi."), 409)
        today = localdate()
        if not today <= until <= today + LONGEST:
            raise Refused(
                _("Pilih hari antara hari ini dan %(last)s.") % {"last": in_words(today + LONGEST)}, 422
            )
        theirs = colleague.memberships.filter(in_force(), role=Role.OPD, region=membership.region_id)
        if not theirs.filter(delegated_by=None).exists() or colleague.pk == membership.user_id:
            raise Refused(_("Wakilnya harus operator lain di daerah ini."), 422)
        if theirs.filter(department=membership.department_id).exists():
            raise Refused(_("%(name)s sudah operator perangkat daerah ini.") % {"name": colleague.name}, 409)
        for earlier in colleague.memberships.filter(
            department=membership.department_id, ended_at=None, until__lt=today
        ):
            _expire(earlier.pk)  # its last day is over; the hourly job has not come by yet
        made = Membership.objects.create(
            user=colleague, role=Role.OPD, region_id=membership.region_id, department_id=membership.department_id,
            delegated_by_id=membership.user_id, until=until,
        )  # fmt: skip
        words = {"name": membership.user.name, "unit": membership.department, "day": in_words(until)}
        text = _("Anda mewakili %(name)s di %(unit)s sampai %(day)s. Ganti peran lewat menu nama Anda.")
        tell(colleague, text % words, reverse("people:account"), kind="delegation.begun")
        if by.user_id != membership.user_id:
            words["name"] = colleague.name
            text = _("%(name)s mewakili Anda di %(unit)s sampai %(day)s.") % words
            tell(membership.user, text, reverse("people:account"), kind="delegation.begun")
        record(
            "delegation.begin", by=by, on=made, region=made.region_id,
            data={"of": membership.user_id, "to": colleague.pk, "until": until.isoformat()},
        )  # fmt: skip
    return made


def end_delegation(delegation: Membership, *, by: Actor) -> Membership:
    """Ends it before its last day."""
    with transaction.atomic():
        delegation = _locked(delegation)
        require(by, "role.delegate", HeldRole(delegation))
        if delegation.delegated_by_id is None:
            raise Refused(_("Ini bukan perwakilan."), 409)
        end_filling_in(delegation)
        record("delegation.end", by=by, on=delegation, region=delegation.region_id)
    return delegation


def end_expired() -> int:
    """Ends the delegations whose last day is over; how many. Done hourly, and only once for each."""
    over = Membership.objects.filter(ended_at=None, until__lt=localdate())
    return sum(_expire(key) for key in over.values_list("pk", flat=True))


def _expire(key: int) -> bool:
    with transaction.atomic():
        delegation = Membership.objects.select_for_update().filter(pk=key, ended_at=None).first()
        if delegation is None:
            return False
        end_filling_in(delegation)
        record("delegation.expire", by=None, on=delegation, region=delegation.region_id)
    return True


def end_filling_in(delegation: Membership) -> None:
    """Inside a transaction: it ends now, and both are told. The own role and its sessions go on."""
    delegation.ended_at = timezone.now()
    delegation.save(update_fields=["ended_at"])
    assert delegation.delegated_by is not None
    words = {"name": delegation.delegated_by.name, "unit": delegation.department}
    text = _("Perwakilan Anda untuk %(name)s di %(unit)s berakhir.") % words
    tell(delegation.user, text, reverse("people:account"), kind="delegation.ended")
    words["name"] = delegation.user.name
    text = _("%(name)s tidak lagi mewakili Anda di %(unit)s.") % words
    tell(delegation.delegated_by, text, reverse("people:account"), kind="delegation.ended")


def in_words(day: date) -> str:
    return date_format(day, "j F Y")


def _locked(membership: Membership) -> Membership:
    """The role as it is now, locked; Refused when it has ended meanwhile."""
    Membership.objects.select_for_update().get(pk=membership.pk)
    found = Membership.objects.select_related("user", "region", "department", "delegated_by")
    fresh = found.filter(in_force(), pk=membership.pk, role=Role.OPD).first()
    if fresh is None:
        raise Refused(_("Akun operator ini sudah tidak aktif."), 409)
    return fresh
