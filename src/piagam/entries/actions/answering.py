"""Answering a row: facts in, level out."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.entries.facts import in_words
from piagam.entries.locks import lock
from piagam.entries.models import Claim, Entry, Report
from piagam.entries.slots import report_of
from piagam.entries.states import require_state
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Conflict409, Refused
from tallybook import FactsError, Indicator


class ChangedMeanwhile(Conflict409):
    """Someone saved the row after this person had opened it; `kept` is what is there now."""

    def __init__(self, indicator: Indicator, kept: Claim, *, facts: Mapping[str, Any] | None) -> None:
        super().__init__(
            _("Isian ini baru saja diubah orang lain. Bandingkan dulu, lalu simpan lagi."),
            field=indicator.code,
            label=indicator.label,
            mine=in_words(indicator, facts),
            theirs=in_words(indicator, kept.facts),
            version=kept.version,
        )
        self.kept = kept


def lock_to_edit(holder: Entry | Report, *, by: Actor) -> Entry | Report:
    """The holder, locked, when its answers may be changed by this person now."""
    locked = lock(holder)
    require(by, "claim.edit", locked)
    require_state(report_of(locked), "claim.edit")
    require_state(locked, "claim.edit")
    return locked


def claim_of(holder: Entry | Report, indicator: str) -> Claim:
    """The claim of a row, locked; a new one, not yet saved, when the row was never touched."""
    kept = Claim.objects.select_for_update().filter(indicator=indicator)
    if isinstance(holder, Entry):
        found = kept.filter(entry=holder).first()
        return found or Claim(report=holder.report, entry=holder, indicator=indicator, version=0)
    found = kept.filter(report=holder, entry=None).first()
    return found or Claim(report=holder, indicator=indicator, version=0)


def level_of(indicator: Indicator, facts: Mapping[str, Any]) -> int | None:
    """The level that follows from the facts; None while they do not suffice."""
    try:
        return indicator.answer.derive(facts).level if facts else None
    except FactsError:
        return None


@transaction.atomic
def save_claim(
    holder: Entry | Report,
    indicator: Indicator,
    *,
    facts: Mapping[str, Any] | None = None,
    level: int | None = None,
    version: int,
    by: Actor,
) -> Claim:
    """Keeps the facts of a row and the level that follows, if nobody else changed it since `version`.

    Facts that do not yet suffice are kept too, without a level. A bare level is taken only without facts.
    """
    locked = lock_to_edit(holder, by=by)
    kept_facts = dict(facts or {}) or None
    derived = level_of(indicator, kept_facts) if kept_facts else level
    if derived is not None and not 0 <= derived <= len(indicator.levels):
        raise Refused(_("Tingkat itu tidak ada pada indikator ini."), 422)
    claim = claim_of(locked, indicator.code)
    if claim.facts == kept_facts and claim.level == derived:
        return claim
    if claim.version != version:
        raise ChangedMeanwhile(indicator, claim, facts=kept_facts)
    before = claim.level
    claim.facts, claim.level = kept_facts, derived
    claim.version += 1
    claim.updated_at, claim.updated_by_id = timezone.now(), by.user_id
    claim.save()
    report = report_of(locked)
    record(
        "claim.edit", by=by, on=claim, region=report.region_id, edition=report.edition_id,
        data={"indicator": indicator.code, "from": before, "to": derived, "version": claim.version},
    )  # fmt: skip
    return claim
