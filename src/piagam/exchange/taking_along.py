"""Pages of what is taken along: the bank, the library and an entry's rows as a spreadsheet or as CSV."""

from django.http import HttpResponseBase

from piagam.entries.models import Entry
from piagam.entries.queries import ReportPart, entry_by_id, report_part
from piagam.entries.reading import READS
from piagam.exchange.sheets.bank_table import bank_table
from piagam.exchange.sheets.claims_table import claims_table, report_table
from piagam.exchange.sheets.library_table import library_table
from piagam.exchange.sheets.tables import sent
from piagam.innovations.queries import Bank, Library, bank_of, library_of
from piagam.people.guards import PiagamRequest, guarded

SEES = ("innovation.read",)


@guarded("sheet.export", bank_of, sees=SEES)
def bank(request: PiagamRequest, bank: Bank) -> HttpResponseBase:
    """The list of the bank with the filters of its address."""
    return sent(bank_table(bank.actor, request.GET), request.path)


@guarded("sheet.export", library_of, sees=SEES)
def library(request: PiagamRequest, library: Library) -> HttpResponseBase:
    """The documents of the library with the filters of its address."""
    return sent(library_table(library.actor, request.GET), request.path)


@guarded("sheet.export", entry_by_id, sees=READS)
def claims(request: PiagamRequest, entry: Entry) -> HttpResponseBase:
    """The rows of an entry."""
    return sent(claims_table(entry), request.path)


@guarded("sheet.export", report_part, sees=("report.list",))
def report(request: PiagamRequest, part: ReportPart) -> HttpResponseBase:
    """The rows of every innovation in the report, as far as the person sees it."""
    return sent(report_table(part), request.path)
