"""Reading the bank of innovations."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from piagam.innovations.models import FieldChange, Innovation
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.permissions import grants_for
from piagam.regions.models import Department


@dataclass(frozen=True)
class Bank:
    """The part of the bank that a person works in: the own department's or the own region's."""

    actor: Actor

    def place(self) -> Place:
        actor = self.actor
        return Place(
            region=actor.region_code or "", province=actor.province_code or "", department=actor.department_id,
            owner=actor.user_id,
        )  # fmt: skip


def bank_of(actor: Actor) -> Bank:
    return Bank(actor)


def innovations_for(actor: Actor) -> QuerySet[Innovation]:
    """The innovations a person may read in the bank, archived ones too."""
    scopes = {grant.scope for grant in grants_for("innovation.read", actor.role)}
    found = Innovation.objects.select_related("region", "department")
    if "reg" in scopes and actor.region_code:
        return found.filter(region=actor.region_code)
    if "own" in scopes and actor.department_id:
        named = Innovation.objects.filter(collaborators__user=actor.user_id, region=actor.region_code)
        return found.filter(Q(department__in=actor.department_ids) | Q(pk__in=named.values("pk")))
    return found.none()


def innovation_by_id(actor: Actor, innovation_id: int) -> Innovation:
    """One innovation with what its place needs; the guard judges it."""
    try:  # `get` and not `first`: no order to work out, on the way of every save
        return Innovation.objects.select_related("region").get(pk=innovation_id)
    except Innovation.DoesNotExist:
        raise Http404 from None


def departments_read_by(actor: Actor) -> QuerySet[Department]:
    """The departments whose innovations a person may read, those no longer active too."""
    found = Department.objects.filter(region=actor.region_code)
    if actor.role == "OPD":
        found = found.filter(pk__in=innovations_for(actor).order_by().values("department"))
    return found.order_by("name", "pk")


def departments_for(actor: Actor) -> QuerySet[Department]:
    """The departments a person may begin an innovation for."""
    found = Department.objects.filter(region=actor.region_code, is_active=True).select_related("region")
    if actor.role == "OPD":
        found = found.filter(pk__in=actor.department_ids)
    return found.order_by("name", "pk")


def only_department(actor: Actor, departments: QuerySet[Department]) -> Department | None:
    """The one department that an operator can mean; None where there is a choice."""
    if actor.role != "OPD" or actor.below:
        return None
    return departments.first()


def changes_of(innovation: Innovation, *, field: str = "") -> QuerySet[FieldChange]:
    """The history of a profile, newest first; of one field, or of all."""
    found = FieldChange.objects.filter(innovation=innovation).select_related("by")
    return (found.filter(field=field) if field else found).order_by("-at", "-pk")


def change_by_id(actor: Actor, innovation_id: int, change_id: int) -> FieldChange:
    """One change of an innovation's history."""
    found = FieldChange.objects.select_related("innovation__region", "innovation__department")
    change = found.filter(innovation=innovation_id, pk=change_id).first()
    if change is None:
        raise Http404
    return change


def entries_of(innovation: Innovation) -> QuerySet[Any]:
    """In which editions the innovation took part. Read through the relation: entries are a later stage."""
    return innovation.entries.select_related("report__edition").order_by("-report__edition__year", "-pk")
