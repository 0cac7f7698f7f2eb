"""Putting the lines of a document right, and taking a document out of use and back."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.innovations.actions.library import lock_document
from piagam.innovations.document_lines import as_recorded, cleaned
from piagam.innovations.models import Document
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused


@transaction.atomic
def correct_document(document: Document, *, by: Actor, **lines: Any) -> Document:
    """Puts the lines of a document right; what they said before stays in its history."""
    locked = lock_document(document.pk)
    require(by, "document.add", locked)
    given = cleaned(lines)
    before = {name: getattr(locked, name) for name, value in given.items() if getattr(locked, name) != value}
    if not before:
        return locked
    for name in before:
        setattr(locked, name, given[name])
    locked.save(update_fields=list(before))
    changes = {name: [as_recorded(old), as_recorded(given[name])] for name, old in before.items()}
    record("document.correct", by=by, on=locked, region=locked.region_id, data=changes)
    return locked


@transaction.atomic
def retire_document(document: Document, *, reason: str, by: Actor) -> Document:
    """Takes a document out of the choice; where it is used it stays."""
    locked = lock_document(document.pk)
    require(by, "document.add", locked)
    if locked.retired_at is not None:
        raise Refused(_("Dokumen ini sudah diistirahatkan."), 409)
    if not reason.strip():
        raise Refused(_("Tuliskan mengapa dokumen ini tidak dipakai lagi."), 422)
    locked.retired_at, locked.retired_because = timezone.now(), reason.strip()[:300]
    locked.save(update_fields=["retired_at", "retired_because"])
    record("document.retire", by=by, on=locked, region=locked.region_id, reason=locked.retired_because)
    return locked


@transaction.atomic
def restore_document(document: Document, *, by: Actor) -> Document:
    """Puts a retired document back into the choice."""
    locked = lock_document(document.pk)
    require(by, "document.add", locked)
    if locked.retired_at is None:
        raise Refused(_("Dokumen ini memang masih dipakai."), 409)
    locked.retired_at, locked.retired_because = None, ""
    locked.save(update_fields=["retired_at", "retired_because"])
    record("document.restore", by=by, on=locked, region=locked.region_id)
    return locked
