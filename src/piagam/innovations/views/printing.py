"""An innovation as a sheet of paper."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from piagam.innovations import queries
from piagam.innovations.models import Innovation
from piagam.innovations.profile_rows import rows_of
from piagam.innovations.rules import TITLE, rules_now
from piagam.innovations.sheet import Sheet, sheet_pdf
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.instants import in_zone

SEES = ("innovation.read",)


@guarded("innovation.read", queries.innovation_by_id, sees=SEES)
def sheet(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """One page for a meeting or a noticeboard."""
    name = slugify(innovation.title)[:60] or str(innovation.pk)
    response = HttpResponse(sheet_pdf(sheet_of(innovation)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def sheet_of(innovation: Innovation) -> Sheet:
    """What the sheet of an innovation in the bank says: everything that is filled in."""
    rules = rules_now()
    rows = [row for row in rows_of(rules, innovation) if row.code != TITLE] if rules else []
    filled = [row for row in rows if not row.is_empty]
    updated = in_zone(innovation.updated_at, innovation.region.time_zone)
    return Sheet(
        title=innovation.title,
        owner=f"{innovation.department.name} · {innovation.region.name}",
        state=_("Diarsipkan") if innovation.archived_at else "",
        facts=[
            (str(row.field.words), str(row.document) if row.document else row.shown)
            for row in filled
            if row.field.kind != "long_text" and (row.document or not row.is_document)
        ],
        texts=[(str(row.field.words), row.shown) for row in filled if row.field.kind == "long_text"],
        address=f"{settings.BASE_URL}{reverse('innovations:page', args=[innovation.pk])}",
        address_note=_("Versi terkini, untuk yang punya akun."),
        as_of=_("Keadaan %(moment)s") % {"moment": updated},
        at=innovation.updated_at,
    )
