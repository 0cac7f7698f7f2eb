"""What may be done in the bank and in the library."""

from piagam.innovations.actions.attaching import attach_document, attach_new_document
from piagam.innovations.actions.bank import archive_innovation, create_innovation, unarchive_innovation
from piagam.innovations.actions.deleting import delete_innovation
from piagam.innovations.actions.filters import forget_filter, keep_filter
from piagam.innovations.actions.library import AlreadyKept, add_document, add_version, known_formats
from piagam.innovations.actions.merging import merge_innovations
from piagam.innovations.actions.profile import Conflict, Saved, save_fields
from piagam.innovations.actions.retiring import correct_document, restore_document, retire_document
from piagam.innovations.actions.sharing import end_collaboration, invite_collaborator

__all__ = [
    "AlreadyKept",
    "Conflict",
    "Saved",
    "add_document",
    "add_version",
    "archive_innovation",
    "attach_document",
    "attach_new_document",
    "correct_document",
    "create_innovation",
    "delete_innovation",
    "end_collaboration",
    "forget_filter",
    "invite_collaborator",
    "keep_filter",
    "known_formats",
    "merge_innovations",
    "restore_document",
    "retire_document",
    "save_fields",
    "unarchive_innovation",
]
