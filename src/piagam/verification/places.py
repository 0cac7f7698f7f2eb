"""What the guards of this slice judge: a person's own work in the shown edition, or the edition whole."""

from dataclasses import dataclass, replace

from django.http import Http404

from piagam.editions.models import Edition, Phase
from piagam.people.actor import Actor
from piagam.people.deciding import Place


@dataclass(frozen=True)
class MyWork:
    """One person's work in one edition."""

    actor: Actor
    edition: Edition

    def place(self) -> Place:
        return replace(self.edition.place(), owner=self.actor.user_id, assignee=self.actor.user_id)


def working_edition() -> Edition:
    """The newest edition that has left preparation and is not published yet, else the newest published."""
    found = Edition.objects.exclude(phase=Phase.DRAFT).order_by("-year", "-created_at")
    edition = found.exclude(phase=Phase.PUBLISHED).first() or found.first()
    if edition is None:
        raise Http404
    return edition


def my_work(actor: Actor) -> MyWork:
    """The actor's own work in the working edition."""
    return MyWork(actor, working_edition())


def whole_edition(actor: Actor) -> Edition:
    """The working edition."""
    del actor
    return working_edition()
