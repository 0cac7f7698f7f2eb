"""Who is asking: a person in one role, or the public."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from piagam.people.tree import Tree, tree_of

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
    fills_in_for: int | None = None  # whose role of an operator it is, where a colleague fills in
    tree: Tree | None = field(
        default=None, compare=False, repr=False
    )  # of the region, where it was read already

    @cached_property
    def below(self) -> frozenset[int]:
        """What hangs on the own department: sub-units, and what merged into it. Read once, and only when asked for."""
        if self.department_id is None or not self.region_code:
            return frozenset()
        return (self.tree or tree_of(self.region_code)).below(self.department_id)

    @property
    def department_ids(self) -> frozenset[int]:
        """The departments that the scope `own` reaches."""
        return self.below if self.department_id is None else self.below | {self.department_id}

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


def actor_of(
    membership: "Membership", *, stepped_up_at: datetime | None = None, tree: Tree | None = None
) -> Actor:
    """The actor that a membership makes; its region is read in the same query where possible.

    `tree`: the region's departments, for whoever makes the actors of many people of one region.
    """
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
        fills_in_for=membership.delegated_by_id,
        tree=tree,
    )
