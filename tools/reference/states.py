"""docs/reference/states.md: the state table, and the words people see for each state."""

from django.utils import translation

from piagam.entries.models import Entry, Report
from piagam.entries.states import STEPS, Step
from tools.reference.markdown import names, table

INTRODUCTION = """# States

What may happen to an entry and to a region's report, and from which state. Who may is in
[permissions](permissions.md), when in [calendar](calendar.md); an action needs all three.
"""


def page() -> str:
    parts = [INTRODUCTION]
    with translation.override("id"):
        for title, thing, model in (("An entry", "entry", Entry), ("A region's report", "report", Report)):
            choices = model._meta.get_field("state").flatchoices
            parts.append(
                f"## {title}\n\n"
                + table(["state", "label"], [[f"`{code}`", label] for code, label in choices])
            )
            steps = [
                [f"`{step.action}`", origins(step), f"`{step.goes_to}`" if step.goes_to else "stays"]
                for step in STEPS
                if step.thing == thing
            ]
            parts.append(table(["action", "from", "to"], steps))
    return "\n\n".join(parts)


def origins(step: Step) -> str:
    """The states a step begins in, and those that need a department without an operator."""
    more = f"; without an operator also {names(step.without_operator)}" if step.without_operator else ""
    return names(step.come_from) + more
