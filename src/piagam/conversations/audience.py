"""Who of the region may read a conversation, who is named in a comment, and who is told."""

from collections.abc import Container, Iterable

from piagam.conversations.models import Thread
from piagam.conversations.topics import Topic
from piagam.people.actor import Actor, actor_of
from piagam.people.deciding import may
from piagam.people.models import Membership
from piagam.people.queries import in_force
from piagam.people.tree import tree_of


def readers_of(topic: Topic) -> list[Membership]:
    """The people of the region who may read it, by name."""
    found = Membership.objects.filter(in_force(), region=topic.region, user__is_active=True)
    people = found.select_related("user", "region").order_by("user__name", "pk")
    tree = tree_of(topic.region.pk)
    return [one for one in people if may(actor_of(one, tree=tree), "conversation.read", topic.place())]


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
        operators = [one for one in readers if one.role == "OPD"]
        unit = nearest_of(topic, {one.department_id for one in operators if one.department_id})
        told |= {one.user_id for one in operators if unit and one.department_id == unit}
    elif not any(roles.get(one) == "COR" for one in told):
        told |= {one.user_id for one in readers if one.role == "COR"}
    return told - {by.user_id or 0}


def nearest_of(topic: Topic, departments: Container[int]) -> int | None:
    """The department with operators that stands nearest above the topic's: its own, its parent, its successor."""
    own = topic.place().department
    return tree_of(topic.region.pk).nearest(own, departments) if own is not None else None
