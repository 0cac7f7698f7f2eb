"""An operator writes while the line is poor, while it is dead, and while the server is killed under a save.

What the page called saved is in the database; what it did not is still in the page, and is saved as soon as it can be
without a click. The server is a process of its own over an SQLite file.
"""

import os
import random
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Error, Page, expect

from tests.journeys.people import SAVED
from tests.journeys.witness import Kept, Witness
from tests.running_site import Site, demo_in, running, sign_in
from tests.surroundings.poor_line import PoorLine

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KILLS = 5
UNSAVED = re.compile("Belum tersimpan")
SENTENCES = ("Petugas datang ke kelurahan. ", "Jadwalnya tetap. ", "Warga tidak datang dua kali. ")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(demo_in(tmp_path_factory.mktemp("site"))) as site:
        yield site


def begin_writing(page: Page, site: Site, address: str, title: str) -> tuple[Kept, Witness]:
    """Signs in, begins an innovation, and has its form open."""
    page.set_default_timeout(20_000)
    page.on("dialog", lambda dialog: dialog.accept())
    witness = Witness()
    witness.watch(page)
    sign_in(page, address)
    page.locator("main").get_by_role("link", name="Tulis inovasi baru").click()
    page.fill("[name=title]", title)
    page.get_by_role("button", name="Mulai menulis").click()
    page.wait_for_url(re.compile(r"/bank/\d+/ubah/$"))
    number = re.search(r"/bank/(\d+)/", page.url)
    assert number
    witness.kept = Kept(site.database, int(number[1]))
    return witness.kept, witness


def line_of(page: Page) -> Any:
    return page.locator("[data-save-line]").first


def write_on(page: Page, field: str, text: str) -> None:
    """Types at the end, as a person does."""
    area = page.locator(f"#f-{field}")
    area.press("Control+End")
    area.press_sequentially(text, delay=4)


def typed(page: Page, *fields: str) -> dict[str, str]:
    return {field: page.input_value(f"#f-{field}") for field in fields}


def everything_is_saved(page: Page, witness: Witness, *fields: str) -> None:
    """Without a click: the page says so in the end, and it is so."""
    expect(line_of(page)).to_have_text(SAVED, timeout=60_000)
    assert witness.kept
    assert {name: witness.kept.profile().get(name) for name in fields} == typed(page, *fields)
    witness.is_content()
    expect(page.locator(".two-texts")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).length") == 0


def enter_it_and_open_a_row(page: Page, title: str) -> Any:
    """Reports the innovation and opens the row that asks how many people work on it."""
    page.locator(".site-nav").get_by_role("link", name="Laporan daerah", exact=True).click()
    page.get_by_role("button", name=f"Ikutkan {title}").click()
    page.locator("#sid-17 a").first.click()
    row = page.locator("details#sid-17")
    expect(row).to_have_attribute("open", "")
    return row


