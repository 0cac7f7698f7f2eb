"""Invitations: a link by mail that makes an account. Nobody has a password that somebody else has chosen."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from piagam.audit.record import record
from piagam.notices.telling import send_mail_later
from piagam.people.actor import Actor, actor_of
from piagam.people.guards import require
from piagam.people.models import Invitation, Membership, Role, User
from piagam.people.queries import open_invitations
from piagam.people.reasons import reason_given
from piagam.people.roles import asking_action, may_join
from piagam.web.errors import Refused

DAYS = 7
FIRST_ADMINISTRATORS = 2  # one alone could never have a second one approved


def invite_operator(department: Any, email: str, *, by: Actor, reason: str = "") -> Invitation:
    """Sends an operator of a department the link to an account (A03)."""
    with transaction.atomic():
        require(by, "operator.invite", department)
        reason = reason_given(by, "operator.invite", reason)
        if not department.is_active:
            raise Refused(_("Perangkat daerah ini sudah tidak dipakai."), 409)
        invitation = make_invitation(email, Role.OPD, by=by, department=department)
        record(
            "operator.invite", by=by, on=invitation, region=department.region_id, reason=reason,
            data={"department": department.pk, "email": invitation.email},
        )  # fmt: skip
    return invitation


def invite_operators(wanted: Sequence[tuple[Any, str]], *, by: Actor, reason: str = "") -> list[Invitation]:
    """Invites many operators, each with the own department; all of them or nobody (A03)."""
    with transaction.atomic():
        return [invite_operator(department, email, by=by, reason=reason) for department, email in wanted]


def make_invitation(
    email: str, role: str, *, by: Actor | None, edition_id: str | None = None, region_id: str | None = None,
    department: Any = None,
) -> Invitation:  # fmt: skip
    """Inside a transaction: checks that the person may take the role, keeps the invitation, writes the mail.

    A department brings its region along, so that a thousand mails do not ask a thousand times for their names.
    """
    email = email.strip().lower()
    region_id = department.region_id if department else region_id
    held = Membership.objects.filter(user__email=email, ended_at=None, user__is_active=True)
    for membership in held.select_related("user"):
        require_joinable(membership, role, edition_id)
    if open_invitations().filter(email=email, role=role, edition_id=edition_id, region_id=region_id).exists():
        raise Refused(_("Undangan untuk alamat ini masih berlaku. Kirim ulang undangan itu."), 409)
    invitation = Invitation(
        email=email, role=role, edition_id=edition_id, region_id=region_id, department=department,
        invited_by_id=by.user_id if by else None,
    )  # fmt: skip
    if department:
        invitation.region = department.region
    send(invitation)
    return invitation


def require_joinable(membership: Membership, role: str, edition_id: str | None) -> None:
    """Refused when a role the person holds excludes another."""
    if membership.edition_id == edition_id:
        sentence = _("Alamat ini sudah memegang peran %(role)s.")
        raise Refused(sentence % {"role": membership.get_role_display()}, 409)
    if not may_join(membership.role, role):
        sentence = _("Alamat ini memegang peran %(held)s, yang tidak boleh dirangkap dengan %(wanted)s.")
        raise Refused(sentence % {"held": membership.get_role_display(), "wanted": Role(role).label}, 409)


def send(invitation: Invitation) -> str:
    """Gives the invitation a new token and writes the mail; the token itself is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    invitation.token_sha256 = Invitation.hash_of(token)
    invitation.expires_at = timezone.now() + timedelta(days=DAYS)
    invitation.save()
    link = settings.BASE_URL + reverse("people:accept_invitation", args=[token])
    with override("id"):
        context = {"invitation": invitation, "link": link, "days": DAYS}
        body = render_to_string("people/mails/invitation.txt", context)
        send_mail_later(invitation.email, _("Undangan untuk menggunakan Piagam"), body)
    return link


