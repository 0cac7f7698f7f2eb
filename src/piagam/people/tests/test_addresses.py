"""Who asks, behind proxies: only a trusted one is believed, and only what it wrote."""

from ipaddress import ip_network
from typing import Any

import pytest
from django.test import Client, RequestFactory

from piagam import environment
from piagam.people.addresses import address_of
from tests.cast import World

TRUSTED = (ip_network("10.0.0.0/8"), ip_network("127.0.0.1"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("seen", "written", "found"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # a stranger who writes the header
        ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "1.2.3.4, 198.51.100.1", "198.51.100.1"),  # the client wrote 1.2.3.4 itself
        ("10.0.0.2", "1.2.3.4, 198.51.100.1, 10.9.9.9", "198.51.100.1"),  # two proxies
        ("10.0.0.2", "10.0.0.7, 10.0.0.8", "10.0.0.7"),  # everybody inside
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "x; drop, 198.51.100.1:4711", "198.51.100.1"),
        ("10.0.0.2", "198.51.100.1, <script>", "10.0.0.2"),
        ("fd00::2", "[2001:db8::7]:443", "2001:db8::7"),
        ("::ffff:10.0.0.2", "198.51.100.1", "198.51.100.1"),
    ],
)
def test_the_address_behind_proxies(settings: Any, seen: str, written: str, found: str) -> None:
    settings.TRUSTED_PROXIES = TRUSTED
    request = RequestFactory().get("/", REMOTE_ADDR=seen, HTTP_X_FORWARDED_FOR=written)
    assert address_of(request) == found


def test_nobody_is_believed_as_shipped() -> None:
    assert environment.networks("PIAGAM_TRUSTED_PROXIES") == ()
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert address_of(request) == "127.0.0.1"


def test_a_wrong_setting_ends_with_a_sentence(monkeypatch: Any) -> None:
    monkeypatch.setenv("PIAGAM_TRUSTED_PROXIES", "10.0.0.0/8, kantor")
    with pytest.raises(SystemExit, match=r"PIAGAM_TRUSTED_PROXIES.*kantor"):
        environment.networks("PIAGAM_TRUSTED_PROXIES")


def test_behind_a_proxy_each_client_has_attempts_of_its_own(world: World, settings: Any) -> None:
    settings.TRUSTED_PROXIES = TRUSTED
    wrong = {"email": "oki@contoh.id", "password": "salah sekali 123"}
    guesser = Client(REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR="198.51.100.1")
    tries = [guesser.post("/masuk/", wrong).status_code for _ in range(7)]
    assert tries[-1] == 429
    other = Client(REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR="198.51.100.2")
    assert other.post("/masuk/", wrong).status_code != 429
    spoofing = Client(REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR="7.7.7.7, 198.51.100.1")
    assert spoofing.post("/masuk/", wrong).status_code == 429
