"""Taking the newest version of a document into rows that are bound to an earlier one."""

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.entries.actions.answering import lock_to_edit
from piagam.entries.actions.evidence import require_format, require_pages
from piagam.entries.models import EvidenceLink
from piagam.entries.slots import report_of, rules_for
from piagam.innovations.models import Document
from piagam.people.actor import Actor
from piagam.web.errors import Refused


@transaction.atomic
def use_newest(link: EvidenceLink, *, by: Actor) -> EvidenceLink:
    """Binds a row's evidence to the newest version of its document; the pages stay if the file still has them."""
    claim = link.claim
    locked = lock_to_edit(claim.entry or claim.report, by=by)
    newest = link.document.versions.select_related("file").order_by("-position").first()
    if newest is None or link.version is None or newest.pk == link.version_id:
        raise Refused(_("Isian ini sudah memakai versi terbaru."), 409)
    indicator = rules_for(locked).by_code.get(claim.indicator)
    if indicator is not None:
        require_format(indicator, newest)
    require_pages(newest, link.pages)
    before, link.version = link.version.position, newest
    link.save(update_fields=["version"])
    report = report_of(locked)
    record(
        "claim.use_newest", by=by, on=claim, region=report.region_id, edition=report.edition_id,
        data={"indicator": claim.indicator, "document": link.document_id, "from": before,
              "to": newest.position, "sha256": newest.file_id},
    )  # fmt: skip
    return link


def links_behind(document: Document, *, by: Actor) -> list[EvidenceLink]:
    """The rows bound to an earlier version, for an operator those of the own department."""
    newest = document.versions.order_by("-position").first()
    if newest is None:
        return []
    found = EvidenceLink.objects.filter(document=document, version__position__lt=newest.position)
    if by.role == "OPD":
        found = found.filter(claim__entry__department__in=by.department_ids)
    return list(
        found.select_related(
            "document", "version", "claim__entry__report__edition", "claim__entry__report__region",
            "claim__entry__innovation", "claim__report__edition", "claim__report__region",
        ).order_by("pk")
    )  # fmt: skip


def use_newest_everywhere(document: Document, *, by: Actor) -> tuple[int, list[str]]:
    """Every row that may be changed takes the newest version; the others stay, each with its sentence."""
    taken, kept = 0, []
    for link in links_behind(document, by=by):
        try:
            use_newest(link, by=by)
            taken += 1
        except Refused as no:
            kept.append(
                f"{link.claim.entry or link.claim.report.region} · {link.claim.indicator}: {no.sentence}"
            )
    return taken, kept
