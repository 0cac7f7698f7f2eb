"""What a coordinator does with an operator's account: close it or reset its second factor (A04), end sessions (A08)."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.notices.telling import send_mail_later
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import Membership, Role, User
from piagam.people.reasons import reason_given
from piagam.web.errors import Refused


def disable_operator(membership: Membership, *, by: Actor, reason: str = "") -> Membership:
    """Ends the role and every session of the person; without another role the account is closed."""
    with transaction.atomic():
        membership = _locked_operator(membership, "operator.disable", by)
        reason = reason_given(by, "operator.disable", reason)
        end_membership(membership)
        record(
            "operator.disable", by=by, on=membership, region=membership.region_id, reason=reason,
            data={"department": membership.department_id},
        )  # fmt: skip
    return membership


def reset_operator(membership: Membership, *, by: Actor, reason: str = "") -> Membership:
    """Takes the second factor off an operator's account (a lost phone) and ends every session."""
    with transaction.atomic():
        membership = _locked_operator(membership, "operator.disable", by)
        reason = reason_given(by, "operator.disable", reason)
        User.objects.filter(pk=membership.user_id).update(
            totp_secret="", totp_since=None, sessions_epoch=F("sessions_epoch") + 1
        )
        record("operator.reset", by=by, on=membership, region=membership.region_id, reason=reason)
        text = _(
            "Kode keamanan akun Anda direset. Masuk dengan kata sandi, lalu pasang kode keamanan yang baru."
        )
        send_mail_later(membership.user.email, _("Kode keamanan Anda direset"), text)
    return membership


def end_operator_sessions(membership: Membership, *, by: Actor) -> Membership:
    """Ends every session of an operator, on every device; role, password and second factor stay."""
    with transaction.atomic():
        membership = _locked_operator(membership, "operator.end_sessions", by)
        User.objects.filter(pk=membership.user_id).update(sessions_epoch=F("sessions_epoch") + 1)
        record("operator.end_sessions", by=by, on=membership, region=membership.region_id)
    return membership


def end_membership(membership: Membership) -> None:
    """Inside a transaction: the role ends now, the sessions too; the last role takes the account with it.

    With an operator's own role ends what hangs on it: who fills in for them, and whom they fill in for.
    """
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    if membership.role == Role.OPD and membership.delegated_by_id is None:
        given = Q(delegated_by=membership.user_id, department=membership.department_id)
        taken = Q(user=membership.user_id, delegated_by__isnull=False)
        Membership.objects.filter(given | taken, ended_at=None).update(ended_at=membership.ended_at)
    user = User.objects.select_for_update().get(pk=membership.user_id)
    user.sessions_epoch += 1
    user.is_active = user.memberships.filter(ended_at=None).exists()
    user.save(update_fields=["sessions_epoch", "is_active"])


def _locked_operator(membership: Membership, action: str, by: Actor) -> Membership:
    Membership.objects.select_for_update().get(pk=membership.pk)
    fresh = Membership.objects.select_related("user", "region", "department").get(pk=membership.pk)
    require(by, action, fresh)
    if fresh.role != Role.OPD or fresh.ended_at is not None:
        raise Refused(_("Akun operator ini sudah tidak aktif."), 409)
    return fresh
