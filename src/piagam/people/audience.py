"""To whom a word to many goes: roles, and where and in which edition they are held."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from piagam.people import lookups
from piagam.people.models import Announcement, Membership, Role
from piagam.people.queries import in_force


@dataclass(frozen=True)
class Audience:
    """Whoever holds one of the roles; in one region or province alone, or in one edition, where it is named."""

    roles: tuple[str, ...]
    region: str = ""
    province: str = ""
    edition: str = ""

    def memberships(self) -> QuerySet[Membership]:
        """The roles in force that it names; a standing role is one of every edition."""
        found = Membership.objects.filter(in_force(), role__in=self.roles, user__is_active=True)
        if self.region:
            found = found.filter(region=self.region)
        if self.province:
            found = found.filter(region__province_code=self.province)
        if self.edition:
            found = found.filter(Q(edition=self.edition) | Q(edition=None))
        return found

    def people(self, *, but: int | None) -> list[int]:
        """Each person once, without the writer."""
        found = self.memberships().exclude(user=but) if but else self.memberships()
        return sorted(set(found.values_list("user", flat=True)))

    def counts(self, *, but: int | None) -> list[tuple[str, int]]:
        """How many people hold each role; whoever holds two counts at both."""
        found = self.memberships().exclude(user=but) if but else self.memberships()
        counted: dict[str, int] = dict(
            found.order_by().values_list("role").annotate(Count("user", distinct=True))
        )
        return [(str(Role(role).label), counted.get(role, 0)) for role in Role.values if role in self.roles]

    def in_words(self) -> str:
        """Which roles, where, and in which edition."""
        parts = [", ".join(str(Role(role).label) for role in Role.values if role in self.roles)]
        if self.region:
            parts.append(str(lookups.region_named(self.region) or self.region))
        if self.province:
            parts.append(lookups.provinces().get(self.province, self.province))
        if self.edition:
            parts.append(_("edisi %(edition)s") % {"edition": self.edition})
        return " · ".join(parts)


def audience_of(announcement: Announcement) -> Audience:
    """As it was chosen."""
    return Audience(
        tuple(announcement.roles), announcement.region_id or "", announcement.province_code,
        announcement.edition_id or "",
    )  # fmt: skip


def columns_of(audience: Audience) -> dict[str, Any]:
    """As an announcement keeps it."""
    return {
        "roles": list(audience.roles), "region_id": audience.region or None, "province_code": audience.province,
        "edition_id": audience.edition or None,
    }  # fmt: skip
