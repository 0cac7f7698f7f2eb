"""Who works on an innovation, and who could."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from piagam.innovations.models import Collaborator, Innovation
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.models import Membership
from piagam.people.queries import operators_of
from piagam.people.tree import tree_of


@dataclass(frozen=True)
class Invited:
    """A collaborator of an innovation, judged where the innovation lies."""

    collaborator: Collaborator

    @property
    def pk(self) -> int:
        return self.collaborator.pk

    def place(self) -> Place:
        return self.collaborator.innovation.place()


def collaborators_of(innovation: Innovation) -> QuerySet[Collaborator]:
    """The people invited to an innovation, the first first."""
    return Collaborator.objects.filter(innovation=innovation).select_related("user", "invited_by")


def people_to_invite(innovation: Innovation) -> QuerySet[Membership]:
    """The operators of the region's other departments who are not invited yet."""
    there = Collaborator.objects.filter(innovation=innovation).values("user")
    there_already = [innovation.department_id, *tree_of(innovation.region_id).above(innovation.department_id)]
    own = operators_of(innovation.region_id).filter(delegated_by=None)  # filling in is no place of one's own
    found = own.exclude(department__in=there_already)
    return found.filter(user__is_active=True).exclude(user__in=there)


def collaborator_by_id(actor: Actor, innovation_id: int, collaborator_id: int) -> Invited:
    """One collaborator of an innovation."""
    del actor
    found = Collaborator.objects.select_related("innovation__region", "user")
    one = found.filter(innovation=innovation_id, pk=collaborator_id).first()
    if one is None:
        raise Http404
    return Invited(one)
