"""Two innovations side by side, and what could be merged with one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from piagam.innovations.models import Innovation, Tombstone
from piagam.innovations.queries.bank import innovation_by_id, innovations_for
from piagam.innovations.rules import Rules, profile_of
from piagam.innovations.values import EMPTY, stamp_of
from piagam.people.actor import Actor
from piagam.people.deciding import Place, may
from tallybook import ProfileField


@dataclass(frozen=True)
class Pair:
    """An innovation that stays and one that would go; judged by whichever of them is out of reach."""

    kept: Innovation
    other: Innovation
    judged: Innovation

    @property
    def pk(self) -> int:
        return self.kept.pk

    def place(self) -> Place:
        return self.judged.place()


@dataclass(frozen=True)
class FieldPair:
    """A field in which the two differ."""

    field: ProfileField
    mine: Any
    theirs: Any

    @property
    def takes_theirs(self) -> bool:
        """What is proposed: the other's only where there is nothing of one's own."""
        return self.mine in EMPTY


def pair_by_ids(actor: Actor, innovation_id: int, other_id: int) -> Pair:
    """Both; Http404 for one with itself."""
    kept, other = innovation_by_id(actor, innovation_id), innovation_by_id(actor, other_id)
    if kept.pk == other.pk:
        raise Http404
    return Pair(kept, other, kept if may(actor, "innovation.merge", other.place()) else other)


def differences_of(rules: Rules, pair: Pair) -> list[FieldPair]:
    """The fields in which the two differ, in the rulebook's order."""
    mine, theirs = profile_of(pair.kept), profile_of(pair.other)
    return [
        FieldPair(field, mine.get(field.code), theirs.get(field.code))
        for field in rules.fields
        if stamp_of(mine.get(field.code)) != stamp_of(theirs.get(field.code))
    ]


def mergeable_with(actor: Actor, innovation: Innovation, words: str = "") -> QuerySet[Innovation]:
    """The other innovations of the region that the person may merge with this one, the own department's first."""
    found = (
        innovations_for(actor).filter(region=innovation.region_id, archived_at=None).exclude(pk=innovation.pk)
    )
    if actor.role == "OPD":
        found = found.filter(department__in=actor.department_ids)
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(department__name__icontains=word))
    return found.defer("profile").order_by("title", "pk")


def tombstones_for(actor: Actor) -> QuerySet[Tombstone]:
    """What was deleted in the part of the bank that a person reads."""
    found = Tombstone.objects.filter(region=actor.region_code or "").select_related(
        "department", "deleted_by"
    )
    if actor.role == "OPD":
        found = found.filter(department__in=actor.department_ids)
    return found.order_by("-deleted_at", "-pk")
