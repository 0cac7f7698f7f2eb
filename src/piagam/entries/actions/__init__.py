"""Everything that changes a report, by subject: rows, evidence, the way of an entry, the submission."""

from piagam.entries.actions.answering import ChangedMeanwhile, save_claim
from piagam.entries.actions.dropping import drop_entry
from piagam.entries.actions.evidence import add_evidence, remove_evidence
from piagam.entries.actions.heads import sign_statement, withdraw_report
from piagam.entries.actions.moving import accept_entry, enter_innovation, return_entry, send_entry
from piagam.entries.actions.submitting import submit_report, take_back_report

__all__ = [
    "ChangedMeanwhile",
    "accept_entry",
    "add_evidence",
    "drop_entry",
    "enter_innovation",
    "remove_evidence",
    "return_entry",
    "save_claim",
    "send_entry",
    "sign_statement",
    "submit_report",
    "take_back_report",
    "withdraw_report",
]
