"""Keeping and dropping scenarios. They belong to the region and change no claim."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.entries.locks import lock_report
from piagam.entries.models import Report
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.scoring.models import Scenario
from piagam.web.errors import Refused

MOST = 50


@transaction.atomic
def keep_scenario(
    report: Report, *, name: str, words: list[str], claims_sha256: str, index: str, by: Actor
) -> Scenario:
    """Keeps a scenario; one of the same name is written over."""
    locked = lock_report(report)
    require(by, "scenario.keep", locked)
    known = Scenario.objects.filter(report=locked)
    if not known.filter(name=name).exists() and known.count() >= MOST:
        raise Refused(_("Sudah ada %d skenario. Hapus yang tidak dipakai lagi.") % MOST, 409)
    scenario, _made = Scenario.objects.update_or_create(
        report=locked, name=name,
        defaults={"words": words, "claims_sha256": claims_sha256, "index": index, "made_by_id": by.user_id,
                  "updated_at": timezone.now()},
    )  # fmt: skip
    record("scenario.keep", by=by, on=scenario, region=locked.region_id, edition=locked.edition_id,
           data={"name": name, "words": len(words)})  # fmt: skip
    return scenario


@transaction.atomic
def drop_scenario(scenario: Scenario, *, by: Actor) -> None:
    """Removes a scenario."""
    locked = lock_report(scenario.report)
    require(by, "scenario.keep", locked)
    record("scenario.drop", by=by, on=scenario, region=locked.region_id, edition=locked.edition_id,
           data={"name": scenario.name})  # fmt: skip
    Scenario.objects.filter(pk=scenario.pk).delete()
