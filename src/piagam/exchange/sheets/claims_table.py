"""Rows as a table: what is asked, what was answered, what it counts, and what proves it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from django.utils.text import slugify
from django.utils.translation import gettext as _

from piagam.entries.models import Claim, Entry, EvidenceLink, Report
from piagam.entries.promises import live_promises
from piagam.entries.queries import ReportPart, entries_in
from piagam.entries.rows import Row, rows_from
from piagam.entries.slots import indicators_for, rules_for
from piagam.exchange.sheets.bank_table import local, named
from piagam.exchange.sheets.tables import Cell, Column, Table

AT_ONCE = 100  # entries whose claims and evidence are read together


def claims_table(entry: Entry) -> Table:
    """Every row that the rulebook asks of an innovation, answered or not."""
    name = f"isian-{entry.pk}-{slugify(entry.title)[:50]}".rstrip("-")
    return Table(
        name, _("Isian inovasi"), row_columns(), lambda: (cells for _holder, cells in lines_of([entry]))
    )


def report_table(part: ReportPart) -> Table:
    """The rows of every innovation in a person's part of a report; in the whole of it the region's own too."""
    report = part.report
    columns = [
        Column(_("Nomor"), 9), Column(_("Nama inovasi"), 34), Column(_("Perangkat daerah"), 28),
        Column(_("Status"), 22), *row_columns(),
    ]  # fmt: skip
    name = f"isian-{report.edition_id}-{report.region_id}"
    return Table(name, _("Isian laporan"), columns, lambda: lines_of_report(part))


def row_columns() -> list[Column]:
    return [
        Column(_("Nomor isian"), 8), Column(_("Kode"), 10), Column(_("Variabel"), 24),
        Column(_("Yang ditanyakan"), 36), Column(_("Jawaban"), 50), Column(_("Tingkat"), 9),
        Column(_("Tingkat tertinggi"), 10), Column(_("Poin"), 9), Column(_("Keadaan"), 24),
        Column(_("Jumlah bukti"), 9), Column(_("Bukti"), 50), Column(_("Terakhir diubah")),
    ]  # fmt: skip


def lines_of_report(part: ReportPart) -> Iterator[list[Cell]]:
    """The region's own rows, then entry by entry."""
    report = part.report
    if part.department_id is None:
        for _holder, cells in lines_of([report]):
            yield [None, report.region.name, _("Daerah"), report.get_state_display(), *cells]
    if not report.pk:
        return
    entries = iter(entries_in(part))
    while some := list(islice(entries, AT_ONCE)):
        for entry in some:
            entry.report = report
        for holder, cells in lines_of(some):
            assert isinstance(holder, Entry)
            owner, state = holder.department.name, holder.get_state_display()
            yield [holder.innovation_id, holder.title, owner, state, *cells]


def lines_of(holders: Sequence[Entry | Report]) -> Iterator[tuple[Entry | Report, list[Cell]]]:
    """The rows of some entries, or of the region itself: three queries for all of them."""
    report = holders[0].report if isinstance(holders[0], Entry) else holders[0]
    of_entries = {"entry__in": [one.pk for one in holders]}
    mine = of_entries if isinstance(holders[0], Entry) else {"report": report.pk, "entry": None}
    claims: dict[int | None, dict[str, Claim]] = defaultdict(dict)
    for claim in Claim.objects.filter(**mine):
        claims[claim.entry_id][claim.indicator] = claim
    through = {f"claim__{key}": value for key, value in mine.items()}
    proofs: dict[int, list[EvidenceLink]] = defaultdict(list)
    for link in EvidenceLink.objects.filter(**through).select_related("document"):
        proofs[link.claim_id].append(link)
    promises = {one.claim_id: one for one in live_promises().filter(**through)}
    rulebook, indicators = rules_for(holders[0]), indicators_for(holders[0])
    variables = {variable.code: variable.words for variable in rulebook.variables}
    for holder in holders:
        own = claims[holder.pk if isinstance(holder, Entry) else None]
        for row in rows_from(indicators, rulebook, own, proofs, promises):
            variable = variables.get(row.indicator.variable, row.indicator.variable)
            yield holder, cells_of(row, variable, report.region.time_zone)


def cells_of(row: Row, variable: str, zone: str) -> list[Cell]:
    indicator, links = row.indicator, row.evidence
    return [
        indicator.number, indicator.code, variable, indicator.words, answer_of(row),
        row.level if row.answered else None, row.top, row.points if row.answered else None, row.state_label,
        len(links) or None, "\n".join(map(proof, links)),
        local(row.claim.updated_at, zone) if row.claim else None,
    ]  # fmt: skip


def answer_of(row: Row) -> str:
    """The facts in words; where only a level is kept, the level's own words."""
    if row.stated:
        return "; ".join(f"{label}: {value}" for label, value in row.stated)
    return row.sentence if row.answered else ""


def proof(link: EvidenceLink) -> str:
    """A document with the pages that prove the row."""
    if not link.pages:
        return named(link.document)
    return _("%(document)s, halaman %(pages)s") % {"document": named(link.document), "pages": link.pages}
