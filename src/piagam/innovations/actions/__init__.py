"""What may be done in the bank and in the library."""

from piagam.innovations.actions.attaching import attach_document, attach_new_document
from piagam.innovations.actions.bank import archive_innovation, create_innovation, unarchive_innovation
from piagam.innovations.actions.library import add_document, add_version, correct_document, known_formats
from piagam.innovations.actions.profile import Conflict, Saved, save_fields

__all__ = [
    "Conflict",
    "Saved",
    "add_document",
    "add_version",
    "archive_innovation",
    "attach_document",
    "attach_new_document",
    "correct_document",
    "create_innovation",
    "known_formats",
    "save_fields",
    "unarchive_innovation",
]
