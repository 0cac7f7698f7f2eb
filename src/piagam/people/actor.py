"""Who is asking: a person in one role, or the public."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:  # models say where they lie by `deciding`, which knows actors
    from piagam.people.models import Membership


@dataclass(frozen=True)
class Actor:
    """A person acting in one role. `user_id` is None for the public and for the clock."""

    role: str = "PUB"
    user_id: int | None = None
    name: str = ""
    edition_id: str | None = None
    region_code: str | None = None
    province_code: str | None = None
    department_id: int | None = None
    stepped_up_at: datetime | None = None

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def has_stepped_up(self) -> bool:
        """True when the second factor was shown in the last ten minutes."""
        if self.stepped_up_at is None:
            return False
        return (timezone.now() - self.stepped_up_at).total_seconds() < settings.STEP_UP_SECONDS


PUBLIC = Actor()


def actor_of(membership: "Membership", *, stepped_up_at: datetime | None = None) -> Actor:
    """The actor that a membership makes; its region is read in the same query where possible."""
    region = membership.region
    return Actor(
        role=membership.role,
        user_id=membership.user_id,
        name=membership.user.name,
        edition_id=membership.edition_id,
        region_code=region.code if region else None,
        province_code=region.province_code if region else None,
        department_id=membership.department_id,
        stepped_up_at=stepped_up_at,
    )
