"""Reading conversations."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from piagam.conversations.counts import with_counts
from piagam.conversations.models import Comment, Seen, Thread
from piagam.people.actor import Actor
from piagam.people.deciding import Place


@dataclass(frozen=True)
class OwnWords:
    """A comment as the thing behind its address: its author's, in the region."""

    comment: Comment

    @property
    def pk(self) -> int:
        return self.comment.pk

    def place(self) -> Place:
        thread, by = self.comment.thread, self.comment.by_id
        return Place(
            region=thread.region_id, province=thread.region.province_code, department=thread.department_id,
            owner=by, invited=frozenset({by}),
        )  # fmt: skip


def comment_by_id(actor: Actor, comment_id: int) -> OwnWords:
    """A comment; Http404 when there is none."""
    del actor
    comment = Comment.objects.select_related("thread__region", "by").filter(pk=comment_id).first()
    if comment is None:
        raise Http404
    return OwnWords(comment)


@dataclass(frozen=True)
class RegionTalk:
    """The conversations that a person takes part in or may read."""

    actor: Actor

    def place(self) -> Place:
        return Place(region=self.actor.region_code or "", department=self.actor.department_id)


def own_talk(actor: Actor) -> RegionTalk:
    return RegionTalk(actor)


def threads_for(actor: Actor, *, which: str = "open") -> QuerySet[Any]:
    """The conversations of the region, or of the department and those one spoke in; newest first."""
    found = Thread.objects.filter(region=actor.region_code or "")
    if actor.role == "OPD":
        spoke = Comment.objects.filter(by=actor.user_id or 0).values("thread")
        found = found.filter(Q(department__in=actor.department_ids) | Q(pk__in=spoke))
    if which == "open":
        found = found.filter(resolved_at=None)
    elif which == "waiting":
        found = found.filter(resolved_at=None).exclude(last_role=actor.role)
    counted = with_counts(found, actor.user_id).select_related("department", "region")
    if which == "unread":
        counted = counted.filter(unread__gt=0)
    return counted.order_by("-last_at", "-pk")


def comments_of(thread: Thread) -> QuerySet[Comment]:
    """What was said, in order, with earlier wordings."""
    return thread.comments.select_related("by").prefetch_related("wordings").order_by("pk")


def mark_seen(thread: Thread, actor: Actor, last: int) -> None:
    """Remembers up to which comment the person has read."""
    kept = Seen.objects.filter(thread=thread, user=actor.user_id or 0).first()
    if kept is None:
        Seen.objects.update_or_create(thread=thread, user_id=actor.user_id, defaults={"comment": last})
    elif kept.comment < last:
        Seen.objects.filter(pk=kept.pk).update(comment=last)
