"""Two people on one row at two browsers: nothing is overwritten, both answers are shown."""

from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from piagam.entries.models import Claim
from tests.cast import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
ROW = "sid-17"


@pytest.fixture
def world() -> World:
    return make_world()


def at_the_row(browser: Any, live_server: Any, world: World, entry_id: int, who: str) -> Any:
    """A browser of the person's own with the row open."""
    name = settings.SESSION_COOKIE_NAME
    context = browser.new_context()
    context.add_cookies(
        [{"name": name, "value": world.client(who).cookies[name].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/entri/{entry_id}/?buka={ROW}#{ROW}")
    return page


def test_two_people_on_one_row_see_both_answers(world: World, live_server: Any, browser: Any) -> None:
    entry = world.entry("oki")
    oki = at_the_row(browser, live_server, world, entry.pk, "oki")
    citra = at_the_row(browser, live_server, world, entry.pk, "citra")
    number, line, panel = f"#{ROW}-people", f"#{ROW} [data-save-line]", f"#{ROW} .two-texts"
    citra.fill(number, "7")
    expect(citra.locator(line)).to_contain_text("Tersimpan")
    oki.fill(number, "12")
    expect(oki.locator(panel)).to_contain_text("7")
    assert facts(entry.pk) == "7"
    oki.get_by_role("button", name="Pakai tulisan saya").click()
    expect(oki.locator(line)).to_contain_text("Tersimpan")
    assert facts(entry.pk) == "12"
    citra.fill(number, "9")
    citra.get_by_role("button", name="Pakai yang tersimpan").click()
    assert citra.input_value(number) == "12" and facts(entry.pk) == "12"
    oki.context.close()
    citra.context.close()


def test_a_row_whose_answer_was_lost_is_not_taken_for_another_persons(
    world: World, live_server: Any, browser: Any
) -> None:
    """The line drops between the server's commit and its answer; meanwhile the number is corrected."""
    entry = world.entry("oki")
    page = at_the_row(browser, live_server, world, entry.pk, "oki")
    reached: list[Any] = []

    def lose_the_first_answer(route: Any) -> None:
        if reached:
            route.continue_()
            return
        reached.append(route.fetch())
        route.abort()

    page.route(f"**/isian/{ROW}/", lose_the_first_answer)
    page.fill(f"#{ROW}-people", "7")
    expect(page.locator(f"#{ROW} [data-save-line]")).to_contain_text("mencoba lagi")
    assert reached[0].ok and facts(entry.pk) == "7"
    page.fill(f"#{ROW}-people", "12")
    expect(page.locator(f"#{ROW} [data-save-line]")).to_contain_text("Tersimpan", timeout=15_000)
    assert facts(entry.pk) == "12"
    expect(page.locator(f"#{ROW} .two-texts")).to_have_count(0)
    page.context.close()


def facts(entry_id: int) -> str:
    """How many people the claim states now."""
    return str(Claim.objects.get(entry=entry_id, indicator=ROW).facts["people"])  # type: ignore[index]
