"""Reading people: memberships, invitations, and what waits for a second person."""

from django.db.models import QuerySet
from django.utils import timezone

from piagam.people.models import Invitation, Membership, Proposal


def memberships_of(user_id: int) -> list[Membership]:
    """The roles a person holds now, the newest edition first, standing roles last."""
    found = Membership.objects.filter(user_id=user_id, user__is_active=True, ended_at=None)
    return list(found.select_related("user", "region", "department", "edition").order_by("-edition_id", "pk"))


def operators_of(region_code: str) -> QuerySet[Membership]:
    """The department operators of a region, active ones."""
    found = Membership.objects.filter(region_id=region_code, role="OPD", ended_at=None)
    return found.select_related("user", "department").order_by("department__name", "user__name")


def open_invitations(region_code: str | None = None) -> QuerySet[Invitation]:
    """Invitations that can still be accepted; of one region, or all."""
    found = Invitation.objects.filter(accepted_at=None, expires_at__gt=timezone.now())
    if region_code:
        found = found.filter(region_id=region_code)
    return found.select_related("region", "department").order_by("-created_at")


def invitation_by_token(token: str) -> Invitation | None:
    """The open invitation behind a link, or None."""
    return open_invitations().filter(token_sha256=Invitation.hash_of(token)).first()


def open_proposals(*actions: str, edition_id: str | None = None) -> QuerySet[Proposal]:
    """What waits for a second person, oldest first."""
    found = Proposal.objects.filter(decided_at=None, action__in=actions)
    if edition_id:
        found = found.filter(edition_id=edition_id)
    return found.select_related("proposed_by", "edition").order_by("proposed_at")