def locked_invitation(invitation: Invitation) -> Invitation:
    """The invitation as it is now, locked; Refused when it can no longer be used."""
    Invitation.objects.select_for_update().get(pk=invitation.pk)
    fresh = Invitation.objects.select_related("region", "department").get(pk=invitation.pk)
    if fresh.accepted_at is not None:
        raise Refused(_("Undangan ini sudah dipakai."), 409)
    return fresh


def asked_by(invitation: Invitation) -> str:
    """The action that a change of this invitation belongs to."""
    return "operator.invite" if invitation.role == Role.OPD else asking_action(invitation.role)


def resend_invitation(invitation: Invitation, *, by: Actor) -> Invitation:
    """A new link for another seven days; the old one dies."""
    with transaction.atomic():
        invitation = locked_invitation(invitation)
        require(by, asked_by(invitation), invitation)
        send(invitation)
        record("invitation.resend", by=by, on=invitation, region=invitation.region_id)
    return invitation


def revoke_invitation(invitation: Invitation, *, by: Actor) -> Invitation:
    """The link dies now."""
    with transaction.atomic():
        invitation = locked_invitation(invitation)
        require(by, asked_by(invitation), invitation)
        if not invitation.is_open:
            raise Refused(_("Undangan ini sudah tidak berlaku."), 409)
        invitation.expires_at = timezone.now()
        invitation.save(update_fields=["expires_at"])
        record("invitation.revoke", by=by, on=invitation, region=invitation.region_id)
    return invitation


def accept_invitation(invitation: Invitation, *, name: str, password: str) -> Membership:
    """Makes the account, or adds the role to the account of that address, and takes the link out of use.

    Somebody who has an account proves it by its password; anybody else chooses one.
    """
    with transaction.atomic():
        invitation = locked_invitation(invitation)
        if not invitation.is_open:
            raise Refused(_("Undangan ini sudah tidak berlaku. Minta pengundang mengirim yang baru."), 409)
        user = User.objects.select_for_update().filter(email=invitation.email).first()
        if user is None:
            user = User.objects.create_user(invitation.email, name, password)
        elif user.is_active:
            if not user.check_password(password):
                raise Refused(_("Kata sandi akun Anda tidak cocok."), 400, code="wrong-password")
        else:
            revive(user, name, password)
        for held in user.memberships.filter(ended_at=None):
            require_joinable(held, invitation.role, invitation.edition_id)
        membership = Membership.objects.create(
            user=user, role=invitation.role, edition_id=invitation.edition_id, region=invitation.region,
            department=invitation.department,
        )  # fmt: skip
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
        record(
            "invitation.accept", by=actor_of(membership), on=invitation, region=invitation.region_id,
            data={"membership": membership.pk, "role": membership.role},
        )  # fmt: skip
    return membership


def revive(user: User, name: str, password: str) -> None:
    """A closed account is opened again as if it were new: nothing that was known before opens it."""
    user.name, user.is_active = name.strip(), True
    user.totp_secret, user.totp_since = "", None
    user.sessions_epoch += 1
    user.set_password(password)
    user.save()


def first_administrator_link(email: str) -> str:
    """For `piagam setup`: a one-time link for an administrator, while fewer than two exist.

    Two, because everything about accounts takes two people: the first alone could never have a second approved.
    """
    with transaction.atomic():
        administrators = Membership.objects.filter(role=Role.ADM, ended_at=None, user__is_active=True)
        if administrators.count() >= FIRST_ADMINISTRATORS:
            raise Refused(
                _("Sudah ada dua administrator. Yang berikutnya diusulkan dan disetujui di situs."), 409
            )
        email = email.strip().lower()
        for held in Membership.objects.filter(user__email=email, ended_at=None, user__is_active=True):
            require_joinable(held, Role.ADM, None)
        earlier = open_invitations().filter(email=email, role=Role.ADM)
        earlier.update(expires_at=timezone.now())
        invitation = Invitation(email=email, role=Role.ADM)
        link = send(invitation)
        record("administrator.invite", by=None, on=invitation, data={"email": email, "from": "setup"})
    return link
