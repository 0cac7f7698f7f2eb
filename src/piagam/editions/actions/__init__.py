"""Everything that changes an edition, by subject."""

from piagam.editions.actions.calendar_dates import PlannedDate, set_calendar
from piagam.editions.actions.phases import ask_next_phase
from piagam.editions.actions.proposals import approve_proposal, refuse_proposal
from piagam.editions.actions.rules import create_edition, set_rules

__all__ = [
    "PlannedDate",
    "approve_proposal",
    "ask_next_phase",
    "create_edition",
    "refuse_proposal",
    "set_calendar",
    "set_rules",
]
