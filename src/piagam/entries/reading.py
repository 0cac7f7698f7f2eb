"""Which read a page stands for, and how much of it a role may see."""

from piagam.entries.models import Entry, Report
from piagam.people.actor import Actor
from piagam.people.deciding import Place

READS = ("entry.read_draft", "entry.read")
OWN = frozenset({"OPD", "COR", "HEAD"})
SEES_LEVELS = OWN | {"VER", "QC", "AUD"}  # policy/permissions.md, F04
SEES_EVIDENCE = OWN | {"VER", "QC", "JUR", "AUD"}  # I14


def reading(thing: Entry | Report) -> str:
    """The permission that reading the thing asks for: drafts are the region's own, submissions are read by more."""
    return "entry.read" if thing.state == "submitted" else "entry.read_draft"


def sees_levels(actor: Actor, place: Place) -> bool:
    """May the person see the claimed levels?"""
    return actor.role in SEES_LEVELS or place.published


def sees_evidence(actor: Actor) -> bool:
    """May the person see which documents are linked?"""
    return actor.role in SEES_EVIDENCE
