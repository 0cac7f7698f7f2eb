"""Making one innovation of two that were written twice. Nothing of either is lost."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.models import Phase
from piagam.innovations.actions.bank import lock_innovation
from piagam.innovations.actions.profile import write
from piagam.innovations.models import Innovation
from piagam.innovations.rules import profile_of
from piagam.innovations.values import stamp_of
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused


@transaction.atomic
def merge_innovations(
    kept: Innovation,
    other: Innovation,
    *,
    taken: Collection[str],
    versions: tuple[int, int],
    by: Actor,
) -> Innovation:
    """Keeps the one, with the named fields taken from the other; archives the other with a pointer to it.

    `versions`: of both as the person compared them; a change since then is shown again instead of decided blindly.
    """
    locked = {pk: lock_innovation(pk) for pk in sorted({kept.pk, other.pk})}
    if len(locked) != 2:
        raise Refused(_("Pilih inovasi lain untuk digabungkan."), 422)
    one, two = locked[kept.pk], locked[other.pk]
    for each in (one, two):
        require(by, "innovation.merge", each)
    refuse_what_cannot_be_merged(one, two)
    if (one.version, two.version) != versions:
        raise Refused(_("Salah satu inovasi baru saja diubah orang lain. Bandingkan sekali lagi."), 409)
    mine, theirs = profile_of(one), profile_of(two)
    changed = [code for code in taken if stamp_of(mine.get(code)) != stamp_of(theirs.get(code))]
    for code in changed:
        write(one, code, mine.get(code), theirs.get(code), by=by)
    now = timezone.now()
    one.version, one.updated_at = one.version + 1, now
    one.save(update_fields=["title", "profile", "version", "updated_at"])
    two.archived_at, two.merged_into = now, one
    two.save(update_fields=["archived_at", "merged_into"])
    record("innovation.merge", by=by, on=one, region=one.region_id, data={"other": two.pk, "fields": changed})
    record("innovation.archive", by=by, on=two, region=two.region_id, data={"merged_into": one.pk})
    return one


def refuse_what_cannot_be_merged(kept: Innovation, other: Innovation) -> None:
    """The sentences of a no: another region, the archive, or an open report that counts them both."""
    if kept.region_id != other.region_id:
        raise Refused(_("Hanya inovasi di daerah yang sama dapat digabungkan."), 422)
    if kept.archived_at is not None or other.archived_at is not None:
        raise Refused(_("Salah satunya sudah diarsipkan. Pulihkan dulu, baru gabungkan."), 409)
    for entry in open_entries(other):
        words = {"other": other.title, "edition": entry.report.edition.title}
        if kept.entries.filter(report=entry.report_id).exists():
            raise Refused(
                _(
                    "Keduanya diikutkan di %(edition)s. Batalkan dulu keikutsertaan “%(other)s” yang masih draf."
                )
                % words,
                409,
            )
        raise Refused(
            _(
                "“%(other)s” sedang diikutkan di %(edition)s. Pertahankan yang itu, atau batalkan dulu drafnya."
            )
            % words,
            409,
        )


def open_entries(innovation: Innovation) -> list[Any]:
    """Its entries in editions that still take reports. Read through the relation: entries are a later stage."""
    found = innovation.entries.select_related("report__edition")
    return [entry for entry in found if entry.report.edition.phase_now == Phase.OPEN]
