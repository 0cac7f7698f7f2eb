"""Who has an innovation open now. Nothing of it is kept longer than it is true, and nothing of it is an event."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from piagam.innovations.models import Innovation, Presence
from piagam.people.actor import Actor

LIVE = timedelta(seconds=45)  # three polls of the page
SHOWN = timedelta(minutes=5)  # a page without script says once that it was opened
FORGOTTEN = timedelta(days=1)


@dataclass(frozen=True)
class Here:
    """Somebody else who has the innovation open."""

    user: int
    name: str
    field: str
    seen_at: datetime

    @property
    def is_live(self) -> bool:
        return timezone.now() - self.seen_at < LIVE


def note_presence(innovation: Innovation, *, by: Actor, field: str = "") -> None:
    """Says that a person is here, in this field."""
    if by.user_id is None:
        return
    now = timezone.now()
    mine = Presence.objects.filter(innovation=innovation.pk, user=by.user_id)
    if not mine.update(field=field[:60], seen_at=now):
        Presence.objects.filter(innovation=innovation.pk, seen_at__lt=now - FORGOTTEN).delete()
        Presence.objects.bulk_create(
            [Presence(innovation=innovation, user_id=by.user_id, field=field[:60], seen_at=now)],
            ignore_conflicts=True,
        )


def others_here(innovation: Innovation, actor: Actor) -> list[Here]:
    """The other people who have it open, or had a moment ago; the last seen first."""
    found = Presence.objects.filter(innovation=innovation.pk, seen_at__gt=timezone.now() - SHOWN)
    rows = found.exclude(user=actor.user_id).order_by("-seen_at")
    return [Here(*row) for row in rows.values_list("user_id", "user__name", "field", "seen_at")[:12]]
