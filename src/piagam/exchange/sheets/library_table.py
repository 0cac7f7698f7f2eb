"""The evidence library as a table."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from piagam.editions.clock import database_now
from piagam.exchange.sheets.bank_table import AT_ONCE, in_batches, local
from piagam.exchange.sheets.tables import Cell, Column, Table
from piagam.innovations.document_forms import LibraryFilter
from piagam.innovations.document_lines import label_of
from piagam.innovations.models import Document
from piagam.innovations.queries import count_uses, departments_for, find_documents
from piagam.people.actor import Actor

LINES = (
    ("subject", 44), ("kind", 22), ("number", 20), ("dated", 13), ("issuer", 26), ("covers_from", 9),
    ("covers_to", 9), ("valid_from", 13), ("valid_until", 13), ("is_open_ended", 10), ("revoked_on", 13),
    ("revoked_by", 20), ("confidentiality", 18),
)  # fmt: skip


def library_table(actor: Actor, chosen: QueryDict) -> Table:
    """The documents that a person may read, narrowed and in order as on the page."""
    filters = LibraryFilter(chosen, departments_for(actor)).chosen()
    found = find_documents(actor, filters, today=localtime(database_now()).date())
    columns = [Column(label_of(name), width) for name, width in LINES]
    columns += [
        Column(_("Milik"), 28), Column(_("Berkas"), 30), Column(_("Ukuran (bita)"), 12), Column(_("Halaman"), 9),
        Column(_("Versi"), 7), Column(_("Tautan"), 30), Column(_("Dipakai"), 9), Column(_("Ditambahkan")),
        Column(_("Diistirahatkan")), Column(_("Alasan diistirahatkan"), 30),
    ]  # fmt: skip
    return Table("pustaka-dokumen", _("Pustaka dokumen"), columns, lambda: rows_of(found))


def rows_of(found: QuerySet[Document]) -> Iterator[list[Cell]]:
    """One row a document; how often each is used is counted for many at once."""
    for some in in_batches(found, AT_ONCE):
        count_uses(some)
        for document in some:
            yield row_of(document)


def row_of(document: Any) -> list[Cell]:
    """`document` carries its newest version and its uses, as the page's query annotates them."""
    zone = document.region.time_zone
    retired = document.retired_at
    return [
        *(line_of(document, name) for name, _width in LINES),
        document.department.name if document.department else _("Daerah"),
        document.newest_name, document.newest_size, document.newest_pages, document.newest_position,
        document.link, document.uses, local(document.created_at, zone),
        local(retired, zone) if retired else None, document.retired_because,
    ]  # fmt: skip


def line_of(document: Document, name: str) -> Cell:
    """One line of what is known of a document, in words where the page shows words."""
    if name == "kind":
        return document.kind_words
    if name == "confidentiality":
        return str(document.get_confidentiality_display())
    if name == "is_open_ended":
        return _("ya") if document.is_open_ended else ""
    value: Cell = getattr(document, name)
    return value
