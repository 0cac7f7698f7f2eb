"""Things about editions that are no row of a table, each saying where it lies."""

from dataclasses import dataclass

from django.http import Http404

from piagam.editions.models import Phase
from piagam.editions.rulebooks import available
from piagam.people.actor import Actor
from piagam.people.deciding import Place


@dataclass(frozen=True)
class NewEdition:
    """An edition about to be made: in preparation, and nobody's yet."""

    actor: Actor

    def place(self) -> Place:
        return Place(phase=Phase.DRAFT)


def new_edition(actor: Actor) -> NewEdition:
    return NewEdition(actor)


@dataclass(frozen=True)
class ShippedRulebook:
    """A rulebook that came with the program."""

    actor: Actor
    name: str

    def place(self) -> Place:
        return Place()


def shipped_rulebook(actor: Actor, name: str) -> ShippedRulebook:
    if name not in available():
        raise Http404
    return ShippedRulebook(actor, name)
