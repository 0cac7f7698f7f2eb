"""Reading the bank and the library."""

from piagam.innovations.queries.bank import (
    Bank,
    bank_of,
    change_by_id,
    changes_of,
    departments_for,
    departments_read_by,
    entries_of,
    innovation_by_id,
    innovations_for,
    only_department,
)
from piagam.innovations.queries.finding import count_uses, find_documents, search_documents
from piagam.innovations.queries.library import (
    Library,
    SeenDocument,
    SeenVersion,
    document_by_id,
    document_version,
    documents_by_id,
    documents_for,
    library_of,
    newest_version,
    own_document,
    region_of,
    uses_in_entries,
    uses_in_profiles,
    version_page,
)
from piagam.innovations.queries.matching import BankFilters, innovations_matching, outlooks
from piagam.innovations.queries.pairs import differences_of, mergeable_with, pair_by_ids, tombstones_for
from piagam.innovations.queries.people import collaborator_by_id, collaborators_of, people_to_invite
from piagam.innovations.queries.reports import tables_of
from piagam.innovations.queries.saved import saved_filter_by_id, saved_filters_for
from piagam.innovations.queries.twins import same_bytes
from piagam.innovations.queries.units import units_under

__all__ = [
    "Bank",
    "BankFilters",
    "Library",
    "SeenDocument",
    "SeenVersion",
    "bank_of",
    "change_by_id",
    "changes_of",
    "collaborator_by_id",
    "collaborators_of",
    "count_uses",
    "departments_for",
    "departments_read_by",
    "differences_of",
    "document_by_id",
    "document_version",
    "documents_by_id",
    "documents_for",
    "entries_of",
    "find_documents",
    "innovation_by_id",
    "innovations_for",
    "innovations_matching",
    "library_of",
    "mergeable_with",
    "newest_version",
    "only_department",
    "outlooks",
    "own_document",
    "pair_by_ids",
    "people_to_invite",
    "region_of",
    "same_bytes",
    "saved_filter_by_id",
    "saved_filters_for",
    "search_documents",
    "tables_of",
    "tombstones_for",
    "units_under",
    "uses_in_entries",
    "uses_in_profiles",
    "version_page",
]
