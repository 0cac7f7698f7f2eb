"""Reading people: memberships, invitations, and what waits for a second person."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.timezone import localdate

from piagam.people.actor import Actor
from piagam.people.lookups import region_named
from piagam.people.models import Announcement, Invitation, Membership, Proposal, User
from piagam.people.places import HeldRole, PeopleOfRegion

T = TypeVar("T", bound=Model)


def in_force(path: str = "") -> Q:
    """Roles that are held today: a delegation is over after its last day, even before the hourly job ends it.

    `path` leads to the memberships from what is asked for: "memberships__" from people.
    """
    ends = f"{path}until"
    return Q(**{f"{path}ended_at": None}) & (Q(**{ends: None}) | Q(**{f"{ends}__gte": localdate()}))


def memberships_of(user_id: int) -> list[Membership]:
    """The roles a person holds now, the newest edition first, standing roles last."""
    found = Membership.objects.filter(in_force(), user_id=user_id, user__is_active=True)
    return list(
        found.select_related("user", "region", "department", "edition", "delegated_by").order_by(
            "-edition_id", "pk"
        )
    )


def rooms_of(people: list[int]) -> list[tuple[int, str]]:
    """Each coordinator among these people, with the code of the region whose room they share."""
    held = Membership.objects.filter(in_force(), user__in=people, role="COR", region__isnull=False)
    return [(user, region) for user, region in held.values_list("user", "region") if region]


def coordinators_of(region_code: str) -> list[int]:
    """The coordinators of a region."""
    held = Membership.objects.filter(in_force(), role="COR", region=region_code, user__is_active=True)
    return list(held.values_list("user", flat=True))


def zones_of(people: list[int]) -> dict[int, str]:
    """The clock of the region that each of these people works for; whoever works for none is left out."""
    held = Membership.objects.filter(in_force(), user__in=people, region__isnull=False).order_by("-pk")
    return dict(held.values_list("user", "region__time_zone"))


def roles_of(user: User) -> list[Membership]:
    """The same roles with as little as an actor needs, for every request: one join instead of four."""
    found = (
        Membership.objects.filter(in_force(), user_id=user.pk)
        if user.is_active
        else Membership.objects.none()
    )
    roles = list(found.select_related("region").order_by("-edition_id", "pk"))
    for role in roles:
        role.user = user
    return roles


def operators_of(region_code: str) -> QuerySet[Membership]:
    """The department operators of a region, active ones."""
    found = Membership.objects.filter(in_force(), region_id=region_code, role="OPD")
    return found.select_related("user", "department", "delegated_by").order_by(
        "department__name", "user__name"
    )


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


def standing_accounts(words: str = "", role: str = "") -> QuerySet[Membership]:
    """Every role that is held now, by role and name; narrowed by words and role."""
    found = Membership.objects.filter(ended_at=None).select_related("user", "region", "department", "edition")
    if words:
        found = found.filter(
            Q(user__name__icontains=words)
            | Q(user__email__icontains=words)
            | Q(region__name__icontains=words)
        )
    if role:
        found = found.filter(role=role)
    return found.order_by("role", "user__name", "pk")


def proposal_by_id(actor: Actor, proposal_id: int) -> Proposal:
    """A proposal about an account; Http404 for one about anything else."""
    del actor
    found = Proposal.objects.filter(pk=proposal_id, action__in=["regional_account.ask", "staff_account.ask"])
    return _or_404(found.select_related("proposed_by", "decided_by", "edition"))


def announcements_of(actor: Actor) -> QuerySet[Announcement]:
    """Those of the region one works for; all of them for whoever works for none."""
    found = Announcement.objects.select_related("region", "made_by", "proposal")
    return found.filter(region=actor.region_code) if actor.region_code else found


def announcement_proposal_by_id(actor: Actor, proposal_id: int) -> Proposal:
    """A proposal to announce something; Http404 for any other."""
    del actor
    found = Proposal.objects.filter(pk=proposal_id, announcement__isnull=False)
    return _or_404(found.select_related("proposed_by", "decided_by", "announcement__region"))


def invitation_by_id(actor: Actor, invitation_id: int) -> Invitation:
    """An invitation; Http404 when there is none."""
    del actor
    return _or_404(Invitation.objects.filter(pk=invitation_id).select_related("region", "department"))


def operator_by_id(actor: Actor, membership_id: int) -> Membership:
    """An operator's role that is held now; Http404 for any other."""
    del actor
    found = Membership.objects.filter(pk=membership_id, role="OPD", ended_at=None)
    return _or_404(found.select_related("user", "region", "department"))


def delegable_by_id(actor: Actor, membership_id: int) -> HeldRole:
    """An operator's own role that is held now; Http404 for any other, and for one that is itself delegated."""
    return HeldRole(operator_by_id_of(Membership.objects.filter(delegated_by=None), actor, membership_id))


def delegation_by_id(actor: Actor, membership_id: int) -> HeldRole:
    """A delegation that is in force; Http404 for any other."""
    return HeldRole(operator_by_id_of(Membership.objects.exclude(delegated_by=None), actor, membership_id))


def operator_by_id_of(found: QuerySet[Membership], actor: Actor, membership_id: int) -> Membership:
    del actor
    found = found.filter(in_force(), pk=membership_id, role="OPD")
    return _or_404(found.select_related("user", "region", "department", "delegated_by"))


def account_by_id(actor: Actor, membership_id: int) -> Membership:
    """A role other than an operator's that is held now; Http404 for any other."""
    del actor
    found = Membership.objects.filter(pk=membership_id, ended_at=None).exclude(role="OPD")
    return _or_404(found.select_related("user", "region", "edition"))


def operators_seen(actor: Actor, region_code: str = "") -> PeopleOfRegion:
    """The operators of a region: the named one, or the actor's own."""
    code = region_code or actor.region_code or ""
    if code and region_named(code) is None:
        raise Http404
    return PeopleOfRegion(actor, code)


def _or_404(found: QuerySet[T]) -> T:
    one = found.first()
    if one is None:
        raise Http404
    return one
