"""Asking for the next phase (E06); the clock alone turns open into closed."""

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.actions.proposals import locked, propose
from piagam.editions.calendar import TWO_PEOPLE, ending, missing_for_next, step_now
from piagam.editions.models import Edition
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import Proposal
from piagam.web.errors import Refused


def ask_next_phase(edition: Edition, *, by: Actor, reason: str = "") -> Proposal:
    """Asks that the edition goes on; another administrator decides."""
    with transaction.atomic():
        edition = locked(edition)
        require(by, "edition.ask_next_phase", edition)
        step = step_now(edition)
        if step.ends_by != TWO_PEOPLE:
            raise Refused(_("Tahap ini tidak diakhiri lewat usulan.") + " " + ending(step), 409)
        if missing := missing_for_next(edition):
            raise Refused(" ".join(missing), 409)
        params = {"do": "advance", "from": step.phase, "to": step.next}
        reason = " ".join(reason.split())
        proposal = propose(edition, "edition.ask_next_phase", params, by=by, reason=reason)
        record("edition.ask_next_phase", by=by, on=edition, edition=edition.pk, reason=reason, data=params)
    return proposal
