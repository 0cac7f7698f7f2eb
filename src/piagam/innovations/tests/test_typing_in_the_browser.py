"""Typing while things go wrong: another person, an outage, an ended sign-in, a shared computer. No word is lost."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from piagam.innovations.models import Innovation
from tests.cast import PASSWORD, World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SAVED = re.compile(r"^Tersimpan \d\d\.\d\d$")


@pytest.fixture
def world() -> World:
    return make_world()


def at_the_form(
    context: Any, live_server: Any, world: World, innovation: Innovation, who: str = "oki"
) -> Any:
    """A page of the person's own, signed in, with the form open."""
    name = settings.SESSION_COOKIE_NAME
    cookie = world.client(who).cookies[name].value
    context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/bank/{innovation.pk}/ubah/")
    return page


def line_of(page: Any) -> Any:
    return page.locator("[data-save-line]").first


def kept(innovation: Innovation, field: str) -> Any:
    innovation.refresh_from_db()
    return innovation.profile.get(field)


def test_two_people_on_one_field_see_each_other_and_both_texts(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    oki = at_the_form(browser.new_context(), live_server, world, innovation)
    citra = at_the_form(browser.new_context(), live_server, world, innovation, "citra")
    expect(citra.locator("[data-presence]")).to_contain_text("Dibuka juga oleh Oki")
    citra.fill("#f-tujuan", "Dari Citra")
    expect(line_of(citra)).to_have_text(SAVED)
    oki.fill("#f-tujuan", "Dari Oki")
    panel = oki.locator(".two-texts")
    panel.wait_for()
    assert "Dari Citra" in panel.inner_text() and kept(innovation, "tujuan") == "Dari Citra"
    expect(oki.locator(".presence__field").first).to_contain_text("Citra sedang di isian ini")
    oki.fill("#f-manfaat", "Isian lain tetap tersimpan")
    oki.wait_for_function("document.querySelector('[name=version-manfaat]').value.length > 5")
    expect(panel).to_be_visible()
    oki.fill("#f-tujuan", "Dari Oki, dirapikan")
    assert "dirapikan" in panel.inner_text()
    assert kept(innovation, "tujuan") == "Dari Citra"
    oki.get_by_role("button", name="Pakai tulisan saya").click()
    expect(line_of(oki)).to_have_text(SAVED)
    assert kept(innovation, "tujuan") == "Dari Oki, dirapikan"
    assert kept(innovation, "manfaat") == "Isian lain tetap tersimpan"
    oki.context.close()
    citra.context.close()


def test_two_tabs_of_one_person_overwrite_nothing(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    context = browser.new_context()
    one = at_the_form(context, live_server, world, innovation)
    two = context.new_page()
    two.goto(f"{live_server.url}/bank/{innovation.pk}/ubah/")
    one.fill("#f-tujuan", "Di tab satu")
    expect(line_of(one)).to_have_text(SAVED)
    two.fill("#f-tujuan", "Di tab dua")
    panel = two.locator(".two-texts")
    expect(panel).to_contain_text("Anda sendiri menyimpan isian ini")
    assert kept(innovation, "tujuan") == "Di tab satu"
    two.get_by_role("button", name="Pakai yang tersimpan").click()
    assert two.input_value("#f-tujuan") == "Di tab satu"
    context.close()


def test_two_people_without_scripts_see_both_texts(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    oki = at_the_form(browser.new_context(java_script_enabled=False), live_server, world, innovation)
    citra = at_the_form(
        browser.new_context(java_script_enabled=False), live_server, world, innovation, "citra"
    )
    assert "Dibuka juga oleh Oki" in citra.locator("[data-presence]").inner_text()
    for page, text in ((citra, "Dari Citra"), (oki, "Dari Oki")):
        page.fill("#f-tujuan", text)
        page.get_by_role("button", name="Simpan semua").click()
    assert "Yang tersimpan sekarang" in oki.locator("main").inner_text()
    assert "Dari Citra" in oki.locator("main").inner_text() and oki.input_value("#f-tujuan") == "Dari Oki"
    assert kept(innovation, "tujuan") == "Dari Citra"
    oki.get_by_role("button", name="Simpan semua").click()
    assert kept(innovation, "tujuan") == "Dari Oki"
    oki.context.close()
    citra.context.close()


def test_an_outage_in_the_middle_of_typing(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    page = at_the_form(browser.new_context(), live_server, world, innovation)
    page.locator("#f-tujuan").press_sequentially("Sebelum putus, ")
    expect(line_of(page)).to_have_text(SAVED)
    page.context.set_offline(True)
    page.locator("#f-tujuan").press_sequentially("selama putus, ")
    expect(line_of(page)).to_contain_text("Belum tersimpan — tidak ada jaringan")
    assert kept(innovation, "tujuan") == "Sebelum putus, "
    page.locator("#f-manfaat").press_sequentially("Isian kedua")
    page.context.set_offline(False)
    page.locator("#f-tujuan").press_sequentially("sesudah putus.")
    expect(line_of(page)).to_have_text(SAVED, timeout=15000)
    assert kept(innovation, "tujuan") == "Sebelum putus, selama putus, sesudah putus."
    assert kept(innovation, "manfaat") == "Isian kedua"
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.context.close()


def test_a_sign_in_that_ended_is_said_and_typing_goes_on_after_it(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    user = world.user("oki")
    user.set_password(PASSWORD)
    user.save()
    page = at_the_form(browser.new_context(), live_server, world, innovation)
    Session.objects.all().delete()
    page.fill("#f-tujuan", "Ditulis sesudah masa masuk berakhir")
    expect(line_of(page)).to_contain_text("masa masuk Anda berakhir")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Masuk lagi di tab baru").click()
    tab = opened.value
    tab.fill("[name=email]", user.email)
    tab.fill("[name=password]", PASSWORD)
    tab.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    expect(tab).not_to_have_url(re.compile("/masuk/"))
    assert f"/bank/{innovation.pk}/ubah/" in (tab.locator(".message a").first.get_attribute("href") or "")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(line_of(page)).to_have_text(SAVED)
    assert kept(innovation, "tujuan") == "Ditulis sesudah masa masuk berakhir"
    page.fill("#f-manfaat", "Juga tombol simpan")
    page.get_by_role("button", name="Simpan semua").click()
    expect(page).to_have_url(re.compile(rf"/bank/{innovation.pk}/$"))
    page.context.close()


def test_another_persons_sign_in_does_not_take_the_text(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    page = at_the_form(browser.new_context(), live_server, world, innovation)
    name = settings.SESSION_COOKIE_NAME
    cookie = world.client("citra").cookies[name].value
    page.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    page.fill("#f-tujuan", "Tulisan Oki")
    expect(line_of(page)).to_contain_text("Orang lain sedang masuk")
    assert kept(innovation, "tujuan") is None and page.input_value("#f-tujuan") == "Tulisan Oki"
    page.goto(f"{live_server.url}/bank/{innovation.pk}/ubah/")
    assert page.input_value("#f-tujuan") == ""
    page.context.close()


@pytest.mark.parametrize(
    ("choice", "left"), [("Keluar dan hapus tulisan itu", 0), ("tetap di peramban ini", 1)]
)
def test_signing_out_asks_what_becomes_of_unsaved_text(
    world: World, innovation: Innovation, live_server: Any, browser: Any, choice: str, left: int
) -> None:
    page = at_the_form(browser.new_context(), live_server, world, innovation)
    page.route("**/simpan/", lambda route: route.abort())
    page.fill("#f-tujuan", "Belum terkirim")
    expect(line_of(page)).to_contain_text("mencoba lagi")
    page.evaluate("document.querySelector('form[data-forget]').requestSubmit()")
    panel = page.locator(".leaving")
    panel.wait_for()
    assert "komputer yang dipakai bersama" in panel.inner_text()
    panel.get_by_role("button", name=choice).click()
    page.wait_for_url(lambda url: "/ubah/" not in url)
    assert page.evaluate("Object.keys(localStorage).length") == left
    if left:
        again = at_the_form(page.context, live_server, world, innovation)
        expect(line_of(again)).to_have_text(SAVED)
        assert kept(innovation, "tujuan") == "Belum terkirim"
    page.context.close()


def test_signing_out_can_save_first(
    world: World, innovation: Innovation, live_server: Any, browser: Any
) -> None:
    page = at_the_form(browser.new_context(), live_server, world, innovation)
    page.context.set_offline(True)
    page.fill("#f-tujuan", "Simpan dulu")
    expect(line_of(page)).to_contain_text("tidak ada jaringan")
    page.evaluate("document.querySelector('form[data-forget]').requestSubmit()")
    page.locator(".leaving").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="Simpan dulu, lalu keluar").click()
    page.wait_for_url(lambda url: "/ubah/" not in url)
    assert kept(innovation, "tujuan") == "Simpan dulu"
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.context.close()
