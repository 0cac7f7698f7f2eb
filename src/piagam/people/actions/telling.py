"""How a person wants to be told, and the gateway of their chat (A01)."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.notices import reaching, webhooks
from piagam.notices.clocks import hours_of
from piagam.notices.models import Choice, Webhook
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.places import OwnAccount
from piagam.web.errors import Refused

PAUSE = timedelta(seconds=10)  # between two tries


def choice_of(actor: Actor) -> Choice:
    """What the person chose, or the usual with their region's clock; not saved."""
    person = actor.user_id or 0
    return hours_of([person])[person]


def choose(chosen: dict[str, Any], *, by: Actor) -> Choice:
    """Keeps how the person wants to be told from now on."""
    require(by, "account.use", OwnAccount(by))
    choice, _made = Choice.objects.update_or_create(user_id=by.user_id, defaults=chosen)
    return choice


def gateway_of(actor: Actor) -> Webhook | None:
    return Webhook.objects.filter(user=actor.user_id).first()


def set_gateway(address: str, *, by: Actor) -> Webhook:
    """A new gateway in the place of the old, with a new secret. Refused (422) with what is wrong with the address."""
    require(by, "account.use", OwnAccount(by))
    try:
        host = reaching.target_of(address).host
        reaching.address_to_call(host)
    except reaching.Unreachable as wrong:
        raise Refused(str(wrong), 422) from wrong
    with transaction.atomic():
        Webhook.objects.filter(user=by.user_id).delete()
        hook = Webhook.objects.create(
            user_id=by.user_id or 0, address=address.strip(), secret=webhooks.new_secret()
        )
        record("account.set_gateway", by=by, on=("people.user", str(by.user_id)), data={"host": host})
    return hook


def try_gateway(*, by: Actor) -> str:
    """Sends a word at once; the empty string when it was taken, else what went wrong. A stopped one goes on again."""
    require(by, "account.use", OwnAccount(by))
    hook = gateway_of(by)
    if hook is None:
        raise Refused(_("Belum ada gerbang obrolan."), 404)
    now = timezone.now()
    if hook.last_tried_at and now - hook.last_tried_at < PAUSE:
        raise Refused(_("Baru saja dicoba. Tunggu sebentar, lalu coba lagi."), 429)
    text = _("Percobaan dari Piagam: kabar Anda akan muncul di sini.")
    wrong = webhooks.send(
        hook, f"try-{int(now.timestamp())}", webhooks.body_of("try", "account", text, "", now)
    )
    Webhook.objects.filter(pk=hook.pk).update(last_tried_at=timezone.now(), last_answer=wrong[:200])
    if not wrong:
        Webhook.objects.filter(pk=hook.pk).update(failures=0, stopped_at=None)
    return wrong


def remove_gateway(*, by: Actor) -> None:
    """Takes it away, with the calls that wait for it."""
    require(by, "account.use", OwnAccount(by))
    with transaction.atomic():
        found, _kinds = Webhook.objects.filter(user=by.user_id).delete()
        if found:
            record("account.remove_gateway", by=by, on=("people.user", str(by.user_id)))
