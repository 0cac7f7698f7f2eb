"""The whole way of an entry by plain forms: facts, evidence, sending, accepting, signing, submitting, withdrawing."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from piagam.entries.models import Claim, Entry, EvidenceLink, Report, Statement, Submission
from tests.cast import World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    return make_world()


def at_desk(world: World, browser: Browser, live_server: Any, name: str, *, scripts: bool = False) -> Page:
    """A window of somebody who is signed in, with scripts off unless they are wanted."""
    page = browser.new_context(java_script_enabled=scripts, viewport={"width": 400, "height": 900}).new_page()
    page.set_default_timeout(10_000)
    cookie = settings.SESSION_COOKIE_NAME
    value = world.client(name).cookies[cookie].value
    page.context.add_cookies([{"name": cookie, "value": value, "url": live_server.url}])
    return page


def paper(folder: Path) -> str:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.save(folder / "sk.pdf")
    return str(folder / "sk.pdf")


def test_operator_coordinator_and_head_by_plain_forms(
    world: World, browser: Browser, live_server: Any, tmp_path: Path
) -> None:
    site, innovation = live_server.url, world.innovation("oki", title="Antar Akta")
    oki = at_desk(world, browser, live_server, "oki")
    oki.goto(f"{site}/laporan/iga-2026/17.71/")
    oki.get_by_role("button", name="Ikutkan Antar Akta").click()
    entry = Entry.objects.get(innovation=innovation)
    oki.locator("#sid-17 a").click()
    row = oki.locator("#sid-17")
    row.locator("input[inputmode=numeric]").first.fill("banyak")
    row.get_by_role("button", name="Simpan").click()
    expect(oki.locator("main")).to_contain_text("Isi dengan angka saja")
    expect(oki.locator("#sid-17 input[inputmode=numeric]").first).to_have_value("banyak")
    oki.locator("#sid-17 input[inputmode=numeric]").first.fill("35")
    oki.locator("#sid-17").get_by_role("button", name="Simpan").click()
    expect(oki.locator("#sid-17-line")).to_contain_text("Tingkat 3")
    oki.locator("#sid-17 input[type=file]").set_input_files(paper(tmp_path))
    oki.locator("#sid-17").get_by_role("button", name="Unggah bukti").click()
    expect(oki.locator("#sid-17")).to_contain_text("sk.pdf")
    assert EvidenceLink.objects.filter(claim__entry=entry).count() == 1
    oki.get_by_role("button", name="Ajukan ke koordinator").click()
    expect(oki.locator("main")).to_contain_text("Diajukan ke koordinator")

    citra = at_desk(world, browser, live_server, "citra")
    citra.goto(f"{site}/entri/{entry.pk}/")
    citra.get_by_role("button", name="Terima untuk daerah").click()
    hana = at_desk(world, browser, live_server, "hana")
    hana.goto(f"{site}/laporan/iga-2026/17.71/kirim/")
    hana.get_by_role("link", name="Tanda tangani pernyataan kebenaran").click()
    hana.locator("[name=name]").fill("Hana")
    hana.get_by_role("button", name="Tanda tangani").click()
    expect(hana.locator("main")).to_contain_text("Ditandatangani oleh Hana")
    assert Statement.objects.count() == 1

    citra.goto(f"{site}/laporan/iga-2026/17.71/kirim/")
    expect(citra.locator("main")).to_contain_text("Ditandatangani Hana")
    citra.get_by_role("button", name="Kirim laporan daerah").click()
    expect(citra.locator("h1")).to_have_text("Tanda terima")
    receipt = Submission.objects.get()
    expect(citra.locator("main")).to_contain_text(receipt.sha256)

    world.to_phase("V")
    hana.goto(f"{site}/laporan/iga-2026/17.71/")
    hana.get_by_role("link", name="Mengundurkan daerah").click()
    hana.locator("[name=reason]").fill("Data tidak dapat dipertanggungjawabkan")
    hana.locator("[name=certain]").check()
    hana.get_by_role("button", name="Undurkan daerah ini").click()
    assert Report.objects.get().state == "withdrawn"
    for page in (oki, citra, hana):
        page.context.close()


def test_two_people_on_one_row_see_both_answers(world: World, browser: Browser, live_server: Any) -> None:
    entry = world.entry("oki")
    one, two = (at_desk(world, browser, live_server, name) for name in ("oki", "citra"))
    for page in (one, two):
        page.goto(f"{live_server.url}/entri/{entry.pk}/?buka=sid-17")
    for page, number in ((one, "12"), (two, "40")):
        page.locator("#sid-17 input[inputmode=numeric]").first.fill(number)
        page.locator("#sid-17").get_by_role("button", name="Simpan").click()
    alert = two.get_by_role("alert").first
    expect(alert).to_contain_text("12")
    expect(alert).to_contain_text("40")
    expect(alert).to_contain_text("Oki")
    expect(two.locator("#sid-17 input[inputmode=numeric]").first).to_have_value("40")
    two.locator("#sid-17").get_by_role("button", name="Simpan").click()
    expect(two.locator("#sid-17-line")).to_contain_text("Tingkat")
    assert "40" in str(Claim.objects.get().facts)
    for page in (one, two):
        page.context.close()


def test_with_scripts_a_row_opens_in_place_and_saves_itself(
    world: World, browser: Browser, live_server: Any
) -> None:
    entry = world.entry("oki")
    page = at_desk(world, browser, live_server, "oki", scripts=True)
    page.goto(f"{live_server.url}/entri/{entry.pk}/")
    page.locator("#sid-16 a").first.click()
    page.locator("#sid-17 a").first.click()
    expect(page.locator("details.answer[open]")).to_have_count(2)
    assert "buka" not in page.url
    page.locator("#sid-17 input[inputmode=numeric]").first.fill("35")
    expect(page.locator("#sid-17")).to_contain_text("Tersimpan", timeout=10_000)
    assert Claim.objects.get(indicator="sid-17").level == 3
    page.context.close()
