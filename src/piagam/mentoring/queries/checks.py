"""What the region itself found on its claims."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, QuerySet

from piagam.editions.models import Edition
from piagam.entries.models import Claim, Report
from piagam.mentoring.models import InternalCheck
from piagam.mentoring.stated import still_holds


def live_checks(claims: Iterable[Claim]) -> dict[int, InternalCheck]:
    """Claim id → its newest check, whether it still holds or not; one query for all."""
    found = InternalCheck.objects.filter(claim__in=[claim.pk for claim in claims])
    return {check.claim_id: check for check in found.select_related("by", "answered_by").order_by("pk")}


def checked_levels(report: Report) -> dict[int, int]:
    """Claim id → level after the internal check; one query.

    A claim that nobody checked, that was asked back, or that states something else since, is not in it.
    """
    if report._state.adding:
        return {}
    newest: dict[int, InternalCheck] = {}
    found = InternalCheck.objects.filter(claim__report=report).select_related("claim").order_by("pk")
    for check in found:
        newest[check.claim_id] = check
    return {
        pk: check.level
        for pk, check in newest.items()
        if check.level is not None and still_holds(check, check.claim)
    }


def open_questions_of(departments: Collection[int]) -> QuerySet[InternalCheck]:
    """What was asked back about the rows of some departments and has no answer yet, the oldest first."""
    newer = InternalCheck.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
    found = InternalCheck.objects.filter(
        ~Exists(newer), verdict="ask_back", answered_at=None, claim__entry__department__in=departments
    )
    return found.select_related("claim__entry__innovation").order_by("pk")


def questions_to(departments: Collection[int], edition: Edition) -> QuerySet[InternalCheck]:
    """The same in one edition."""
    return open_questions_of(departments).filter(claim__report__edition=edition)
