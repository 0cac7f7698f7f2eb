"""Keeping the minutes of the internal review: a number, and the data as it stood."""

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.entries.models import Report
from piagam.mentoring.models import InternalCheck, Minutes
from piagam.mentoring.queries.review import data_of
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused


@transaction.atomic
def make_minutes(report: Report, *, by: Actor) -> Minutes:
    """The next minutes of a region, from what is checked now; earlier ones stay as they were."""
    require(by, "claim.check", report)
    if report._state.adding or not InternalCheck.objects.filter(claim__report=report).exists():
        raise Refused(_("Belum ada isian yang diperiksa; belum ada yang dicatat."), 409)
    locked = (
        Report.objects.select_for_update(of=("self",)).select_related("edition", "region").get(pk=report.pk)
    )
    position = Minutes.objects.filter(report=locked).count() + 1
    number = f"BA-{locked.edition_id}-{locked.region_id}-{position:02}".upper()
    made = Minutes.objects.create(
        report=locked, position=position, number=number, data=data_of(locked, by.name), made_by_id=by.user_id
    )
    record("minutes.make", by=by, on=made, region=locked.region_id, edition=locked.edition_id,
           data={"number": number})  # fmt: skip
    return made
