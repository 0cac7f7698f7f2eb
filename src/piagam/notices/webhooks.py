"""Notices to a chat gateway: one signed call each, tried again for half an hour, stopped when nobody answers any more.

The signature is that of standardwebhooks.com: HMAC-SHA256 over "id.timestamp.body" with the secret's bytes.
"""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.notices import reaching
from piagam.notices.delivery import LEASE, wait_after
from piagam.notices.jobs import AT_START, KEPT, task
from piagam.notices.models import Webhook, WebhookCall
from piagam.notices.rooms import keepers_of

MOST_ATTEMPTS = 6  # over half an hour
MOST_FAILURES = 30  # in a row; then it is stopped, and its owner told
PREFIX = "whsec_"
STALE = timedelta(days=1)  # older news is no news in a chat


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, name: str, at: int, body: bytes) -> str:
    """What proves that the call is ours, and when it was made."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = hmac.digest(key, f"{name}.{at}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(signed).decode()


def body_of(kind: str, category: str, text: str, url: str, at: datetime, room: str = "") -> bytes:
    """The payload; `text` alone is what Slack, Mattermost and Rocket.Chat show."""
    link = f"{settings.BASE_URL}{url}" if url else ""
    said = f"{text} {link}".strip()
    data = {
        "text": said,
        "type": kind,
        "category": category,
        "sentence": text,
        "url": link,
        "at": at.isoformat(),
        "room": room,
    }
    return json.dumps(data, ensure_ascii=False).encode()


def headers_for(hook: Webhook, name: str, body: bytes) -> dict[str, str]:
    at = int(timezone.now().timestamp())
    return {
        "Content-Type": "application/json; charset=utf-8", "User-Agent": "Piagam",
        "webhook-id": name, "webhook-timestamp": str(at),
        "webhook-signature": signature(hook.secret, name, at, body),
    }  # fmt: skip


def send(hook: Webhook, name: str, body: bytes) -> str:
    """Calls the gateway; the empty string when it took the notice, else what went wrong."""
    try:
        status = reaching.post(hook.address, body, headers_for(hook, name, body))
    except reaching.Unreachable as wrong:
        return str(wrong)
    return "" if 200 <= status < 300 else _("Dijawab %(status)s.") % {"status": status}


@task()  # type: ignore[untyped-decorator, unused-ignore]
def deliver_call(call_id: int) -> bool:
    """One call, unless it was made or another worker is at it; asks for another when it failed."""
    now = timezone.now()
    claimed = WebhookCall.objects.filter(
        pk=call_id, sent_at=None, due_at__lte=now, attempts__lt=MOST_ATTEMPTS, webhook__stopped_at=None
    )
    if not claimed.update(due_at=now + LEASE, attempts=F("attempts") + 1):
        return False
    call = WebhookCall.objects.select_related("webhook", "notice").get(pk=call_id)
    notice = call.notice
    body = body_of(
        notice.kind, notice.category, notice.text, notice.url, notice.created_at, call.webhook.room
    )
    wrong = send(call.webhook, f"notice-{notice.pk}", body)
    heard(call.webhook, wrong)
    if not wrong:
        WebhookCall.objects.filter(pk=call_id).update(sent_at=timezone.now())
        return True
    again = timezone.now() + wait_after(call.attempts)
    WebhookCall.objects.filter(pk=call_id).update(due_at=again)
    if call.attempts < MOST_ATTEMPTS:
        deliver_call.using(run_after=again).enqueue(call_id)
    return False


def heard(hook: Webhook, wrong: str) -> None:
    """Keeps what the gateway answered; one that failed too often is stopped, and its owner told."""
    kept: dict[str, Any] = {"last_tried_at": timezone.now(), "last_answer": wrong[:200]}
    kept["failures"] = F("failures") + 1 if wrong else 0
    Webhook.objects.filter(pk=hook.pk).update(**kept)
    failing = Webhook.objects.filter(pk=hook.pk, failures__gte=MOST_FAILURES, stopped_at=None)
    if wrong and failing.update(stopped_at=timezone.now()):
        from piagam.notices.telling import tell, tell_all  # they send by this module

        count = {"count": MOST_FAILURES}
        if hook.room:
            text = _("Gerbang obrolan daerah tidak menjawab %(count)d kali berturut-turut, jadi dihentikan.")
            tell_all(keepers_of(hook.room), text % count, "/kabar/gerbang-daerah/", kind="webhook.stopped")
            return
        text = _("Gerbang obrolan Anda tidak menjawab %(count)d kali berturut-turut, jadi dihentikan.")
        tell(hook.user_id, text % count, "/kabar/gerbang/", kind="webhook.stopped")


def enqueue_call(call: WebhookCall) -> None:
    """Asks for a call; a row of the same transaction as the notice."""
    deliver_call.enqueue(call.pk)


def enqueue_waiting_calls() -> int:
    """Asks again for the calls that a killed worker has left, and forgets old ones; how many are asked for."""
    now = timezone.now()
    WebhookCall.objects.filter(notice__created_at__lt=now - KEPT).delete()
    waiting = WebhookCall.objects.filter(
        sent_at=None, attempts__lt=MOST_ATTEMPTS, webhook__stopped_at=None, notice__created_at__gt=now - STALE
    ).values_list("pk", "due_at")
    for call_id, due_at in waiting:
        deliver_call.using(run_after=due_at).enqueue(call_id)
    return len(waiting)


AT_START.append(enqueue_waiting_calls)
