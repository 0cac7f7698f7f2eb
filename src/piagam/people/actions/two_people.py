"""What waits for a second person (conditions `2p` and `no` of the permission table)."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.people.actor import Actor
from piagam.people.models import Membership, Proposal, Role, User
from piagam.people.permissions import PERMISSIONS
from piagam.web.errors import Refused


def takes_two(action: str, role: str) -> bool:
    """Does the table ask this role for a second person?"""
    grant = PERMISSIONS[action].grants.get(role)
    return grant is not None and "2p" in grant.conditions


def other_administrators(by: Actor) -> QuerySet[User]:
    """The administrators who could decide what this one asks."""
    held = Membership.objects.filter(role=Role.ADM, ended_at=None)
    return User.objects.filter(is_active=True, memberships__in=held).exclude(pk=by.user_id or 0).distinct()


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it is now, locked; Refused when somebody has decided meanwhile."""
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    fresh = Proposal.objects.select_related("proposed_by", "edition").get(pk=proposal.pk)
    if not fresh.is_open:
        raise Refused(_("Usulan ini sudah diputuskan."), 409)
    return fresh


def decide(proposal: Proposal, by: Actor, *, approved: bool) -> None:
    """Writes down who decided, when, and how."""
    proposal.decided_by_id, proposal.decided_at, proposal.approved = by.user_id, timezone.now(), approved
    proposal.save(update_fields=["decided_by", "decided_at", "approved"])
