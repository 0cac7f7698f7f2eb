"""Reading the evidence of the edition before."""

from collections.abc import Sequence

from django.db.models import Case, When

from piagam.entries.last_year import Carried, carried_over
from piagam.entries.models import Entry, EvidenceLink, Report
from piagam.entries.queries import ReportPart
from piagam.innovations.models import Document, DocumentVersion


def report_before(report: Report) -> Report | None:
    """The region's report in the edition before this one; None where it took part in none."""
    edition = report.edition
    found = Report.objects.filter(region=report.region_id, claims__evidence__isnull=False)
    found = found.exclude(edition=edition.pk).filter(edition__year__lte=edition.year)
    if edition.opens_at is not None:
        found = found.filter(edition__opens_at__lt=edition.opens_at)
    of_earlier_year = Case(When(edition__year__lt=edition.year, then=0), default=1)  # a rehearsal counts last
    order = (of_earlier_year, "-edition__opens_at", "-pk")
    return found.select_related("edition").order_by(*order).first()


def carried_into(part: ReportPart, before: Report) -> list[Carried]:
    """The evidence of the earlier report, for an operator that of the own department, in a fixed number of queries."""
    links = (
        EvidenceLink.objects.filter(claim__report=before)
        .select_related("claim")
        .order_by("claim__entry__innovation__title", "claim__indicator", "pk")
    )
    entries = Entry.objects.filter(report=part.report.pk).select_related("innovation")
    if part.departments is not None:
        links = links.filter(claim__entry__department__in=part.departments)
        entries = entries.filter(department__in=part.departments)
    now = EvidenceLink.objects.filter(claim__report=part.report.pk)
    used: set[tuple[int | None, str, int]] = set(
        now.values_list("claim__entry", "claim__indicator", "document")
    )
    found = list(links)
    bring_along(found, before)
    return carried_over(part.report, found, used=used, entries=list(entries))


def bring_along(links: Sequence[EvidenceLink], report: Report) -> None:
    """Gives each link its document, version and entry: each is read once, however many links have it."""
    linked = EvidenceLink.objects.filter(claim__report=report)
    documents = Document.objects.filter(pk__in=linked.values("document")).in_bulk()
    versions = DocumentVersion.objects.filter(document__in=linked.values("document")).in_bulk()
    entries = Entry.objects.filter(report=report).select_related("innovation").in_bulk()
    newest: dict[int, int] = {}
    for version in versions.values():
        newest[version.document_id] = max(version.position, newest.get(version.document_id, 0))
    for link in links:
        link.document = documents[link.document_id]
        link.version = versions[link.version_id] if link.version_id else None
        link.newest_position = newest.get(link.document_id)  # type: ignore[attr-defined]  # read by Carried.pages
        if link.claim.entry_id:
            link.claim.entry = entries[link.claim.entry_id]
