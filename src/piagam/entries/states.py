"""THE STATE TABLE: what may happen to an entry and to a region's report. Who may is in people/permissions.py."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from piagam.entries.models import Entry, Report
from piagam.web.errors import Refused


@dataclass(frozen=True)
class Step:
    """One action: from which states, to which state ("" leaves it as it is)."""

    action: str
    thing: str
    come_from: tuple[str, ...]
    goes_to: str = ""


STEPS = (
    Step("claim.edit", "entry", ("draft", "returned")),
    Step("entry.send", "entry", ("draft", "returned"), "sent"),
    Step("entry.return", "entry", ("sent", "accepted"), "returned"),
    Step("entry.accept", "entry", ("sent",), "accepted"),
    Step("report.submit", "entry", ("accepted",), "submitted"),
    Step("report.take_back", "entry", ("submitted",), "accepted"),
    Step("claim.edit", "report", ("draft",)),
    Step("report.submit", "report", ("draft",), "submitted"),
    Step("report.take_back", "report", ("submitted",), "draft"),
)
TABLE = {(step.thing, step.action): step for step in STEPS}


def step_of(thing: Entry | Report, action: str) -> Step:
    """The line of the table; a KeyError for an action it does not know."""
    return TABLE["entry" if isinstance(thing, Entry) else "report", action]


def possible(thing: Entry | Report, action: str) -> bool:
    """Does the state allow the action?"""
    return thing.state in step_of(thing, action).come_from


def require_state(thing: Entry | Report, action: str) -> Step:
    """The line of the table, or Refused (409) with the state as it is now."""
    step = step_of(thing, action)
    if thing.state not in step.come_from:
        sentence = _("Tidak bisa dilakukan: statusnya sekarang “%(state)s”.")
        raise Refused(sentence % {"state": thing.get_state_display()}, 409)
    return step
