"""Who of the region may read a conversation, who is named in a comment, and who is told."""

from collections.abc import Iterable

from piagam.conversations.models import Thread
from piagam.conversations.topics import Topic
from piagam.people.actor import Actor, actor_of
from piagam.people.deciding import may
from piagam.people.models import Membership


def readers_of(topic: Topic) -> list[Membership]:
    """The people of the region who may read it, by name."""
    found = Membership.objects.filter(region=topic.region, ended_at=None, user__is_active=True)
    people = found.select_related("user", "region").order_by("user__name", "pk")
    return [one for one in people if may(actor_of(one), "conversation.read", topic.place())]


def named_in(text: str, readers: Iterable[Membership]) -> set[int]:
    """The people whom a text names as @Nama, by their accounts; letters' case does not matter."""
    plain = text.casefold()
    named = set()
    for one in sorted(readers, key=lambda one: -len(one.user.name)):
        mark = f"@{one.user.name.casefold()}"
        if mark in plain:
            named.add(one.user_id)
            plain = plain.replace(mark, " ")
    return named


def told_of(topic: Topic, thread: Thread, readers: Iterable[Membership], by: Actor) -> set[int]:
    """Whoever took part and still may read it; and the other side, so that a first word reaches somebody."""
    readers = list(readers)
    spoke = set(thread.comments.values_list("by_id", flat=True))
    told = {one.user_id for one in readers if one.user_id in spoke}
    roles = {one.user_id: one.role for one in readers}
    if by.role == "COR":
        told |= {one.user_id for one in readers if one.role == "OPD"
                 and one.department_id == topic.place().department}  # fmt: skip
    elif not any(roles.get(one) == "COR" for one in told):
        told |= {one.user_id for one in readers if one.role == "COR"}
    return told - {by.user_id or 0}
