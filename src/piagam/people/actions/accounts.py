"""Accounts that take two people: one asks, another approves, then the invitation goes out (A05, A06, A07)."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.notices.telling import tell, tell_all
from piagam.people.actions.inviting import make_invitation, require_joinable
from piagam.people.actions.operators import end_membership
from piagam.people.actions.two_people import decide, locked, other_administrators
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import Invitation, Membership, Proposal, Role
from piagam.people.places import WholeInstance
from piagam.people.queries import open_proposals
from piagam.people.reasons import reason_given
from piagam.people.roles import REGIONAL, asking_action
from piagam.web.errors import Refused

ASKED = ("regional_account.ask", "staff_account.ask")


def ask_account(
    email: str, role: str, *, by: Actor, reason: str, region: Any = None, edition: Any = None
) -> Proposal:
    """Asks for an account with a role; another administrator decides."""
    action = asking_action(role)
    with transaction.atomic():
        require(by, action, WholeInstance(by))
        reason = reason_given(by, action, reason)
        email = email.strip().lower()
        if role not in Role.values or role in {Role.OPD, Role.PUB}:
            raise Refused(_("Peran ini tidak diminta di sini."), 400)
        if (role in REGIONAL) != (region is not None):
            raise Refused(_("Peran daerah memerlukan daerah; peran kementerian tidak."), 400)
        if any(one.params.get("email") == email for one in open_proposals(*ASKED)):
            raise Refused(_("Usulan untuk alamat ini sudah menunggu keputusan."), 409)
        edition_id = edition.pk if edition else None
        for held in Membership.objects.filter(user__email=email, ended_at=None, user__is_active=True):
            require_joinable(held, role, edition_id)
        region_id = region.pk if region else None
        params = {"do": "create", "email": email, "role": role, "region": region_id, "edition": edition_id}
        return _propose(action, params, by=by, reason=reason)


def ask_to_end(membership: Membership, *, by: Actor, reason: str) -> Proposal:
    """Asks to end a role that is not an operator's; another administrator decides."""
    action = asking_action(membership.role)
    with transaction.atomic():
        require(by, action, membership)
        reason = reason_given(by, action, reason)
        if membership.role == Role.OPD or membership.ended_at is not None:
            raise Refused(_("Peran ini tidak diakhiri di sini, atau sudah berakhir."), 409)
        if any(one.params.get("membership") == membership.pk for one in open_proposals(*ASKED)):
            raise Refused(_("Usulan untuk akun ini sudah menunggu keputusan."), 409)
        params = {"do": "end", "membership": membership.pk, "email": membership.user.email}
        params |= {"role": membership.role, "region": membership.region_id}
        return _propose(action, params, by=by, reason=reason)


def approve_account(proposal: Proposal, *, by: Actor) -> Invitation | Membership:
    """A second person agrees: the invitation goes out, or the role ends."""
    with transaction.atomic():
        proposal = locked(proposal)
        require(by, "account.approve", proposal)
        decide(proposal, by, approved=True)
        params = proposal.params
        made: Invitation | Membership
        if params["do"] == "create":
            asker = Actor(user_id=proposal.proposed_by_id)
            made = make_invitation(
                params["email"],
                params["role"],
                by=asker,
                region_id=params["region"],
                edition_id=params["edition"],
            )
        else:
            made = _end(params["membership"])
        record(
            "account.approve", by=by, on=proposal, region=params["region"],
            data={"asked_by": proposal.proposed_by_id, **params},
        )  # fmt: skip
        text = _("Usulan akun %(email)s disetujui.") % params
        tell(proposal.proposed_by, text, reverse("people:accounts"), kind="proposal.decided")
    return made


def refuse_account(proposal: Proposal, *, by: Actor, reason: str) -> Proposal:
    """A second person says no, and why."""
    with transaction.atomic():
        proposal = locked(proposal)
        require(by, "account.approve", proposal)
        if not (reason := " ".join(reason.split())):
            raise Refused(_("Tulis alasan penolakan; pengusul akan membacanya."), 400)
        decide(proposal, by, approved=False)
        record("account.refuse", by=by, on=proposal, region=proposal.params["region"], reason=reason)
        text = _("Usulan akun %(email)s ditolak: %(reason)s")
        text %= {"email": proposal.params["email"], "reason": reason}
        tell(proposal.proposed_by, text, reverse("people:accounts"), kind="proposal.decided")
    return proposal


def _propose(action: str, params: dict[str, Any], *, by: Actor, reason: str) -> Proposal:
    assert by.user_id is not None
    proposal = Proposal.objects.create(action=action, params=params, reason=reason, proposed_by_id=by.user_id)
    record(action, by=by, on=proposal, region=params["region"], reason=reason, data=params)
    url = reverse("people:decide_account", args=[proposal.pk])
    text = _("Usulan akun %(email)s menunggu persetujuan Anda.") % params
    tell_all(other_administrators(by), text, url, kind="proposal")
    return proposal


def _end(membership_id: int) -> Membership:
    membership = Membership.objects.select_for_update().get(pk=membership_id)
    if membership.ended_at is not None:
        raise Refused(_("Peran ini sudah berakhir."), 409)
    end_membership(membership)
    return membership