def test_over_256_kilobit_and_through_a_dead_line_nothing_is_lost(page: Page, site: Site) -> None:
    title = "Lewat jalur lambat"
    with PoorLine(site.port, bytes_a_second=256_000 // 8, both_ways=True) as line:
        kept, witness = begin_writing(page, site, f"http://127.0.0.1:{line.port}", title)
        for sentence in SENTENCES:
            write_on(page, "rancang_bangun", sentence * 4)
            write_on(page, "tujuan", sentence)
        everything_is_saved(page, witness, "rancang_bangun", "tujuan")
        before = kept.profile()

        line.break_off()
        write_on(page, "tujuan", "Ditulis selama putus. ")
        expect(line_of(page)).to_have_text(UNSAVED)
        write_on(page, "manfaat", "Isian lain, juga selama putus. ")
        assert kept.profile() == before
        assert typed(page, "tujuan")["tujuan"].endswith("Ditulis selama putus. ")
        line.mend()
        everything_is_saved(page, witness, "rancang_bangun", "tujuan", "manfaat")

        row = enter_it_and_open_a_row(page, title)
        saved, people = row.locator("[data-save-line]"), row.locator("input[inputmode=numeric]").first
        people.fill("12")
        expect(saved).to_have_text(SAVED)
        assert kept.claims() == {"sid-17": (12, 2)}
        line.break_off()
        people.fill("35")
        expect(saved).to_have_text(UNSAVED)
        assert kept.claims() == {"sid-17": (12, 2)} and people.input_value() == "35"
        line.mend()
        expect(saved).to_have_text(SAVED, timeout=60_000)
        assert kept.claims() == {"sid-17": (35, 3)}
        page.context.close()


def test_over_a_slower_line_that_drops_every_other_second_nothing_is_lost(page: Page, site: Site) -> None:
    with PoorLine(site.port, bytes_a_second=256_000 // 8, both_ways=True) as line:
        _kept, witness = begin_writing(page, site, f"http://127.0.0.1:{line.port}", "Lewat jalur putus-putus")
        line.bytes_a_second = 6_000
        with page.expect_request("**/simpan/"):
            write_on(page, "tujuan", "Selagi ini dikirim, ")
        write_on(page, "tujuan", "sudah diketik lagi. ")
        everything_is_saved(page, witness, "tujuan")

        line.bytes_a_second, line.drops_every = 12_000, 2
        for sentence in (*SENTENCES, *SENTENCES[:2]):
            write_on(page, "rancang_bangun", sentence * 2)
            write_on(page, "tujuan", sentence)
            page.wait_for_timeout(900)
        everything_is_saved(page, witness, "rancang_bangun", "tujuan")
        assert line.drops >= 3
        page.context.close()


def test_the_server_killed_under_a_save_loses_nothing_and_the_page_goes_on(page: Page, site: Site) -> None:
    """At random moments from the sending of a save to its answer; the person types on in the same field."""
    dice = random.Random(2026)
    kept, witness = begin_writing(page, site, site.address, "Server mati di tengah")
    answered: list[int] = []
    page.on("response", lambda one: answered.append(one.status) if one.url.endswith("/simpan/") else None)
    write_on(page, "tujuan", "Awal. ")
    with page.expect_response("**/simpan/") as first:
        pass
    lasts = first.value.request.timing["responseStart"] / 1000
    expect(line_of(page)).to_have_text(SAVED)
    unanswered = 0
    for round_ in range(KILLS):
        seen = len(answered)
        with page.expect_request("**/simpan/"):
            write_on(page, "tujuan", f"Sebelum mati {round_}. ")
        time.sleep(lasts * (round_ + dice.random()) / KILLS)
        site.kill()
        site.launch()
        write_on(page, "tujuan", f"Sesudah mati {round_}. ")
        unanswered += len(answered) == seen
        assert kept.lost(witness.said) == []
        kept.is_whole()
        expect(line_of(page)).to_have_text(UNSAVED)
        site.await_answer()
        everything_is_saved(page, witness, "tujuan")
    assert unanswered >= 1
    page.context.close()
    checked = site.program.run("check")
    assert checked.returncode == 0, checked.stdout


def kill_the_browser_of(profile: Path) -> None:
    """The browser that this test started over that folder, by its own number; its children go with it."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = one.read_bytes().decode(errors="replace").split("\0")
            if f"--user-data-dir={profile}" in words and not any(
                word.startswith("--type=") for word in words
            ):
                found.append(int(one.parent.name))
    [number] = found
    os.kill(number, signal.SIGKILL)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds the browser's number in /proc")
def test_the_browser_killed_with_unsaved_text_shows_the_way_back_to_it(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], site: Site, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with PoorLine(site.port, bytes_a_second=10**7) as line:
        address = f"http://127.0.0.1:{line.port}"
        context = browser_type.launch_persistent_context(str(profile), **browser_type_launch_args)
        page = context.new_page()
        kept, witness = begin_writing(page, site, address, "Peramban mati")
        write_on(page, "tujuan", "Sudah sampai. ")
        everything_is_saved(page, witness, "tujuan")
        line.break_off()
        write_on(page, "tujuan", "Belum sampai, sampai kata terakhir.")
        page.wait_for_timeout(300)
        kill_the_browser_of(profile)
        with suppress(Error):
            context.close()
        assert kept.profile()["tujuan"] == "Sudah sampai. "
        line.mend()

        context = browser_type.launch_persistent_context(str(profile), **browser_type_launch_args)
        page = context.new_page()
        witness.watch(page)
        sign_in(page, address)
        page.locator(f".message--warning a[href$='/bank/{kept.innovation}/ubah/']").click()
        expect(page.locator("#f-tujuan")).to_have_value("Sudah sampai. Belum sampai, sampai kata terakhir.")
        everything_is_saved(page, witness, "tujuan")
        context.close()
