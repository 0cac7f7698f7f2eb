"""Taking an innovation away that never went anywhere. A tombstone stays."""

import hashlib
import json

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.innovations.actions.bank import lock_innovation
from piagam.innovations.models import Innovation, Tombstone
from piagam.innovations.rules import profile_of
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused

LONGEST_REASON = 300


@transaction.atomic
def delete_innovation(innovation: Innovation, *, reason: str, by: Actor) -> Tombstone:
    """Deletes an innovation that was never submitted, with its history; documents stay in the library."""
    locked = lock_innovation(innovation.pk)
    require(by, "innovation.delete", locked)
    said = " ".join(reason.split())[:LONGEST_REASON]
    if not said:
        raise Refused(_("Tuliskan mengapa inovasi ini dihapus."), 422)
    refuse_what_went_somewhere(locked)
    title, number = locked.title, locked.pk
    whole = json.dumps(profile_of(locked), ensure_ascii=False, sort_keys=True)
    stone = Tombstone.objects.create(
        region=locked.region, department=locked.department, number=number, title=title, reason=said,
        sha256=hashlib.sha256(whole.encode()).hexdigest(), begun_at=locked.created_at, deleted_by_id=by.user_id,
    )  # fmt: skip
    try:
        locked.changes.all().delete()
        locked.delete()
    except ProtectedError:
        raise Refused(_("Inovasi ini masih dipakai di tempat lain. Arsipkan saja."), 409) from None
    record(
        "innovation.delete", by=by, on=("innovations.innovation", str(number)), region=stone.region_id,
        reason=said, data={"sha256": stone.sha256, "title": title},
    )  # fmt: skip
    return stone


def refuse_what_went_somewhere(innovation: Innovation) -> None:
    """The sentences of a no: submitted once, entered now, or holding what was merged into it."""
    entries = list(innovation.entries.select_related("report__edition"))
    for entry in entries:
        if entry.state == "submitted" or entry.frozen is not None:
            raise Refused(
                _("Inovasi ini sudah pernah terkirim (%(edition)s) dan tidak dapat dihapus. Arsipkan saja.")
                % {"edition": entry.report.edition.title},
                409,
            )
    for entry in entries:
        raise Refused(
            _("Inovasi ini diikutkan di %(edition)s. Batalkan dulu keikutsertaannya, baru hapus.")
            % {"edition": entry.report.edition.title},
            409,
        )
    if innovation.merged.exists():
        raise Refused(
            _("Inovasi lain pernah digabung ke sini; riwayatnya menunjuk ke sini. Arsipkan saja."), 409
        )
