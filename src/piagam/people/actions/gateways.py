"""The gateway of a chat: one's own (A01), or of the room that the coordinators of a region share (L11)."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.notices import reaching, webhooks
from piagam.notices.models import Webhook
from piagam.people.guards import require
from piagam.people.places import OwnAccount, RegionRoom
from piagam.web.errors import Refused

PAUSE = timedelta(seconds=10)  # between two tries
Place = OwnAccount | RegionRoom


def gateway_at(place: Place) -> Webhook | None:
    """The gateway of the account or of the region."""
    return Webhook.objects.filter(**_whose(place)).first()


def set_gateway(address: str, place: Place) -> Webhook:
    """A new gateway in the place of the old, with a new secret. Refused (422) with what is wrong with the address."""
    _require(place)
    try:
        host = reaching.target_of(address).host
        reaching.address_to_call(host)
    except reaching.Unreachable as wrong:
        raise Refused(str(wrong), 422) from wrong
    with transaction.atomic():
        hook, _is_new = Webhook.objects.update_or_create(
            **_whose(place),
            defaults={
                "user_id": place.actor.user_id, "address": address.strip(), "secret": webhooks.new_secret(),
                "made_at": timezone.now(), "failures": 0, "stopped_at": None, "last_tried_at": None, "last_answer": "",
            },
        )  # fmt: skip
        hook.calls.all().delete()  # what waited for the old address
        _record("set_gateway", place, {"host": host})
    return hook


def try_gateway(place: Place) -> str:
    """Sends a word at once; the empty string when it was taken, else what went wrong. A stopped one goes on again."""
    _require(place)
    hook = gateway_at(place)
    if hook is None:
        raise Refused(_("Belum ada gerbang obrolan."), 404)
    now = timezone.now()
    if hook.last_tried_at and now - hook.last_tried_at < PAUSE:
        raise Refused(_("Baru saja dicoba. Tunggu sebentar, lalu coba lagi."), 429)
    text = _("Percobaan dari Piagam: kabar Anda akan muncul di sini.")
    body = webhooks.body_of("try", "account", text, "", now, hook.room)
    wrong = webhooks.send(hook, f"try-{int(now.timestamp())}", body)
    Webhook.objects.filter(pk=hook.pk).update(last_tried_at=timezone.now(), last_answer=wrong[:200])
    if not wrong:
        Webhook.objects.filter(pk=hook.pk).update(failures=0, stopped_at=None)
    return wrong


def remove_gateway(place: Place) -> None:
    """Takes it away, with the calls that wait for it."""
    _require(place)
    with transaction.atomic():
        if hook := gateway_at(place):
            hook.delete()
            _record("remove_gateway", place, {})


def _require(place: Place) -> None:
    require(place.actor, "webhook.connect" if isinstance(place, RegionRoom) else "account.use", place)


def _whose(place: Place) -> dict[str, Any]:
    return (
        {"room": place.region_code}
        if isinstance(place, RegionRoom)
        else {"user_id": place.actor.user_id, "room": ""}
    )


def _room(place: Place) -> str:
    return place.region_code if isinstance(place, RegionRoom) else ""


def _record(what: str, place: Place, data: dict[str, str]) -> None:
    if isinstance(place, RegionRoom):
        on, verb = ("regions.region", place.region_code), f"region.{what}"
    else:
        on, verb = ("people.user", str(place.actor.user_id)), f"account.{what}"
    record(verb, by=place.actor, on=on, region=_room(place), data=data)
