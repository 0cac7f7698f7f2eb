"""How a person wants to be told (A01)."""

from typing import Any

from piagam.notices.clocks import hours_of
from piagam.notices.models import Choice
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.places import OwnAccount


def choice_of(actor: Actor) -> Choice:
    """What the person chose, or the usual with their region's clock; not saved."""
    person = actor.user_id or 0
    return hours_of([person])[person]


def choose(chosen: dict[str, Any], *, by: Actor) -> Choice:
    """Keeps how the person wants to be told from now on."""
    require(by, "account.use", OwnAccount(by))
    choice, _made = Choice.objects.update_or_create(user_id=by.user_id, defaults=chosen)
    return choice
