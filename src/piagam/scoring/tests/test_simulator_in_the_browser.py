"""The simulator in a real browser: it answers in place, and one click does not undo another."""

import random
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from piagam.entries.models import Entry
from piagam.scoring.models import Scenario
from piagam.scoring.tests.standing_claims import a_report
from tests.cast import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def world() -> World:
    return make_world()


def opened(world: World, live_server: Any, page: Any) -> None:
    """Citra signs in and opens the simulator."""
    name = settings.SESSION_COOKIE_NAME
    value = world.client("citra").cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    page.goto(f"{live_server.url}/laporan/iga-2026/17.71/simulator/")


def test_without_javascript_the_same_clicks_answer(world: World, live_server: Any, browser: Any) -> None:
    report = a_report(world, random.Random(2), innovations=2)
    first, second = Entry.objects.filter(report=report).order_by("pk")
    page = browser.new_context(java_script_enabled=False).new_page()
    opened(world, live_server, page)
    page.get_by_role("button", name=f"Tolak {first.title}").click()
    page.get_by_role("button", name=f"Keluarkan {second.title}").click()
    page.get_by_role("button", name="Buka isian daerah").click()
    page.get_by_label("Visi dan Misi").select_option(index=1)
    page.locator("section", has=page.get_by_role("heading", name="Isian daerah")).get_by_text(
        "Hitung"
    ).click()
    expect(page.locator(".simulator__list li")).to_have_count(3)
    page.context.close()


def test_an_ended_sign_in_and_a_dead_line_are_said(world: World, live_server: Any, page: Any) -> None:
    report = a_report(world, random.Random(3), innovations=1)
    [entry] = Entry.objects.filter(report=report)
    opened(world, live_server, page)
    page.route("**/simulator/?*", lambda route: route.abort())
    page.get_by_role("button", name=f"Tolak {entry.title}").click()
    expect(page.get_by_text("Belum terhitung")).to_be_visible()
    page.unroute("**/simulator/?*")
    page.get_by_role("button", name=f"Tolak {entry.title}").click()
    expect(page.get_by_role("button", name=f"Batal tolak {entry.title}")).to_be_focused()
    expect(page.get_by_text("Belum terhitung")).to_be_hidden()
    expect(page.locator("#simulator-said")).to_contain_text("andaian")
    page.context.clear_cookies()
    page.get_by_role("button", name=f"Batal tolak {entry.title}").click()
    page.wait_for_url("**/masuk/**")


def test_clicks_add_up_and_the_address_keeps_them(world: World, live_server: Any, page: Any) -> None:
    report = a_report(world, random.Random(1), innovations=3)
    first, second, _third = Entry.objects.filter(report=report).order_by("pk")
    opened(world, live_server, page)
    page.evaluate("window.same = true")
    page.get_by_role("button", name=f"Tolak {first.title}").click()
    expect(page.locator(".simulator__list li")).to_have_count(1)
    page.get_by_role("button", name=f"Keluarkan {second.title}").click()
    expect(page.locator(".simulator__list li")).to_have_count(2)
    page.get_by_role("button", name="Buka isian daerah").click()
    page.get_by_label("Visi dan Misi").select_option(f"isi.daerah.spd-01.{1}")
    expect(page.locator(".simulator__list li")).to_have_count(3)
    assert page.evaluate("window.same") is True
    page.locator(".simulator__list input").first.uncheck()
    expect(page.locator(".simulator__list li")).to_have_count(2)
    page.reload()
    expect(page.locator(".simulator__list li")).to_have_count(2)
    page.get_by_label("Simpan sebagai").fill("Rencana")
    page.get_by_role("button", name="Simpan skenario").click()
    expect(page.get_by_role("link", name="Rencana")).to_be_visible()
    assert sorted(Scenario.objects.get().words) == sorted([f"keluar.{second.pk}", "isi.daerah.spd-01.1"])
