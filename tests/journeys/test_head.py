"""The head of a region with a phone of 400 pixels: where we stand, who is missing, and the signature."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from piagam.audit.models import AuditEvent
from piagam.audit.verify import verify_chain
from piagam.desks.of_head import screen_of
from piagam.entries.actions import accept_entry
from piagam.entries.manifest import content_sha256
from piagam.entries.models import Statement
from piagam.notices.models import Notice
from piagam.web.numbers import decimal_text
from tests.cast import World, make_world
from tests.journeys.people import officer, show_the_device, with_and_without_scripts
from tests.journeys.region import a_sent_entry
from tests.people_in_browsers import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTH = 400


@pytest.fixture
def world() -> World:
    return make_world()


def nothing_sticks_out(hana: Person) -> None:
    assert hana.page.evaluate("document.documentElement.scrollWidth") == WIDTH, hana.page.url


@with_and_without_scripts
def test_the_head_reads_the_figure_reminds_who_is_missing_and_signs(
    world: World, browser: Browser, live_server: Any, scripts: bool
) -> None:
    entry = accept_entry(a_sent_entry(world), by=world.actor("citra"))
    known = screen_of(world.regions["17.71"], world.edition)
    assert known.result and known.result.index and known.gap and known.next
    with officer(world, browser, live_server.url, "hana", scripts=scripts, width=WIDTH) as hana:
        hana.sees("Kota Bengkulu · perkiraan indeks")
        expect(hana.page.locator(".head-index .figure__value")).to_have_text(
            decimal_text(known.result.index, 2)
        )
        hana.sees(f"Kurang {decimal_text(known.gap, 2)} ke {known.next.words}.")
        nothing_sticks_out(hana)

        hana.sees("1 dari 2 perangkat daerah sudah melapor")
        hana.page.locator("summary", has_text="Yang belum melapor").click()
        silent = hana.page.locator("section[aria-labelledby=units] details li")
        expect(silent).to_have_count(1)
        expect(silent.get_by_role("link", name="Dinas Kesehatan")).to_be_visible()
        nothing_sticks_out(hana)
        hana.press("Ingatkan 1 yang belum")
        hana.hears("1 operator diingatkan.")

        hana.sees("Pernyataan kebenaran menunggu tanda tangan Anda.")
        hana.follow("Baca dan tanda tangani")
        hana.sees("Belum ditandatangani.")
        hana.sees(content_sha256(entry.report))
        nothing_sticks_out(hana)
        show_the_device(hana)
        expect(hana.page.locator("h1")).to_have_text("Pernyataan kebenaran")
        hana.fill(name="Wali Kota")
        hana.press("Tanda tangani")
        hana.sees("Ketik nama Anda persis seperti pada akun ini: Hana")
        assert not Statement.objects.exists()
        nothing_sticks_out(hana)
        hana.fill(name="Hana")
        hana.press("Tanda tangani")
        hana.sees("Ditandatangani oleh Hana")
        hana.page.goto(f"{hana.site}/meja/")
        hana.sees("Pernyataan sudah Anda tanda tangani")
        nothing_sticks_out(hana)

    signed = Statement.objects.get()
    assert (signed.name, signed.signed_by, signed.content_sha256) == (
        "Hana", world.user("hana"), content_sha256(entry.report))  # fmt: skip
    reminded = set(Notice.objects.values_list("user", flat=True))
    assert world.user("otto").pk in reminded and world.user("omar").pk not in reminded
    verbs = set(AuditEvent.objects.filter(actor=world.user("hana")).values_list("verb", flat=True))
    assert {"account.step_up", "statement.sign"} <= verbs, verbs
    assert verify_chain().ok
