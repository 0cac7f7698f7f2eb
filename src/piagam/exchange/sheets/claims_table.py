"""The rows of an entry as a table: what is asked, what was answered, what it counts, and what proves it."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.text import slugify
from django.utils.translation import gettext as _

from piagam.entries.models import Entry, EvidenceLink
from piagam.entries.rows import Row, rows_of
from piagam.entries.slots import rules_for
from piagam.exchange.sheets.bank_table import local, named
from piagam.exchange.sheets.tables import Cell, Column, Table


def claims_table(entry: Entry) -> Table:
    """Every row that the rulebook asks of an innovation, answered or not."""
    columns = [
        Column(_("Nomor"), 8), Column(_("Kode"), 10), Column(_("Variabel"), 24), Column(_("Yang ditanyakan"), 36),
        Column(_("Jawaban"), 50), Column(_("Tingkat"), 9), Column(_("Tingkat tertinggi"), 10),
        Column(_("Poin"), 9), Column(_("Keadaan"), 24), Column(_("Jumlah bukti"), 9), Column(_("Bukti"), 50),
        Column(_("Terakhir diubah")),
    ]  # fmt: skip
    name = f"isian-{entry.pk}-{slugify(entry.title)[:50]}".rstrip("-")
    return Table(name, _("Isian inovasi"), columns, lambda: lines_of(entry))


def lines_of(entry: Entry) -> Iterator[list[Cell]]:
    zone, rulebook = entry.report.region.time_zone, rules_for(entry)
    variables = {variable.code: variable.words for variable in rulebook.variables}
    proofs = documents_of(entry)
    for row in rows_of(entry):
        links = proofs.get(row.claim.pk, ()) if row.claim else ()
        indicator = row.indicator
        yield [
            indicator.number, indicator.code, variables.get(indicator.variable, indicator.variable),
            indicator.words, answer_of(row), row.level if row.answered else None, row.top,
            row.points if row.answered else None, row.state_label, len(links) or None,
            "\n".join(map(proof, links)), local(row.claim.updated_at, zone) if row.claim else None,
        ]  # fmt: skip


def answer_of(row: Row) -> str:
    """The facts in words; where only a level is kept, the level's own words."""
    if row.stated:
        return "; ".join(f"{label}: {value}" for label, value in row.stated)
    return row.sentence if row.answered else ""


def documents_of(entry: Entry) -> dict[int, list[EvidenceLink]]:
    """The evidence of all rows with its documents, by claim, in one query."""
    found: dict[int, list[EvidenceLink]] = defaultdict(list)
    for link in EvidenceLink.objects.filter(claim__entry=entry).select_related("document"):
        found[link.claim_id].append(link)
    return found


def proof(link: EvidenceLink) -> str:
    """A document with the pages that prove the row."""
    if not link.pages:
        return named(link.document)
    return _("%(document)s, halaman %(pages)s") % {"document": named(link.document), "pages": link.pages}
