"""The things behind the addresses of the region's gate."""

from dataclasses import dataclass

from django.http import Http404

from piagam.editions.models import Edition
from piagam.entries.queries import current_edition
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.regions.models import Department, Region


@dataclass(frozen=True)
class RegionGate:
    """A region in the edition that runs, as its coordinators and its head look at it."""

    region: Region
    edition: Edition

    @property
    def pk(self) -> str:
        return self.region.pk

    def place(self) -> Place:
        return Place(region=self.region.pk, province=self.region.province_code)


@dataclass(frozen=True)
class ReviewGate(RegionGate):
    """The same for what is open in a phase only: the internal check."""

    def place(self) -> Place:
        return Place(
            region=self.region.pk, province=self.region.province_code, edition=self.edition.pk,
            phase=self.edition.phase_now, phase_until=self.edition.closes_at,
        )  # fmt: skip


@dataclass(frozen=True)
class DepartmentGate:
    """One department of it."""

    department: Department
    region: Region
    edition: Edition

    @property
    def pk(self) -> int:
        return self.department.pk

    def place(self) -> Place:
        return Place(region=self.region.pk, province=self.region.province_code, department=self.department.pk)


def own_gate(actor: Actor) -> RegionGate:
    """The actor's own region; Http404 without one, or before any edition began."""
    region = Region.objects.filter(pk=actor.region_code or "").first()
    edition = current_edition(actor)
    if region is None or edition is None:
        raise Http404
    return RegionGate(region, edition)


def own_review(actor: Actor) -> ReviewGate:
    """The same region and edition, in the edition's phase."""
    gate = own_gate(actor)
    return ReviewGate(gate.region, gate.edition)


def department_gate(actor: Actor, department_id: int) -> DepartmentGate:
    """One department; Http404 when there is none."""
    found = Department.objects.filter(pk=department_id).select_related("region", "parent").first()
    edition = current_edition(actor)
    if found is None or edition is None:
        raise Http404
    return DepartmentGate(found, found.region, edition)
