"""Reading the bank of innovations."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from piagam.innovations.models import FieldChange, Innovation
from piagam.innovations.rules import APPLIED, DEVELOPED, STAGE, Rules, eligibility_of
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.permissions import grants_for
from piagam.regions.models import Department

ORDERS = {
    "terbaru": ("-updated_at", "-pk"),
    "terlama": ("updated_at", "pk"),
    "nama": ("title", "pk"),
}


@dataclass(frozen=True)
class Bank:
    """The part of the bank that a person works in: the own department's or the own region's."""

    actor: Actor

    def place(self) -> Place:
        actor = self.actor
        return Place(
            region=actor.region_code or "", province=actor.province_code or "", department=actor.department_id
        )


def bank_of(actor: Actor) -> Bank:
    return Bank(actor)


def innovations_for(actor: Actor) -> QuerySet[Innovation]:
    """The innovations a person may read in the bank, archived ones too."""
    scopes = {grant.scope for grant in grants_for("innovation.read", actor.role)}
    found = Innovation.objects.select_related("region", "department")
    if "reg" in scopes and actor.region_code:
        return found.filter(region=actor.region_code)
    if "own" in scopes and actor.department_id:
        return found.filter(department=actor.department_id)
    return found.none()


def innovation_by_id(actor: Actor, innovation_id: int) -> Innovation:
    """One innovation with what its place needs; the guard judges it."""
    found = Innovation.objects.select_related("region", "department").filter(pk=innovation_id).first()
    if found is None:
        raise Http404
    return found


def departments_for(actor: Actor) -> QuerySet[Department]:
    """The departments a person may begin an innovation for."""
    found = Department.objects.filter(region=actor.region_code, is_active=True).select_related("region")
    if actor.role == "OPD":
        found = found.filter(pk=actor.department_id or 0)
    return found.order_by("name", "pk")


def search_innovations(
    actor: Actor,
    *,
    words: str = "",
    department: int | None = None,
    archived: bool | None = False,
    order: str = "",
) -> QuerySet[Innovation]:
    """The bank narrowed by words, department and archive (None: both), in order."""
    found = innovations_for(actor)
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(department__name__icontains=word))
    if department is not None:
        found = found.filter(department=department)
    if archived is not None:
        found = found.filter(archived_at__isnull=not archived)
    return found.order_by(*ORDERS.get(order, ORDERS["terbaru"]))


def by_eligibility(found: QuerySet[Innovation], rules: Rules, *, eligible: bool) -> list[int]:
    """The keys of those that do, or do not, qualify; the rulebook decides, so only what it asks is read."""
    codes = (APPLIED, DEVELOPED, STAGE)
    keys = []
    for pk, *values in found.values_list("pk", *(f"profile__{code}" for code in codes)).iterator(
        chunk_size=2000
    ):
        verdict = eligibility_of(rules, dict(zip(codes, values, strict=True)))
        if (verdict is None or verdict.ok) == eligible:
            keys.append(pk)
    return keys


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
