"""Beginning an innovation, putting it away, taking it out again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.innovations.models import FieldChange, Innovation
from piagam.innovations.rules import TITLE
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.regions.models import Department
from piagam.web.errors import Refused


@transaction.atomic
def create_innovation(department: Department, *, title: str, by: Actor) -> Innovation:
    """Begins an innovation in the bank; its other fields may wait."""
    name = " ".join(title.split())
    innovation = Innovation(
        region=department.region,
        department=department,
        title=name,
        profile={TITLE: name},
        created_by_id=by.user_id,
    )
    require(by, "innovation.create", innovation)
    if not name:
        raise Refused(_("Inovasi perlu nama. Tuliskan namanya."), 422)
    if not department.is_active:
        raise Refused(_("Perangkat daerah ini sudah tidak aktif."), 409)
    innovation.save()
    FieldChange.objects.create(innovation=innovation, field=TITLE, old=None, new=name, by_id=by.user_id)
    record(
        "innovation.create",
        by=by,
        on=innovation,
        region=innovation.region_id,
        data={"department": department.pk},
    )
    return innovation


def archive_innovation(innovation: Innovation, *, by: Actor) -> Innovation:
    """Puts an innovation away: it leaves the list and can be taken out again."""
    return _put(innovation, away=True, by=by)


def unarchive_innovation(innovation: Innovation, *, by: Actor) -> Innovation:
    """Takes an innovation out of the archive."""
    return _put(innovation, away=False, by=by)


@transaction.atomic
def _put(innovation: Innovation, *, away: bool, by: Actor) -> Innovation:
    locked = lock_innovation(innovation.pk)
    require(by, "innovation.archive", locked)
    if (locked.archived_at is not None) == away:
        return locked
    locked.archived_at = timezone.now() if away else None
    locked.merged_into = None  # put away for itself, or taken out again: it points nowhere
    locked.save(update_fields=["archived_at", "merged_into"])
    record(
        "innovation.archive" if away else "innovation.unarchive", by=by, on=locked, region=locked.region_id
    )
    return locked


def lock_seen(innovation: Innovation) -> Innovation:
    """The same, for one that was just read with its region: a region never changes, so it is not read twice."""
    locked = Innovation.objects.select_for_update().get(pk=innovation.pk)
    locked.region = innovation.region
    return locked


def lock_innovation(pk: int) -> Innovation:
    """The innovation as it is now, locked."""
    found = Innovation.objects.select_for_update(of=("self",)).select_related("region", "department")
    return found.get(pk=pk)
