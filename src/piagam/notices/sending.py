"""From the site to people's mail and chats: at once, in the digest of the day, never in the quiet hours."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from piagam.notices.categories import Category, Way
from piagam.notices.clocks import hours_of
from piagam.notices.jobs import enqueue_delivery
from piagam.notices.models import Choice, Notice, OutboxMail, Webhook, WebhookCall
from piagam.notices.quiet import day_of_digest, next_moment
from piagam.notices.rooms import rooms_of
from piagam.notices.webhooks import enqueue_call

log = logging.getLogger(__name__)
OLD = timedelta(days=7)  # what waited longer is read on the site
MOST_IN_A_DIGEST = 60


def choices_of(people: list[int]) -> dict[int, Choice]:
    """What those who chose something have chosen."""
    return {one.user_id: one for one in Choice.objects.filter(user__in=people)}


def send_on(notices: list[Notice]) -> None:
    """Puts into the outbox what is to be mailed at once, and asks for the calls of chat gateways."""
    at_once = [notice for notice in notices if notice.way == Way.MAIL]
    if at_once:
        mail_at_once(at_once)
    for call in WebhookCall.objects.bulk_create(calls_for(notices)):
        enqueue_call(call)


def calls_for(notices: list[Notice]) -> list[WebhookCall]:
    """A call to each person's own gateway, and one to each room in which several were told the same."""
    people = [notice.user_id for notice in notices]
    shared = [notice for notice in notices if notice.category != Category.ACCOUNT]
    rooms = rooms_of([notice.user_id for notice in shared]) if shared else {}
    named = {room for some in rooms.values() for room in some}
    wanted = Q(user__in=people, room="") | Q(room__in=named)
    own: dict[int, Webhook] = {}
    of_room: dict[str, Webhook] = {}
    for hook in Webhook.objects.filter(wanted, stopped_at=None):
        if hook.room:
            of_room[hook.room] = hook
        else:
            own[hook.user_id] = hook
    calls = [
        WebhookCall(webhook=own[one.user_id], notice=one)
        for one in notices
        if one.user_id in own and one.way != Way.NONE
    ]
    once = {(room, one.text, one.url): one for one in reversed(shared) for room in rooms.get(one.user_id, [])}
    calls += [
        WebhookCall(webhook=of_room[room], notice=one)
        for (room, _text, _url), one in once.items()
        if room in of_room
    ]
    return calls


def mail_at_once(notices: list[Notice]) -> None:
    """One mail for each notice; after the quiet hours of whoever it is for, unless it is about their account."""
    now = timezone.now()
    people = [notice.user_id for notice in notices]
    addresses = addresses_of(people)
    hours = hours_of(people)
    for notice in notices:
        if notice.user_id not in addresses:
            continue
        due = now if notice.category == Category.ACCOUNT else next_moment(hours[notice.user_id], now)
        put_out(addresses[notice.user_id], [notice], notice.text, due)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)


def addresses_of(people: Iterable[int]) -> dict[int, str]:
    """The addresses of those who still have an account."""
    found = get_user_model().objects.filter(pk__in=list(people), is_active=True)
    return dict(found.values_list("pk", "email"))


def put_out(address: str, notices: list[Notice], subject: str, due: datetime, count: int = 0) -> OutboxMail:
    """A mail of these notices, grouped by what they are about, in the site's own language. `count`: of how many."""
    with translation.override(settings.LANGUAGE_CODE):
        groups = [
            (Category(category).label, list(some))
            for category, some in groupby(notices, key=lambda one: one.category)
        ]
        context = {"groups": groups, "one": len(notices) == 1, "base": getattr(settings, "BASE_URL", "")}
        context["more"] = max(0, count - len(notices))
        body = render_to_string("notices/mail.txt", context)
    mail = OutboxMail.objects.create(
        to=address, subject=" ".join(subject.split())[:250], body=body, due_at=due
    )
    enqueue_delivery(mail)
    return mail


def send_digests() -> int:
    """The digests that are due; how many went out. Done hourly; doing it twice sends none twice."""
    now = timezone.now()
    people = list(to_digest(now).order_by("user").values_list("user", flat=True).distinct())
    sent = 0
    for person, hours in hours_of(people).items():
        if day_of_digest(hours, now) is None:
            continue
        try:
            sent += send_digest(person, now)
        except Exception:  # one that fails is tried again in the next round, and keeps nobody else waiting
            log.exception("The digest of one person failed.")
    return sent


def to_digest(now: datetime) -> QuerySet[Notice]:
    """What waits for a digest."""
    return Notice.objects.filter(way=Way.DIGEST, mailed_at=None, read_at=None, created_at__gt=now - OLD)


def send_digest(person: int, now: datetime) -> bool:
    """One person's digest, when its hour has come and today's has not gone out: asked again under a lock."""
    with transaction.atomic():
        Choice.objects.get_or_create(user_id=person)
        Choice.objects.select_for_update().get(user=person)
        hours = hours_of([person])[person]
        day = day_of_digest(hours, now)
        address = addresses_of([person]).get(person)
        if day is None or address is None:
            return False
        waiting = to_digest(now).filter(user=person)
        notices = sorted(waiting, key=lambda one: (Category.values.index(one.category), one.created_at))
        if not notices:
            return False
        with translation.override(settings.LANGUAGE_CODE):
            count = len(notices)
            subject = ngettext("%(count)d kabar di Piagam", "%(count)d kabar di Piagam", count) % {
                "count": count
            }
        put_out(address, notices[:MOST_IN_A_DIGEST], subject, next_moment(hours, now), len(notices))
        Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mailed_at=now)
        Choice.objects.filter(user=person).update(digested_on=day)
    return True
