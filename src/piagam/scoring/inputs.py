"""What goes into a computation: the claims of regions, as claimed or as verified."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from piagam.editions.models import Edition
from piagam.entries.claims_json import claims_of_reports
from piagam.entries.models import Claim, Report
from piagam.scoring.models import Run
from piagam.verification.models import Finding


def reports_in(edition: Edition) -> QuerySet[Report]:
    """The reports that count: submitted ones."""
    return Report.objects.filter(edition=edition, state="submitted").select_related("region", "edition")


def region_objects(edition: Edition, line: str) -> Iterator[dict[str, Any]]:
    """Each submitted region's object of CLAIMS.json, in the order of codes."""
    levels = verified_levels(edition) if line == Run.Line.VERIFIED else None
    yield from claims_of_reports(
        reports_in(edition).order_by("region_id"), levels=levels, only_submitted=True
    )


def verified_levels(edition: Edition, report: Report | None = None) -> dict[int, int]:
    """Claim id → verified level, from locked findings; a claim nobody found anything on is not in it."""
    found = Finding.objects.filter(claim__report__edition=edition, locked_at__isnull=False)
    if report is not None:
        found = found.filter(claim__report=report)
    return dict(found.values_list("claim_id", "level").iterator(chunk_size=20_000))


def unread_claims(edition: Edition) -> int:
    """How many claims above level 0, of submitted reports, have no locked finding yet."""
    claims = Claim.objects.filter(report__edition=edition, report__state="submitted", level__gt=0)
    claims = claims.filter(Q(entry=None) | Q(entry__state="submitted"))
    locked = Finding.objects.filter(locked_at__isnull=False).values("claim_id")
    return claims.exclude(pk__in=locked).count()
