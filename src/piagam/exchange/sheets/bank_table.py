"""The bank as a table: the list a person has in front of them, with every field of the profile."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from piagam.exchange.sheets.tables import Cell, Column, Table
from piagam.innovations.bank_filter import BankFilter
from piagam.innovations.models import Document, Innovation, Summary
from piagam.innovations.profile_rows import document_id, document_ids, in_words
from piagam.innovations.queries import documents_by_id, innovations_matching
from piagam.innovations.rules import Rules, profile_of, rules_now
from piagam.innovations.values import EMPTY, day
from piagam.people.actor import Actor
from tallybook import ProfileField

AT_ONCE = 200
WIDTHS = {"long_text": 50, "multi_choice": 34, "text": 34, "date": 13}


def number_words() -> str:
    """The heading of the innovation's number, by which a filled-in sheet finds it again."""
    return _("Nomor")


def department_words() -> str:
    return _("Perangkat daerah")


def bank_table(actor: Actor, chosen: QueryDict) -> Table:
    """The innovations of the bank that a person may read, narrowed and in order as on the page."""
    rules = rules_now()
    found = innovations_matching(actor, BankFilter(chosen, actor, rules).filters(), rules).defer(None)
    fields = rules.fields if rules else ()
    columns = [Column(number_words(), 9), Column(department_words(), 28)]
    columns += [Column(field.words, WIDTHS.get(field.kind, 22)) for field in fields] or [
        Column(_("Nama inovasi"), 34)
    ]
    columns += [
        Column(_("Isian wajib terisi"), 9), Column(_("Isian wajib"), 9), Column(_("Kelayakan")),
        Column(_("Layak mulai"), 13), Column(_("Keadaan")), Column(_("Terakhir diubah")),
    ]  # fmt: skip
    return Table("bank-inovasi", _("Bank inovasi"), columns, lambda: rows_of(found, rules))


def rows_of(found: QuerySet[Innovation], rules: Rules | None) -> Iterator[list[Cell]]:
    """One row an innovation; the documents that profiles name are read for many rows at once."""
    for some in in_batches(found, AT_ONCE):
        profiles = [profile_of(one) for one in some]
        keys = [pk for one in profiles for pk in document_ids(rules, one)] if rules else []
        documents = documents_by_id(keys)
        for innovation, profile in zip(some, profiles, strict=True):
            yield row_of(innovation, profile, rules, documents)


def row_of(
    innovation: Innovation,
    profile: Mapping[str, Any],
    rules: Rules | None,
    documents: Mapping[int, Document],
) -> list[Cell]:
    summary: Summary | None = getattr(innovation, "summary", None)
    fields = rules.fields if rules else ()
    return [
        innovation.pk,
        innovation.department.name,
        *([profile_cell(field, profile.get(field.code), documents) for field in fields] or [innovation.title]),
        *([summary.done, summary.asked, summary.get_outlook_display(), summary.eligible_from]
          if summary else [None] * 4),
        _("Diarsipkan") if innovation.archived_at else _("Aktif"),
        local(innovation.updated_at, innovation.region.time_zone),
    ]  # fmt: skip


def profile_cell(field: ProfileField, value: Any, documents: Mapping[int, Document]) -> Cell:
    """A field of a profile: days as days, choices in words, documents by subject and number."""
    if value in EMPTY:
        return None
    if field.kind == "date":
        return day(value) or str(value)
    if isinstance(value, Mapping):
        document = documents.get(document_id(value) or 0)
        return named(document) if document else str(value.get("name") or value.get("link") or "")
    return in_words(field, value)


def named(document: Document) -> str:
    """A document as a line: what it is about, and its number."""
    return f"{document.subject} ({document.number})" if document.number else document.subject


def local(moment: datetime, zone: str) -> datetime:
    """An instant by the clock of the region."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def in_batches(found: QuerySet[Any], size: int) -> Iterator[list[Any]]:
    """The rows of a query, some at a time."""
    waiting: Iterable[Any] = found.iterator(chunk_size=size)
    rows = iter(waiting)
    while some := list(islice(rows, size)):
        yield some
