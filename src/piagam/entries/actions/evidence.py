"""Linking documents of the library to rows."""

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from piagam.audit.record import record
from piagam.entries.actions.answering import claim_of, lock_to_edit
from piagam.entries.models import Entry, EvidenceLink, Report
from piagam.entries.slots import report_of
from piagam.files.formats import ALIASES
from piagam.innovations.actions.library import format_of
from piagam.innovations.models import Document, DocumentVersion
from piagam.people.actor import Actor
from piagam.people.tree import tree_of
from piagam.web.errors import Refused
from tallybook import Indicator


def suits(document: Document, holder: Entry | Report) -> bool:
    """May the document stand for the holder: the region's own, its department's, or of one that it merged with?"""
    region = report_of(holder).region_id
    if document.region_id != region:
        return False
    if isinstance(holder, Report) or document.department_id in (None, holder.department_id):
        return True
    return document.department_id in tree_of(region).one_with(holder.department_id)


LINKS = frozenset({"link", "url"})


def wanted_formats(indicator: Indicator) -> list[str]:
    """The kinds of evidence the edition takes for a row; empty when it names none."""
    return [one.lower() for one in indicator.evidence.formats] if indicator.evidence else []


def require_format(indicator: Indicator, version: DocumentVersion | None) -> None:
    """Refuses a kind of file that the edition does not take for this row."""
    wanted = wanted_formats(indicator)
    given = format_of(version.file.media_type) if version else "link"
    taken = {ALIASES.get(one, one) for one in wanted} | (LINKS if LINKS & set(wanted) else set())
    if wanted and given not in taken:
        names = {"wanted": ", ".join(wanted), "given": given or _("jenis lain")}
        raise Refused(_("Isian ini menerima bukti berupa %(wanted)s; yang dipilih %(given)s.") % names, 422)


PAGE = re.compile(r"\d+")


def require_pages(version: DocumentVersion | None, pages: str) -> None:
    """Refuses a page that the file does not have; only where its pages are known."""
    last = version.file.pages if version else None
    highest = max((int(one) for one in PAGE.findall(pages)), default=0)
    if last and highest > last:
        sentence = ngettext(
            "Halaman %(page)d tidak ada: berkas ini hanya %(last)d halaman.",
            "Halaman %(page)d tidak ada: berkas ini hanya %(last)d halaman.",
            last,
        )
        raise Refused(sentence % {"page": highest, "last": last}, 422)


@transaction.atomic
def add_evidence(
    holder: Entry | Report, indicator: Indicator, document: Document, *, pages: str = "", by: Actor
) -> EvidenceLink:
    """Links a document, as it is now, to a row. Linking it again takes its newest version and the new pages."""
    locked = lock_to_edit(holder, by=by)
    if not suits(document, locked):
        raise Refused(_("Dokumen itu bukan milik perangkat daerah ini."), 422)
    if document.retired_at is not None:
        raise Refused(_("Dokumen itu sudah diistirahatkan. Pulihkan dahulu, atau pilih yang lain."), 422)
    version = document.versions.select_related("file").order_by("-position").first()
    require_format(indicator, version)
    require_pages(version, pages)
    claim = claim_of(locked, indicator.code)
    if claim._state.adding:
        claim.version, claim.updated_by_id = 1, by.user_id
        claim.save()
    values = {"version": version, "pages": pages, "added_at": timezone.now()}
    link, _created = EvidenceLink.objects.update_or_create(claim=claim, document=document, defaults=values)
    report = report_of(locked)
    record(
        "claim.add_evidence", by=by, on=claim, region=report.region_id, edition=report.edition_id,
        data={"indicator": indicator.code, "document": document.pk, "pages": pages,
              "sha256": version.file_id if version else ""},
    )  # fmt: skip
    return link


@transaction.atomic
def remove_evidence(link: EvidenceLink, *, by: Actor) -> None:
    """Takes a document off a row; the document stays in the library."""
    claim = link.claim
    locked = lock_to_edit(claim.entry or claim.report, by=by)
    report = report_of(locked)
    record(
        "claim.remove_evidence", by=by, on=claim, region=report.region_id, edition=report.edition_id,
        data={"indicator": claim.indicator, "document": link.document_id},
    )  # fmt: skip
    link.delete()
