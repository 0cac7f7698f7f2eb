"""Condition `why` of the permission table: a change that asks for a reason gets one, or does not happen."""

from django.utils.translation import gettext as _

from piagam.people.actor import Actor
from piagam.people.permissions import PERMISSIONS
from piagam.web.errors import Refused


def needs_reason(action: str, role: str) -> bool:
    """Does the table ask this role for a reason?"""
    grant = PERMISSIONS[action].grants.get(role)
    return grant is not None and "why" in grant.conditions


def reason_given(by: Actor, action: str, text: str) -> str:
    """The reason as it will be recorded; Refused where the table asks for one and there is none."""
    reason = " ".join(text.split())
    if not reason and needs_reason(action, by.role):
        raise Refused(_("Tulis alasannya; alasan ini ikut tercatat."), 400)
    return reason
