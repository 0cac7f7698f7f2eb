"""Reading regions and departments."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.tree import outline, tree_of
from piagam.regions.models import ClusterFact, Department, Region

MOST_LEVELS = 3  # a department, its sub-unit, and a unit of that


@dataclass(frozen=True)
class OwnDepartments:
    """All departments of the actor's region, as one thing to manage."""

    actor: Actor
    region: Region | None

    def place(self) -> Place:
        return self.region.place() if self.region else Place()


def own_departments(actor: Actor) -> OwnDepartments:
    return OwnDepartments(actor, Region.objects.filter(pk=actor.region_code or "").first())


def departments_of(region: Region) -> list[tuple[int, Department]]:
    """Every department of a region with its level: those in use first, by name, each with its sub-units."""
    return outline(region.departments.select_related("merged_into").order_by("-is_active", "name", "pk"))


def possible_parents(region: Region, department: Department | None = None) -> QuerySet[Department]:
    """What a department may stand under, without making a circle or too many levels."""
    tree, found = tree_of(region.pk), region.departments.filter(is_active=True).order_by("name", "pk")
    height = tree.height(department.pk) if department else 1
    out = {department.pk, *tree.below(department.pk)} if department else set()
    deep = [pk for pk in tree.parent if tree.depth(pk) + height > MOST_LEVELS]
    if height >= MOST_LEVELS:
        return found.none()
    return found.exclude(pk__in=[*out, *deep])


def possible_successors(region: Region, department: Department) -> QuerySet[Department]:
    """What a department may go into: in use, not below it, and with room for its sub-units."""
    tree = tree_of(region.pk)
    room = MOST_LEVELS - (tree.height(department.pk) - 1)
    out = [department.pk, *tree.below(department.pk), *(pk for pk in tree.parent if tree.depth(pk) > room)]
    found = region.departments.filter(is_active=True, merged_into=None).exclude(pk__in=out)
    return found.order_by("name", "pk") if room >= 1 else found.none()


def office_of(department: Department) -> Department:
    """The department that does its work today: itself, or the last one it went into."""
    if department.merged_into_id is None:
        return department
    today = tree_of(department.region_id).office(department.pk)
    return Department.objects.get(pk=today)


def department_by_id(actor: Actor, department_id: int) -> Department:
    """A department; Http404 when there is none."""
    del actor
    found = Department.objects.filter(pk=department_id).select_related("region", "merged_into").first()
    if found is None:
        raise Http404
    return found


def clusters_of(region_code: str, edition_id: str) -> list[str]:
    """The codes of the clusters a region competes in, in one edition."""
    found = ClusterFact.objects.filter(region_id=region_code, edition_id=edition_id)
    return list(found.order_by("cluster").values_list("cluster", flat=True))
