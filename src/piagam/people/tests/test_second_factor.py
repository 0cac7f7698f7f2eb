"""A code counts once; ten minutes later it is asked for again; the page leads only to our own pages."""

import time

import pyotp
import pytest
from django.urls import reverse

from piagam.audit.models import AuditEvent
from piagam.people import actions
from piagam.people.one_time_codes import new_secret
from piagam.web.errors import Refused
from tests.cast import World

URL = "/konfirmasi/"
ENROL = "/akun/kode-keamanan/"
NOON = "2026-03-01 08:00:00+00:00"


def enrolled(world: World, name: str = "citra") -> pyotp.TOTP:
    user = world.user(name)
    user.totp_secret, user.totp_since = new_secret(), world.edition.created_at
    user.save()
    return pyotp.TOTP(user.totp_secret)


def test_a_right_code_steps_up_for_ten_minutes(world: World, time_machine_at) -> None:
    codes = enrolled(world)
    with time_machine_at(NOON) as clock:
        client = world.client("citra", stepped_up=False)
        answer = client.post(URL, {"code": codes.now(), "next": "/akun/"})
        assert answer["Location"] == "/akun/"
        assert client.get(ENROL).status_code == 200
        clock.shift(601)
        assert client.get(ENROL).status_code == 401
    assert AuditEvent.objects.filter(verb="account.step_up").count() == 1


def test_a_code_counts_once(world: World, time_machine_at) -> None:
    codes = enrolled(world)
    with time_machine_at(NOON) as clock:
        client = world.client("citra", stepped_up=False)
        code = codes.now()
        assert client.post(URL, {"code": code}).status_code == 302
        assert client.post(URL, {"code": code}).status_code == 400
        clock.shift(30)
        assert client.post(URL, {"code": codes.now()}).status_code == 302


def test_an_earlier_code_is_dead_once_a_later_one_was_used(world: World, time_machine_at) -> None:
    codes = enrolled(world)
    with time_machine_at(NOON) as clock:
        earlier = codes.now()
        clock.shift(30)
        client = world.client("citra", stepped_up=False)
        assert client.post(URL, {"code": codes.now()}).status_code == 302
        assert client.post(URL, {"code": earlier}).status_code == 400


def test_wrong_codes_are_counted(world: World) -> None:
    enrolled(world)
    client = world.client("citra", stepped_up=False)
    for _ in range(5):
        assert client.post(URL, {"code": "000000"}).status_code == 400
    assert client.post(URL, {"code": "000000"}).status_code == 429


@pytest.mark.parametrize("wanted", ["https://jahat.example/", "//jahat.example/x", "/\\jahat.example"])
def test_confirming_leads_nowhere_strange(world: World, wanted: str) -> None:
    codes = enrolled(world)
    client = world.client("citra", stepped_up=False)
    assert client.post(URL, {"code": codes.now(), "next": wanted})["Location"] == reverse("desks:home")


def test_who_has_no_second_factor_is_led_to_setting_one_up(world: World) -> None:
    page = world.client("citra", stepped_up=False).get(URL, {"next": "/akun/"}).content.decode()
    assert "/akun/kode-keamanan/?next=/akun/" in page


def test_enrolling_shows_picture_and_secret_and_wants_a_code(world: World) -> None:
    client = world.client("oki", stepped_up=False)
    page = client.get(ENROL).content.decode()
    secret = client.session["pending_totp_secret"]
    assert 'src="data:image/svg+xml' in page
    assert secret[:4] in page
    assert client.post(ENROL, {"code": "123"}).status_code == 400
    assert not world.user("oki").has_second_factor
    answer = client.post(ENROL, {"code": pyotp.TOTP(secret).now()})
    assert answer.status_code == 302
    user = world.user("oki")
    user.refresh_from_db()
    assert user.has_second_factor
    assert user.totp_secret == secret
    assert client.get(ENROL).status_code == 200  # enrolling was itself showing a code


def test_replacing_a_second_factor_asks_for_the_old_one(world: World) -> None:
    enrolled(world)
    client = world.client("citra", stepped_up=False)
    assert client.get(ENROL).status_code == 401
    secret = new_secret()
    with pytest.raises(Refused):
        actions.enrol_second_factor(
            world.user("citra"), secret, pyotp.TOTP(secret).now(), by=world.actor("citra", stepped_up=False)
        )


def test_a_demo_shows_a_code_that_will_be_taken_and_nothing_else_does(
    world: World, settings, time_machine_at
) -> None:
    codes = enrolled(world)
    with time_machine_at(NOON):
        client = world.client("citra", stepped_up=False)
        now, following = codes.now(), codes.at(int(time.time()) + 30)
        assert now not in client.get(URL).content.decode()
        settings.DEMO = True
        assert now in client.get(URL).content.decode()
        client.post(URL, {"code": now})
        assert following in client.get(URL).content.decode()
        assert client.post(URL, {"code": following}).status_code == 302
