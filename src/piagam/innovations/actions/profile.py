"""Writing a profile: each field by itself, and never over what another person wrote meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.innovations.actions.bank import lock_seen
from piagam.innovations.models import FieldChange, Innovation
from piagam.innovations.rules import TITLE, profile_of
from piagam.innovations.values import EMPTY, only_adds, stamp_of
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused

ONE_SITTING = timedelta(minutes=10)


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed since this person loaded it: both values, and who."""

    field: str
    mine: Any
    theirs: Any
    change: FieldChange | None

    @property
    def version(self) -> int:
        """What to send to put the own value in place of theirs, knowingly."""
        return stamp_of(self.theirs)


@dataclass(frozen=True)
class Saved:
    """What a save did: the innovation after it, the fields it changed, those it left because of a conflict."""

    innovation: Innovation
    changed: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


@transaction.atomic
def save_fields(
    innovation: Innovation, values: Mapping[str, Any], *, versions: Mapping[str, int], by: Actor
) -> Saved:
    """Keeps the values that differ from what is stored; a field changed by another person since is left alone.

    `versions`: for each field the stamp (`stamp_of`) of the value that the person started from.
    """
    locked = lock_seen(innovation)
    require(by, "innovation.edit", locked)
    if locked.archived_at is not None:
        raise Refused(_("Inovasi ini diarsipkan; pulihkan dulu sebelum mengubahnya."), 409)
    kept = profile_of(locked)
    changed, conflicts = [], []
    for code, value in values.items():
        if stamp_of(kept.get(code)) == stamp_of(value):
            continue
        if versions.get(code) != stamp_of(kept.get(code)):
            conflicts.append(Conflict(code, value, kept.get(code), last_change(locked, code)))
            continue
        write(locked, code, kept.get(code), value, by=by)
        changed.append(code)
    if changed:
        locked.version += 1
        locked.updated_at = timezone.now()
        Innovation.objects.filter(pk=locked.pk).update(
            title=locked.title, profile=locked.profile, version=locked.version, updated_at=locked.updated_at
        )
        record(
            "innovation.edit", by=by, on=locked, region=locked.region_id,
            data={"fields": {code: stamp_of(values[code]) for code in changed}, "version": locked.version},
        )  # fmt: skip
    return Saved(locked, tuple(changed), tuple(conflicts))


def write(innovation: Innovation, code: str, old: Any, new: Any, *, by: Actor) -> None:
    """Puts a value into the profile and its history. Not saved yet."""
    if code == TITLE:
        if new in EMPTY:
            raise Refused(_("Inovasi perlu nama. Tuliskan namanya."), 422)
        innovation.title = str(new)
    if new in EMPTY:
        innovation.profile.pop(code, None)
    else:
        innovation.profile[code] = new
    now = timezone.now()
    lines = FieldChange.objects.filter(innovation=innovation, field=code).order_by("-at", "-pk")
    last = lines.values_list("pk", "by_id", "at", "new").first()
    if last is not None:
        pk, by_id, at, said = last
        same_sitting = by_id == by.user_id and now - at < ONE_SITTING
        if same_sitting and said == old and only_adds(old, new):
            FieldChange.objects.filter(pk=pk).update(new=new, at=now)
            return
    FieldChange.objects.create(innovation=innovation, field=code, old=old, new=new, by_id=by.user_id, at=now)


def last_change(innovation: Innovation, code: str) -> FieldChange | None:
    """The newest line of a field's history."""
    found = FieldChange.objects.filter(innovation=innovation, field=code)
    return found.select_related("by").order_by("-at", "-pk").first()
