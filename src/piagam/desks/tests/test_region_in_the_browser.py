"""A coordinator asks about a row and the operator answers; the head's screen fits a phone."""

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from piagam.entries.models import Claim
from piagam.entries.tests.scenes import answer, rows
from piagam.mentoring.models import InternalCheck
from tests.cast import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def world() -> World:
    return make_world()


def opened(
    browser: Any, live_server: Any, world: World, who: str, *, script: bool = True, width: int = 1280
) -> Page:
    """A browser of the person's own, at the desk."""
    context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 800})
    cookie = world.client(who).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page: Page = context.new_page()
    page.goto(f"{live_server.url}/meja/")
    return page


@pytest.mark.parametrize("script", [True, False])
def test_a_coordinator_asks_back_the_operator_answers_and_it_is_accepted(
    world: World, live_server: Any, browser: Any, script: bool
) -> None:
    entry = world.entry("oki")
    answer(world, entry, rows(entry)[0], "oki")
    claim = Claim.objects.get()
    row = live_server.url + reverse("mentoring:check_row", args=[entry.pk, claim.indicator])
    citra = opened(browser, live_server, world, "citra", script=script)
    citra.goto(row)
    citra.check("input[value=ask_back]")
    citra.fill("textarea[name=note]", "Halaman berapa?")
    citra.get_by_role("button", name="Simpan dan buka berikutnya").click()
    expect(citra.locator("main")).to_contain_text("Menunggu jawaban")
    oki = opened(browser, live_server, world, "oki", script=script, width=400)
    oki.get_by_role("link", name="Jawab pertanyaan koordinator").click()
    expect(oki.locator("main")).to_contain_text("Halaman berapa?")
    oki.fill("textarea[name=answer]", "Halaman dua.")
    oki.get_by_role("button", name="Kirim jawaban").click()
    citra.goto(row)
    expect(citra.locator("main")).to_contain_text("Halaman dua.")
    citra.check("input[value=accept]")
    citra.get_by_role("button", name="Simpan dan buka berikutnya").click()
    expect(citra.locator("main")).to_contain_text("Diterima")
    assert [one.verdict for one in InternalCheck.objects.filter(claim=claim)] == ["ask_back", "accept"]
    citra.context.close()
    oki.context.close()


def test_the_heads_screen_fits_a_phone_and_its_first_things_need_no_scrolling(
    world: World, live_server: Any, browser: Any
) -> None:
    entry = world.entry("oki", title="Pelayanan " + "Terpadusekali" * 12)
    answer(world, entry, next(one for one in rows(entry) if one.code == "sid-16"), "oki")
    page = opened(browser, live_server, world, "hana", width=400)
    assert page.evaluate("document.documentElement.scrollWidth") == 400
    for text in (".figure__value", "#units"):
        box = page.locator(text).bounding_box()
        assert box is not None and box["y"] + box["height"] < 800, text
    for summary in page.locator("main summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 400
    page.context.close()
