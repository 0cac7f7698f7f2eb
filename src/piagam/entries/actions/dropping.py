"""Taking an innovation out of an open report again, while it is a draft that nobody has seen submitted."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.entries.locks import lock_entry, lock_report
from piagam.entries.models import Claim, Entry, Submission
from piagam.entries.states import require_state
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused


@transaction.atomic
def drop_entry(entry: Entry, *, by: Actor) -> None:
    """Deletes a draft with its claims; the innovation stays in the bank, its documents in the library."""
    lock_report(entry.report)
    locked = lock_entry(entry)
    require(by, "entry.drop", locked)
    require_state(locked.report, "entry.drop")
    require_state(locked, "entry.drop")
    report, number = locked.report, locked.pk
    if Submission.objects.filter(report=report, submitted_at__gt=locked.created_at).exists():
        raise Refused(_("Laporan inovasi ini pernah ikut terkirim dan tidak dapat dibatalkan."), 409)
    answered = Claim.objects.filter(entry=locked).count()
    try:
        Claim.objects.filter(entry=locked).delete()
        locked.delete()
    except ProtectedError:
        raise Refused(
            _("Laporan inovasi ini sudah dipakai di tempat lain dan tidak dapat dibatalkan."), 409
        ) from None
    record(
        "entry.drop", by=by, on=("entries.entry", str(number)), region=report.region_id,
        edition=report.edition_id, data={"innovation": locked.innovation_id, "claims": answered},
    )  # fmt: skip
