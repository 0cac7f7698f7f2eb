"""The page of a conversation, which the slices above put behind their own doors; and the list of them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.conversations import actions
from piagam.conversations.audience import readers_of
from piagam.conversations.models import Thread
from piagam.conversations.queries import (
    OwnWords,
    RegionTalk,
    comment_by_id,
    comments_of,
    mark_seen,
    own_talk,
    threads_for,
)
from piagam.conversations.topics import Topic
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused

READS = ("conversation.read",)
WHICH = ("open", "unread", "waiting", "all")


def thread_page(request: PiagamRequest, topic: Topic) -> HttpResponse:
    """Shows a conversation; keeps what is said, settled or opened again."""
    if request.method != "POST":
        return show(request, topic)
    step = request.POST.get("langkah", "tulis")
    if step in {"selesai", "buka"}:
        actions.settle(topic, by=request.actor, is_settled=step == "selesai")
        messages.success(
            request, _("Percakapan ditandai selesai.") if step == "selesai" else _("Percakapan dibuka lagi.")
        )
        return redirect(topic.url)
    text = request.POST.get("text", "")
    name = request.POST.get("sebut", "")
    given = f"@{name} {text}" if name and text.strip() and f"@{name}" not in text else text
    try:
        comment = actions.say(topic, text=given, by=request.actor)
    except Refused as no:
        if no.status != 422:
            raise
        return show(request, topic, text=text, problem=no.sentence, status=422)
    return redirect(f"{topic.url}#c{comment.pk}")


def show(
    request: PiagamRequest, topic: Topic, *, text: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    actor = request.actor
    thread = Thread.objects.filter(about=topic.about).first()
    comments = list(comments_of(thread)) if thread else []
    if thread and comments and request.method == "GET":
        mark_seen(thread, actor, comments[-1].pk)
    mendable = timezone.now() - actions.MENDABLE
    may_write = may(actor, "conversation.write", topic.place())
    context: dict[str, Any] = {
        "topic": topic, "thread": thread, "comments": comments, "may_write": may_write, "text": text,
        "problem": problem, "me": actor.user_id,
        "mendable": {one.pk for one in comments if one.at > mendable},
        "people": [one for one in readers_of(topic) if one.user_id != actor.user_id] if may_write else [],
    }  # fmt: skip
    return render(request, "conversations/thread.html", context, status=status)


@guarded("conversation.read", own_talk)
def talk_list(request: PiagamRequest, own: RegionTalk) -> HttpResponse:
    """The conversations a person may read, newest first."""
    which = request.GET.get("tampil", "open")
    which = which if which in WHICH else "open"
    page = Paginator(threads_for(own.actor, which=which), 50).get_page(request.GET.get("halaman"))
    return render(request, "conversations/list.html", {"page": page, "which": which})


@guarded("conversation.write", comment_by_id, sees=READS)
def edit(request: PiagamRequest, own: OwnWords) -> HttpResponse:
    """Mends one's own words."""
    comment, problem = own.comment, ""
    text = request.POST.get("text", comment.text)
    if request.method == "POST":
        try:
            actions.edit_comment(comment, text=text, by=request.actor)
        except Refused as no:
            if no.status != 422:
                raise
            problem = no.sentence
        else:
            return redirect(f"{comment.thread.url}#c{comment.pk}")
    elif comment.by_id != request.actor.user_id:
        raise Refused(_("Hanya penulisnya yang dapat mengubah komentar ini."), 409)
    context = {"comment": comment, "text": text, "problem": problem}
    return render(request, "conversations/edit.html", context, status=422 if problem else 200)


@require_POST
@guarded("conversation.write", comment_by_id, sees=READS)
def hide(request: PiagamRequest, own: OwnWords) -> HttpResponse:
    """Takes one's own words out of sight."""
    actions.hide_comment(own.comment, by=request.actor)
    return redirect(f"{own.comment.thread.url}#c{own.comment.pk}")
