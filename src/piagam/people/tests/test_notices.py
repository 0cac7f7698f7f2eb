"""The list of notices, how one wants to be told, the gateway of one's chat: by their pages."""

from typing import Any

import pytest
from django.urls import reverse

from piagam.audit.models import AuditEvent
from piagam.notices import clocks, reaching, webhooks
from piagam.notices.models import Choice, Notice, Webhook
from piagam.notices.telling import tell
from tests.cast import World

CHAT = "https://chat.example/hooks/1"
WAYS = {"way-deadline": "mail", "way-question": "app", "way-decision": "digest", "way-news": "app", "way-work": "app",
        "digest_hour": "6", "quiet_from": "21", "quiet_until": "5", "zone": "Asia/Makassar"}  # fmt: skip


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "address_to_call", lambda _host, _net=None: "8.8.8.8")


def test_the_list_shows_ones_own_and_counts_the_unread(world: World) -> None:
    client = world.client("oki")
    assert "Belum ada kabar" in client.get("/kabar/").content.decode()
    tell(world.user("oki"), "Laporan <b>dikembalikan</b>.", "/bank/", kind="entry.returned")
    tell(world.user("oki"), "Citra bertanya.", kind="check.asked_back")
    tell(world.user("otto"), "Milik Otto.", kind="mentor.assign")
    page = client.get("/kabar/").content.decode()
    assert "Laporan &lt;b&gt;dikembalikan&lt;/b&gt;." in page and "Milik Otto" not in page
    assert '<span class="count">2</span>' in page and "Putusan dan usulan" in page


def test_opening_marks_as_read_and_leads_there(world: World) -> None:
    notice = tell(world.user("oki"), "Lihat bank.", "/bank/", kind="mentor.assign")
    client = world.client("oki")
    assert client.get(f"/kabar/{notice.pk}/")["Location"] == "/bank/"
    assert "Semua sudah dibaca" in client.get("/kabar/?tampil=belum").content.decode()
    assert world.client("otto").get(f"/kabar/{notice.pk}/").status_code == 404


def test_a_notice_leads_nowhere_else(world: World) -> None:
    notice = Notice.objects.create(user=world.user("oki"), text="x", url="https://evil.example/")
    assert world.client("oki").get(f"/kabar/{notice.pk}/")["Location"] == reverse("people:notices")


def test_all_are_marked_at_once_and_ten_thousand_are_paged(
    world: World, django_assert_max_num_queries: Any
) -> None:
    Notice.objects.bulk_create(Notice(user=world.user("oki"), text=f"Kabar {n}") for n in range(10_000))
    client = world.client("oki")
    client.get("/kabar/")
    with django_assert_max_num_queries(14):
        page = client.get("/kabar/?halaman=3").content.decode()
    assert page.count('<li class="row">') == 30 and len(page) < 60_000
    client.post("/kabar/dibaca/")
    assert not Notice.objects.filter(read_at=None).exists()


def test_the_choice_begins_with_the_usual_and_the_regions_clock(world: World) -> None:
    region = world.regions["17.71"]
    region.time_zone = "Asia/Jayapura"
    region.save()
    page = world.client("oki").get("/kabar/pilihan/").content.decode()
    assert '<option value="Asia/Jayapura" selected>' in page
    assert "way-account" not in page and not Choice.objects.exists()


def test_the_clock_is_that_of_the_region_one_works_for(world: World) -> None:
    region = world.regions["17.06"]
    region.time_zone = "Asia/Makassar"
    region.save()
    people = [world.user(name).pk for name in ("oki", "omar", "ayu")]
    assert [clocks.hours_of(people)[one].zone for one in people] == [
        "Asia/Jakarta", "Asia/Makassar", "Asia/Jakarta",
    ]  # fmt: skip


def test_a_choice_is_kept_and_counts(world: World) -> None:
    client = world.client("oki")
    assert client.post("/kabar/pilihan/", WAYS).status_code == 302
    choice = Choice.objects.get()
    assert choice.ways["question"] == "app" and choice.quiet_until == 5 and choice.zone == "Asia/Makassar"
    assert tell(world.user("oki"), "Citra bertanya.", kind="check.asked_back").way == "app"
    assert tell(world.user("otto"), "Citra bertanya.", kind="check.asked_back").way == "digest"


@pytest.mark.parametrize(
    "wrong", [{"zone": "Mars/Olympus"}, {"digest_hour": "24"}, {"way-news": "merpati"}, {"quiet_from": ""}]
)
def test_a_wrong_choice_is_said_and_keeps_the_rest(world: World, wrong: dict[str, str]) -> None:
    answer = world.client("oki").post("/kabar/pilihan/", WAYS | wrong)
    assert answer.status_code == 422
    assert ("quiet_from" in wrong) or '<option value="21" selected>' in answer.content.decode()
    assert not Choice.objects.exists()


@pytest.mark.usefixtures("public")
def test_a_gateway_shows_its_secret_once(world: World) -> None:
    client = world.client("oki")
    page = client.post("/kabar/gerbang/", {"address": CHAT}).content.decode()
    hook = Webhook.objects.get()
    assert hook.secret in page and hook.secret not in client.get("/kabar/gerbang/").content.decode()
    assert AuditEvent.objects.filter(verb="account.set_gateway").count() == 1
    again = client.post("/kabar/gerbang/", {"address": CHAT + "2"}).content.decode()
    assert Webhook.objects.get().secret in again != hook.secret


@pytest.mark.parametrize(
    "address",
    ["http://chat.example/", "https://127.0.0.1/", "https://[::1]/", "https://u:p@chat.example/", "x", ""],
)
def test_an_address_that_is_never_called_is_not_kept(world: World, address: str) -> None:
    answer = world.client("oki").post("/kabar/gerbang/", {"address": address})
    assert answer.status_code == 422 and "field__error" in answer.content.decode()
    assert not Webhook.objects.exists()


@pytest.mark.usefixtures("public")
def test_a_try_says_what_became_of_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = world.client("oki")
    assert client.post("/kabar/gerbang/coba/").status_code == 404
    client.post("/kabar/gerbang/", {"address": CHAT})
    monkeypatch.setattr(webhooks, "send", lambda *_what: "Dijawab 500.")
    assert "Dijawab 500." in client.post("/kabar/gerbang/coba/", follow=True).content.decode()
    assert client.post("/kabar/gerbang/coba/").status_code == 429
    Webhook.objects.update(last_tried_at=None, stopped_at="2026-01-01T00:00Z", failures=30)
    monkeypatch.setattr(webhooks, "send", lambda *_what: "")
    assert "Percobaan sampai" in client.post("/kabar/gerbang/coba/", follow=True).content.decode()
    hook = Webhook.objects.get()
    assert hook.stopped_at is None and hook.failures == 0
    client.post("/kabar/gerbang/hapus/")
    assert not Webhook.objects.exists()
