"""THE STATE TABLE: what may happen to an entry and to a region's report. Who may is in people/permissions.py."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from piagam.entries.models import Entry, Report
from piagam.people.models import Membership
from piagam.people.tree import tree_of
from piagam.web.errors import Refused


@dataclass(frozen=True)
class Step:
    """One action: from which states, to which state ("" leaves it as it is).

    `without_operator`: states from which it is possible too while the department has no active operator.
    """

    action: str
    thing: str
    come_from: tuple[str, ...]
    goes_to: str = ""
    without_operator: tuple[str, ...] = ()


STEPS = (
    Step("claim.edit", "entry", ("draft", "returned")),
    Step("entry.drop", "entry", ("draft",)),
    Step("entry.send", "entry", ("draft", "returned"), "sent"),
    Step("entry.return", "entry", ("sent", "accepted"), "returned"),
    Step("entry.accept", "entry", ("sent",), "accepted", without_operator=("draft", "returned")),
    Step("report.submit", "entry", ("accepted",), "submitted"),
    Step("report.take_back", "entry", ("submitted",), "accepted"),
    Step("report.withdraw", "entry", ("submitted",), "withdrawn"),
    Step("claim.edit", "report", ("draft",)),
    Step("entry.drop", "report", ("draft",)),
    Step("report.submit", "report", ("draft",), "submitted"),
    Step("report.take_back", "report", ("submitted",), "draft"),
    Step("report.withdraw", "report", ("submitted",), "withdrawn"),
    Step("statement.sign", "report", ("draft",)),
)
TABLE = {(step.thing, step.action): step for step in STEPS}


def step_of(thing: Entry | Report, action: str) -> Step:
    """The line of the table; a KeyError for an action it does not know."""
    return TABLE["entry" if isinstance(thing, Entry) else "report", action]


def possible(thing: Entry | Report, action: str) -> bool:
    """Does the state allow the action?"""
    return comes_from(thing, step_of(thing, action))


def comes_from(thing: Entry | Report, step: Step) -> bool:
    """Does the step begin where the thing is?"""
    if thing.state in step.come_from:
        return True
    return (
        thing.state in step.without_operator
        and isinstance(thing, Entry)
        and not has_operator(thing.report.region_id, thing.department_id)
    )


def has_operator(region_code: str, department_id: int) -> bool:
    """Is there anybody in the department, or above it, who could send the entry?"""
    reaching = [department_id, *tree_of(region_code).above(department_id)]
    found = Membership.objects.filter(department__in=reaching, role="OPD", ended_at=None)
    return found.filter(user__is_active=True).exists()


def require_state(thing: Entry | Report, action: str) -> Step:
    """The line of the table, or Refused (409) with the state as it is now."""
    step = step_of(thing, action)
    if not comes_from(thing, step):
        sentence = _("Tidak bisa dilakukan: statusnya sekarang “%(state)s”.")
        raise Refused(sentence % {"state": thing.get_state_display()}, 409)
    return step
