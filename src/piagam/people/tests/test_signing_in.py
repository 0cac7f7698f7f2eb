"""Signing in says one thing for every failure, slows guessing down, and goes only to our own pages."""

import pytest
from django.test import Client
from django.urls import reverse

from piagam.audit.models import AuditEvent
from tests.cast import PASSWORD, World

URL = "/masuk/"


@pytest.fixture
def oki(world: World) -> World:
    user = world.user("oki")
    user.set_password(PASSWORD)
    user.save()
    return world


def try_in(client: Client, email: str = "oki@contoh.id", password: str = PASSWORD, **more: str):
    return client.post(URL, {"email": email, "password": password, **more})


def test_the_right_password_opens_the_desk_and_is_recorded(oki: World, client: Client) -> None:
    answer = try_in(client)
    assert answer["Location"] == reverse("desks:home")
    event = AuditEvent.objects.get(verb="account.sign_in")
    assert (event.actor, event.actor_role) == (oki.user("oki"), "OPD")


def test_capitals_in_the_address_do_not_matter(oki: World, client: Client) -> None:
    assert try_in(client, email="OKI@Contoh.id").status_code == 302


@pytest.mark.parametrize("email, password", [("oki@contoh.id", "salah"), ("tak.ada@contoh.id", PASSWORD)])
def test_a_failure_does_not_tell_which_part_was_wrong(
    oki: World, client: Client, email: str, password: str
) -> None:
    answer = try_in(client, email, password)
    assert answer.status_code == 400
    assert "Surel atau kata sandi tidak cocok" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_closed_account_fails_like_any_other(oki: World, client: Client) -> None:
    user = oki.user("oki")
    user.is_active = False
    user.save()
    assert "Surel atau kata sandi tidak cocok" in try_in(client).content.decode()


def test_whoever_holds_no_role_is_told_so_and_stays_out(oki: World, client: Client) -> None:
    oki.memberships["oki"].ended_at = oki.edition.created_at
    oki.memberships["oki"].save()
    answer = try_in(client)
    assert answer.status_code == 403
    assert "tidak memegang peran" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_after_five_failures_one_has_to_wait(oki: World, client: Client, time_machine_at) -> None:
    with time_machine_at("2026-03-01 08:00:00+00:00") as clock:
        for _ in range(5):
            try_in(client, password="salah")
        answer = try_in(client)
        assert answer.status_code == 429
        assert "detik" in answer.content.decode()
        clock.shift(61)
        assert try_in(client).status_code == 302


def test_a_stranger_elsewhere_does_not_shut_anyone_out(oki: World, client: Client) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(7):
        try_in(stranger, password="salah")
    assert try_in(client).status_code == 302


@pytest.mark.parametrize(
    "wanted", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "\\\\jahat.example"]
)
def test_nobody_is_sent_to_a_strange_address(oki: World, client: Client, wanted: str) -> None:
    assert try_in(client, next=wanted)["Location"] == reverse("desks:home")


def test_one_goes_on_where_one_wanted_to_go(oki: World, client: Client) -> None:
    answer = client.get(reverse("people:account"))
    assert answer["Location"] == "/masuk/?next=%2Fakun%2F"
    assert try_in(client, next="/akun/")["Location"] == "/akun/"


def test_signing_out_ends_the_session(oki: World, client: Client) -> None:
    try_in(client)
    assert client.get("/keluar/").status_code == 405
    client.post("/keluar/")
    assert client.get("/akun/").status_code == 302
