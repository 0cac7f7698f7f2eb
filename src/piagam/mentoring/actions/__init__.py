"""What coordinators and departments do at the region's own gate."""

from piagam.mentoring.actions.checking import accept_many, answer_check, check_claim
from piagam.mentoring.actions.guiding import assign_mentor, note_coaching, nudge, set_deadline

__all__ = [
    "accept_many",
    "answer_check",
    "assign_mentor",
    "check_claim",
    "note_coaching",
    "nudge",
    "set_deadline",
]
