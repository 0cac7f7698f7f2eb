"""A form taken to where there is no network: opened and written there, saved later; gone on signing out."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from piagam.innovations.models import Innovation
from tests.cast import World, make_world

browser_test = pytest.mark.browser
SAVED = re.compile(r"^Tersimpan \d\d\.\d\d$")


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def innovation(world: World) -> Innovation:
    return world.innovation("oki", title="Antar Akta ke Pulau")


def signed_in(context: Any, live_server: Any, world: World, who: str = "oki") -> None:
    name = settings.SESSION_COOKIE_NAME
    cookie = world.client(who).cookies[name].value
    context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])


def taken(world: World, innovation: Innovation, live_server: Any, browser: Any) -> Any:
    """The form in a browser of its own, taken offline."""
    context = browser.new_context(service_workers="allow")
    signed_in(context, live_server, world)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/bank/{innovation.pk}/ubah/")
    page.get_by_role("button", name="Bawa luring").click()
    expect(page.get_by_text("Dapat dibuka tanpa jaringan")).to_be_visible(timeout=15_000)
    return page


@browser_test
def test_a_form_is_opened_and_written_without_a_network(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    page = taken(world, innovation, live_server, browser)
    context, address = page.context, page.url
    context.set_offline(True)
    page.close()
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    expect(page.get_by_text("Tidak ada jaringan. Tulis saja terus")).to_be_visible()
    page.fill("#f-tujuan", "Ditulis di perahu.")
    expect(page.locator("[data-save-line]").first).to_contain_text("tidak ada jaringan")
    page.goto(f"{live_server.url}/bank/")
    expect(page.locator("h1")).to_have_text("Yang dibawa luring")
    page.locator("[data-offline-shelf] a").click()
    expect(page.locator("#f-tujuan")).to_have_value("Ditulis di perahu.")
    context.set_offline(False)
    expect(page.locator("[data-save-line]").first).to_have_text(SAVED, timeout=20_000)
    innovation.refresh_from_db()
    assert innovation.profile["tujuan"] == "Ditulis di perahu."
    context.close()


@browser_test
def test_a_text_that_somebody_wrote_meanwhile_is_not_overwritten(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    page = taken(world, innovation, live_server, browser)
    context = page.context
    context.set_offline(True)
    page.reload()
    page.fill("#f-tujuan", "Dari pulau")
    innovation.profile = {"tujuan": "Dari kantor"}
    innovation.version += 1
    innovation.save()
    context.set_offline(False)
    both = page.locator(".two-texts")
    expect(both).to_contain_text("Dari pulau", timeout=20_000)
    expect(both).to_contain_text("Dari kantor")
    innovation.refresh_from_db()
    assert innovation.profile["tujuan"] == "Dari kantor"
    context.close()


@browser_test
def test_signing_out_deletes_the_copies(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    page = taken(world, innovation, live_server, browser)
    assert page.evaluate("caches.keys()") == ["piagam-offline"]
    page.evaluate("document.querySelector('form[data-forget]').requestSubmit()")
    page.wait_for_url(lambda address: "ubah" not in address)
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.context.close()


@browser_test
def test_another_persons_copies_are_deleted(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    page = taken(world, innovation, live_server, browser)
    page.context.clear_cookies()
    signed_in(page.context, live_server, world, "citra")
    page.goto(f"{live_server.url}/meja/")
    page.wait_for_function("caches.keys().then((all) => all.length === 0)")
    page.context.close()


@pytest.mark.django_db
def test_the_worker_stands_before_the_whole_site() -> None:
    answer = Client().get("/luring.js")
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache" and b"piagam-offline" in answer.content
    assert "Yang dibawa luring" in Client().get("/luring/").content.decode()
