"""What a conversation is about, as the slices above say it."""

from dataclasses import dataclass, replace

from piagam.people.deciding import Place
from piagam.regions.models import Region


@dataclass(frozen=True)
class Topic:
    """A thing that people talk about. `where` is the thing's own place; the guard judges a topic by it.

    `about` stays the same across years: "innovation:5/row:sid-16" holds no edition.
    """

    about: str
    label: str
    url: str  # of the conversation's page
    back: str  # of the page on which the thing stands
    region: Region
    where: Place

    @property
    def pk(self) -> str:
        return self.about

    def place(self) -> Place:
        """Conversations are the region's own all year, before and after publication."""
        return replace(self.where, phase="", published=False)
