"""Entering an innovation again: what was developed since, and last year's answers taken over."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.entries.actions.answering import level_of, lock_to_edit
from piagam.entries.earlier import earlier_entry
from piagam.entries.models import Claim, Entry
from piagam.entries.slots import indicators_for
from piagam.people.actor import Actor
from piagam.web.errors import Conflict409, Refused

LONGEST = 5_000


def stamp_of(text: str) -> str:
    """A short fingerprint of the text a page showed: what somebody else wrote meanwhile is not overwritten."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def save_developed(entry: Entry, *, text: str, seen: str, by: Actor) -> Entry:
    """Keeps what was developed since the entry before."""
    locked = lock_to_edit(entry, by=by)
    assert isinstance(locked, Entry)
    text = text.strip()
    if len(text) > LONGEST:
        raise Refused(_("Tulisan ini terlalu panjang: paling banyak 5.000 huruf."), 422)
    if text == locked.developed:
        return locked
    if seen != stamp_of(locked.developed):
        raise Conflict409(
            _("Tulisan ini baru saja diubah orang lain."), field="developed", label=_("Yang dikembangkan"),
            mine=text, theirs=locked.developed, version=0,
        )  # fmt: skip
    before, locked.developed = locked.developed, text
    locked.save(update_fields=["developed"])
    record(
        "entry.developed", by=by, on=locked, region=locked.report.region_id, edition=locked.report.edition_id,
        data={"from": len(before), "to": len(text)},
    )  # fmt: skip
    return locked


@transaction.atomic
def take_over(entry: Entry, *, by: Actor) -> int:
    """Copies last year's facts into rows that nobody has answered yet, where this year's rule can read them."""
    locked = lock_to_edit(entry, by=by)
    assert isinstance(locked, Entry)
    earlier = earlier_entry(locked)
    if earlier is None:
        raise Refused(_("Inovasi ini belum pernah ikut sebelumnya."), 409)
    kept = {claim.indicator: claim for claim in Claim.objects.filter(entry=earlier.pk)}
    mine = {claim.indicator: claim for claim in Claim.objects.select_for_update().filter(entry=locked.pk)}
    now, taken = timezone.now(), []
    for indicator in indicators_for(locked):
        old, new = kept.get(indicator.code), mine.get(indicator.code)
        if old is None or not old.facts or (new is not None and (new.facts or new.level is not None)):
            continue
        level = level_of(indicator, old.facts)
        if level is None:
            continue
        claim = new or Claim(report=locked.report, entry=locked, indicator=indicator.code, version=0)
        claim.facts, claim.level, claim.version = old.facts, level, claim.version + 1
        claim.updated_at, claim.updated_by_id = now, by.user_id
        claim.save()
        taken.append(indicator.code)
    if taken:
        record(
            "entry.take_over", by=by, on=locked, region=locked.report.region_id,
            edition=locked.report.edition_id, data={"from": earlier.pk, "rows": taken},
        )  # fmt: skip
    return len(taken)
