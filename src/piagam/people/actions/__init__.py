"""Everything that changes accounts, by subject."""

from piagam.people.actions.accounts import approve_account, ask_account, ask_to_end, refuse_account
from piagam.people.actions.announcing import announce, approve_announcement, refuse_announcement
from piagam.people.actions.delegating import delegate, end_delegation
from piagam.people.actions.forgotten_password import ask_for_link, reset_password
from piagam.people.actions.inviting import (
    accept_invitation,
    first_administrator_link,
    invite_operator,
    invite_operators,
    resend_invitation,
    revoke_invitation,
)
from piagam.people.actions.operators import disable_operator, end_operator_sessions, reset_operator
from piagam.people.actions.own_account import change_password, end_own_sessions, rename
from piagam.people.actions.second_factor import enrol_second_factor, step_up

__all__ = [
    "accept_invitation",
    "announce",
    "approve_account",
    "approve_announcement",
    "ask_account",
    "ask_for_link",
    "ask_to_end",
    "change_password",
    "delegate",
    "disable_operator",
    "end_delegation",
    "end_operator_sessions",
    "end_own_sessions",
    "enrol_second_factor",
    "first_administrator_link",
    "invite_operator",
    "invite_operators",
    "refuse_account",
    "refuse_announcement",
    "rename",
    "resend_invitation",
    "reset_operator",
    "reset_password",
    "revoke_invitation",
    "step_up",
]
