"""Reading regions and departments."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.regions.models import ClusterFact, Department, Region


@dataclass(frozen=True)
class OwnDepartments:
    """All departments of the actor's region, as one thing to manage."""

    actor: Actor
    region: Region | None

    def place(self) -> Place:
        return self.region.place() if self.region else Place()


def own_departments(actor: Actor) -> OwnDepartments:
    return OwnDepartments(actor, Region.objects.filter(pk=actor.region_code or "").first())


def departments_of(region: Region) -> QuerySet[Department]:
    """Every department of a region, those in use first, by name."""
    return region.departments.order_by("-is_active", "name", "pk")


def department_by_id(actor: Actor, department_id: int) -> Department:
    """A department; Http404 when there is none."""
    del actor
    found = Department.objects.filter(pk=department_id).select_related("region").first()
    if found is None:
        raise Http404
    return found


def clusters_of(region_code: str, edition_id: str) -> list[str]:
    """The codes of the clusters a region competes in, in one edition."""
    found = ClusterFact.objects.filter(region_id=region_code, edition_id=edition_id)
    return list(found.order_by("cluster").values_list("cluster", flat=True))
