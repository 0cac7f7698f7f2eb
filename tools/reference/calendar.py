"""docs/reference/calendar.md: the phases, and what each of them opens."""

from django.utils import translation

from piagam.editions.models import Phase
from piagam.people.permissions import PERMISSIONS
from tools.reference.markdown import names, table

INTRODUCTION = """# Calendar

The phases of an edition, in order. From open to closed the clock alone decides, on the database's time, at one instant
shown in WIB, WITA and WIT. Every other step is proposed by one person and approved by another.
"""


def page() -> str:
    with translation.override("id"):
        phases = [[f"`{phase.value}`", phase.name.lower(), phase.label] for phase in Phase]
    opened = []
    for phase in Phase:
        actions = [
            name
            for name, permission in PERMISSIONS.items()
            if permission.changes and any(phase.value in grant.phases for grant in permission.grants.values())
        ]
        bound = [name for name in actions if not always(name)]
        opened.append([f"`{phase.value}`", names(bound) or "nothing that is bound to a phase"])
    free = [name for name, permission in PERMISSIONS.items() if permission.changes and always(name)]
    return "\n\n".join(
        [
            INTRODUCTION.strip(),
            table(["phase", "name", "label"], phases),
            "## What a phase opens\n\nChanges only; each cell of [permissions](permissions.md) names its own phases.",
            table(["phase", "changes that somebody may make then"], opened),
            f"In every phase: {names(free)}.",
        ]
    )


def always(name: str) -> bool:
    """Is the action free of the calendar for somebody?"""
    return any(len(grant.phases) == len(Phase) for grant in PERMISSIONS[name].grants.values())
