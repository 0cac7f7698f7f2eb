"""The chat room of a region: what its coordinators are told is said there once; only they connect it."""

import json
from typing import Any

import pytest

from piagam.audit.models import AuditEvent
from piagam.notices import reaching, webhooks
from piagam.notices.models import Choice, Notice, Webhook, WebhookCall
from piagam.notices.telling import tell, tell_all
from piagam.people.models import Membership, User
from tests.cast import World

PAGE, CHAT = "/kabar/gerbang-daerah/", "https://chat.example/hooks/region"


@pytest.fixture(autouse=True)
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "address_to_call", lambda _host, _net=None: "8.8.8.8")


@pytest.fixture
def room(world: World) -> Webhook:
    return Webhook.objects.create(
        user=world.user("citra"), room="17.71", address=CHAT, secret=webhooks.new_secret()
    )


@pytest.fixture
def second(world: World) -> User:
    user = User.objects.create(email="cinta@contoh.id", name="Cinta")
    Membership.objects.create(user=user, role="COR", region=world.regions["17.71"])
    return user


def test_a_coordinator_connects_it_and_it_is_the_regions(world: World, second: User) -> None:
    client = world.client("citra")
    page = client.post(PAGE, {"address": CHAT}).content.decode()
    hook = Webhook.objects.get()
    assert (hook.room, hook.secret in page) == ("17.71", True)
    assert AuditEvent.objects.get(verb="region.set_gateway").region_code == "17.71"
    world.memberships["cinta"] = second.memberships.get()
    other = world.client("cinta")
    assert CHAT in other.get(PAGE).content.decode() and hook.secret not in other.get(PAGE).content.decode()
    other.post(PAGE, {"address": CHAT + "2"})
    assert Webhook.objects.get().address == CHAT + "2", "one room a region"
    other.post(PAGE + "hapus/")
    assert not Webhook.objects.exists()


def test_ones_own_gateway_stands_beside_it(world: World, room: Webhook) -> None:
    client = world.client("citra")
    client.post("/kabar/gerbang/", {"address": CHAT + "/own"})
    assert Webhook.objects.count() == 2
    client.post("/kabar/gerbang/hapus/")
    assert Webhook.objects.get() == room


def test_a_fresh_code_is_asked_for_and_others_are_refused(world: World) -> None:
    assert world.client("citra", stepped_up=False).get(PAGE).status_code == 401
    for name in ("oki", "hana", "ayu", "putri"):
        answer = world.client(name).post(PAGE, {"address": CHAT})
        assert answer.status_code == 403 and not Webhook.objects.exists()


def test_a_new_address_forgets_what_waited_for_the_old(world: World, room: Webhook) -> None:
    tell(world.user("citra"), "Oki menjawab.", kind="check.answered")
    assert WebhookCall.objects.count() == 1
    world.client("citra").post(PAGE, {"address": CHAT + "2"})
    assert not WebhookCall.objects.exists() and Webhook.objects.get().pk == room.pk


def test_what_both_coordinators_are_told_is_said_once(world: World, room: Webhook, second: User) -> None:
    people = [world.user("citra"), second, world.user("candra"), world.user("oki")]
    tell_all(people, "Dinas Kesehatan mengajukan inovasi.", "/entri/1/", kind="entry.sent")
    call = WebhookCall.objects.get()
    assert call.webhook == room and call.notice.user in (world.user("citra"), second)


def test_what_is_about_an_account_or_for_others_is_not_said_there(world: World, room: Webhook) -> None:
    tell(world.user("citra"), "Kode keamanan Anda diganti.", kind="account.second_factor")
    for name in ("oki", "hana", "candra", "ayu"):
        tell(world.user(name), "Edisi dibuka.", kind="announcement.sent")
    assert not WebhookCall.objects.exists()


def test_what_a_coordinator_switched_off_for_themself_is_still_said_there(
    world: World, room: Webhook
) -> None:
    Choice.objects.create(user=world.user("citra"), ways={"question": "none"})
    tell(world.user("citra"), "Oki menjawab.", kind="check.answered")
    assert WebhookCall.objects.get().webhook == room


def test_a_former_coordinator_brings_nothing_in(world: World, room: Webhook) -> None:
    Membership.objects.filter(user=world.user("citra")).update(ended_at="2026-01-01T00:00Z")
    tell(world.user("citra"), "Oki menjawab.", kind="check.answered")
    assert not WebhookCall.objects.exists()


def test_the_payload_names_the_room(world: World, room: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []

    def post(url: str, body: bytes, headers: dict[str, str]) -> int:
        sent.append((url, json.loads(body)))
        return 200

    monkeypatch.setattr(reaching, "post", post)
    tell(world.user("citra"), "Oki menjawab.", kind="check.answered")
    assert webhooks.deliver_call.func(WebhookCall.objects.get().pk)
    assert sent[0][0] == CHAT and sent[0][1]["room"] == "17.71"


def test_every_coordinator_learns_that_it_fell_silent(
    world: World, room: Webhook, second: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "post", lambda *_what: 500)
    Webhook.objects.update(failures=webhooks.MOST_FAILURES - 1)
    tell(world.user("citra"), "Oki menjawab.", kind="check.answered")
    webhooks.deliver_call.func(WebhookCall.objects.get().pk)
    told = Notice.objects.filter(kind="webhook.stopped", url=PAGE)
    assert {one.user for one in told} == {world.user("citra"), second}
    assert WebhookCall.objects.count() == 1, "the room does not hear of its own silence"


def test_the_page_of_ways_leads_there_for_coordinators_alone(world: World) -> None:
    assert PAGE in world.client("citra").get("/kabar/pilihan/").content.decode()
    assert PAGE not in world.client("oki").get("/kabar/pilihan/").content.decode()
