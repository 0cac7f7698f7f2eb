"""How many comments each thing of a page has, and how many the reader has not seen: one query for a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from piagam.conversations.models import Seen, Thread


@dataclass(frozen=True)
class Talk:
    """The state of one conversation for one reader."""

    total: int = 0
    unread: int = 0
    is_open: bool = False


@dataclass(frozen=True)
class Talks:
    """The conversations about the parts of one thing, by the rest of their key: "field:tujuan"."""

    root: str
    found: dict[str, Talk] = field(default_factory=dict)

    def of(self, part: str) -> Talk:
        return self.found.get(f"{self.root}/{part}" if part else self.root, Talk())


def with_counts(threads: QuerySet[Thread], user_id: int | None) -> QuerySet[Any]:
    """Each thread with `total` and `unread` for this person."""
    seen = Seen.objects.filter(thread=OuterRef("pk"), user=user_id or 0).values("comment")
    last = Coalesce(Subquery(seen), Value(0))
    new = Q(comments__hidden_at=None) & ~Q(comments__by=user_id or 0) & Q(comments__pk__gt=last)
    return threads.annotate(
        total=Count("comments", filter=Q(comments__hidden_at=None)), unread=Count("comments", filter=new)
    )


def talks_about(root: str, user_id: int | None) -> Talks:
    """Every conversation about a thing and its parts."""
    found = Thread.objects.filter(Q(about=root) | Q(about__startswith=f"{root}/"))
    return Talks(root, _by_about(found, user_id))


def talks_among(abouts: Iterable[str], user_id: int | None) -> dict[str, Talk]:
    """The conversations of these keys."""
    return _by_about(Thread.objects.filter(about__in=list(abouts)), user_id)


def _by_about(threads: QuerySet[Thread], user_id: int | None) -> dict[str, Talk]:
    keys = list(threads.values_list("pk", flat=True))
    if not keys:  # most pages: the counting query alone costs three plain ones
        return {}
    threads = Thread.objects.filter(pk__in=keys)
    rows = with_counts(threads, user_id).values_list("about", "total", "unread", "resolved_at")
    return {about: Talk(total, unread, resolved is None) for about, total, unread, resolved in rows}
