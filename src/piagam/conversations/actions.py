"""Saying something, settling it, opening it again; mending one's own words within fifteen minutes."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.conversations.audience import named_in, readers_of, told_of
from piagam.conversations.models import Comment, Thread, Wording
from piagam.conversations.topics import Topic
from piagam.notices.telling import tell_all
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused

MENDABLE = timedelta(minutes=15)
LONGEST = 4000


@transaction.atomic
def say(topic: Topic, *, text: str, by: Actor) -> Comment:
    """Adds a comment; a settled conversation opens again by it. Participants and people named are told."""
    require(by, "conversation.write", topic)
    assert by.user_id is not None
    kept, thread = tidy(text), thread_of(topic)
    comment = Comment.objects.create(thread=thread, by_id=by.user_id, role=by.role, text=kept)
    thread.label, thread.url, thread.department_id = topic.label[:300], topic.url, topic.place().department
    thread.last_at, thread.last_role, thread.resolved_at, thread.resolved_by = comment.at, by.role, None, None
    thread.save()
    record("conversation.say", by=by, on=comment, region=topic.region.pk, data={"about": topic.about})
    tell(topic, thread, comment, by)
    return comment


def tidy(text: str) -> str:
    """What is kept of a comment. Refused when it says nothing, or too much."""
    kept = text.replace("\r\n", "\n").strip()
    if not kept:
        raise Refused(_("Tulis sesuatu lebih dahulu."), 422)
    if len(kept) > LONGEST:
        raise Refused(_("Komentar paling panjang 4.000 huruf; pendekkan dulu."), 422)
    return kept


def thread_of(topic: Topic) -> Thread:
    """The conversation about a thing, locked; begun if nobody spoke yet."""
    begun = {"region": topic.region, "label": topic.label[:300], "url": topic.url}
    Thread.objects.get_or_create(about=topic.about, defaults=begun)
    return Thread.objects.select_for_update().get(about=topic.about)


def tell(topic: Topic, thread: Thread, comment: Comment, by: Actor) -> None:
    """A notice for each who should know, and a clearer one for those who are named."""
    readers = readers_of(topic)
    named = named_in(comment.text, readers) - {by.user_id or 0}
    url = f"{topic.url}#c{comment.pk}"
    words = {"who": by.name, "what": topic.label, "text": comment.text[:200]}
    text = _("%(who)s menyebut Anda pada %(what)s: %(text)s") % words
    tell_all(sorted(named), text, url, kind="conversation.named")
    others = sorted(told_of(topic, thread, readers, by) - named)
    tell_all(others, _("%(who)s tentang %(what)s: %(text)s") % words, url, kind="conversation.said")


@transaction.atomic
def settle(topic: Topic, *, by: Actor, is_settled: bool) -> Thread:
    """Calls a conversation settled, or opens it again."""
    require(by, "conversation.write", topic)
    thread = Thread.objects.select_for_update().filter(about=topic.about).first()
    if thread is None:
        raise Refused(_("Belum ada percakapan di sini."), 409)
    if (thread.resolved_at is not None) == is_settled:
        return thread
    thread.resolved_at = timezone.now() if is_settled else None
    thread.resolved_by_id = by.user_id if is_settled else None
    thread.save(update_fields=["resolved_at", "resolved_by"])
    verb = "conversation.settle" if is_settled else "conversation.reopen"
    record(verb, by=by, on=thread, region=thread.region_id, data={"about": thread.about})
    return thread


def own_comment(comment: Comment, by: Actor) -> Comment:
    """The comment, locked, when it is this person's own and still stands."""
    locked = Comment.objects.select_for_update().select_related("thread").get(pk=comment.pk)
    if locked.by_id != by.user_id:
        raise Refused(_("Hanya penulisnya yang dapat mengubah komentar ini."), 409)
    if locked.hidden_at is not None:
        raise Refused(_("Komentar ini sudah disembunyikan."), 409)
    return locked


@transaction.atomic
def edit_comment(comment: Comment, *, text: str, by: Actor) -> Comment:
    """Mends one's own words within fifteen minutes; the earlier wording stays to be read."""
    locked = own_comment(comment, by)
    if timezone.now() > locked.at + MENDABLE:
        raise Refused(_("Komentar hanya dapat diubah dalam 15 menit. Tulis komentar baru."), 409)
    kept = tidy(text)
    if kept == locked.text:
        return locked
    Wording.objects.create(comment=locked, text=locked.text)
    locked.text, locked.edited_at = kept, timezone.now()
    locked.save(update_fields=["text", "edited_at"])
    record("conversation.edit", by=by, on=locked, region=locked.thread.region_id,
           data={"about": locked.thread.about})  # fmt: skip
    return locked


@transaction.atomic
def hide_comment(comment: Comment, *, by: Actor) -> Comment:
    """Takes one's own words out of sight; a line says that something stood there."""
    locked = own_comment(comment, by)
    locked.hidden_at = timezone.now()
    locked.save(update_fields=["hidden_at"])
    record("conversation.hide", by=by, on=locked, region=locked.thread.region_id,
           data={"about": locked.thread.about})  # fmt: skip
    return locked
