"""Whom the region's own gate tells what."""

from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim
from piagam.entries.notifying import people_of
from piagam.mentoring.models import InternalCheck
from piagam.notices.telling import tell_all
from piagam.people.actor import Actor


def row_of(claim: Claim) -> str:
    """A row in words: its number, its label, whose it is."""
    indicator = rulebook_of(claim.report.edition).indicator(claim.indicator)
    whose = claim.entry.title if claim.entry else claim.report.region.name
    return f"{indicator.number} {indicator.words}, {whose}"


def asked_back(check: InternalCheck, *, by: Actor) -> None:
    """The department learns what the coordinator asks about one of its rows."""
    claim = check.claim
    if claim.entry is None:
        return
    text = _("Koordinator bertanya tentang %(row)s: %(note)s")
    people = people_of(claim.report, "OPD", department=claim.entry.department_id, but=by)
    url = reverse("mentoring:checks", args=[claim.entry_id])
    tell_all(people, text % {"row": row_of(claim), "note": check.note}, url, kind="check.asked_back")


def answered(check: InternalCheck, *, by: Actor) -> None:
    """The coordinators learn that a question has its answer."""
    claim = check.claim
    if claim.entry is None:
        return
    text = _("Pertanyaan Anda tentang %(row)s dijawab: %(answer)s")
    url = reverse("mentoring:check_row", args=[claim.entry_id, claim.indicator])
    words = {"row": row_of(claim), "answer": check.answer}
    tell_all(people_of(claim.report, "COR", but=by), text % words, url, kind="check.answered")
