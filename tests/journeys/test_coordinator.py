"""The coordinator of a region: from the desk to the receipt, with the operator's answer in between."""

import json
from hashlib import sha256
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from piagam.audit.models import AuditEvent
from piagam.audit.verify import verify_chain
from piagam.entries.models import Entry, Submission
from piagam.mentoring.models import InternalCheck
from tests.cast import World, make_world
from tests.journeys.people import officer, show_the_device, with_and_without_scripts
from tests.journeys.region import TITLE, a_sent_entry
from tests.people_in_browsers import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ON = "Simpan dan buka berikutnya"


@pytest.fixture
def world() -> World:
    return make_world()


def sees_the_document(citra: Person) -> None:
    """The page of the evidence stands beside the rule, as a picture that has arrived."""
    sheet = citra.page.locator("img.sheet")
    expect(sheet).to_be_visible()
    picture = citra.page.request.get(citra.site + (sheet.get_attribute("src") or ""))
    assert picture.ok and picture.headers["content-type"].startswith("image/")


def check_three_rows(citra: Person) -> None:
    """Accepts the first, lowers the second, asks about the third; a doubt without a sentence is sent back."""
    citra.follow("Periksa isian berikutnya")
    expect(citra.page.locator("h1")).to_contain_text("16 · Regulasi Inovasi Daerah")
    citra.sees("0 dari 3 diperiksa")
    sees_the_document(citra)
    citra.page.locator("input[value=accept]").check()
    citra.press(ON, exact=False)

    expect(citra.page.locator("h1")).to_contain_text("17 · ")
    citra.hears("Isian 16 diperiksa")
    citra.page.locator("input[value=lower]").check()
    citra.page.locator("[name=level]").select_option("1")
    citra.press(ON, exact=False)
    citra.sees("Tulis satu kalimat penjelasan")
    expect(citra.page.locator("[name=level]")).to_have_value("1")
    citra.fill(note="SK hanya menyebut delapan orang.")
    citra.press(ON, exact=False)

    expect(citra.page.locator("h1")).to_contain_text("18 · ")
    citra.page.locator("input[value=ask_back]").check()
    citra.fill(note="Tahun anggaran yang mana?")
    citra.press(ON, exact=False)
    expect(citra.page.locator("#sid-16")).to_contain_text("Diterima")
    expect(citra.page.locator("#sid-17")).to_contain_text("Diturunkan ke 1")
    expect(citra.page.locator("#sid-18")).to_contain_text("Menunggu jawaban")


def answer_the_question(oki: Person) -> None:
    oki.follow(f"Jawab pertanyaan koordinator tentang “{TITLE}”")
    oki.sees("Tahun anggaran yang mana?")
    oki.sees("SK hanya menyebut delapan orang.")
    oki.fill(answer="Tahun 2025, halaman dua.")
    oki.press("Kirim jawaban")
    oki.hears("Jawaban terkirim")
    expect(oki.page.locator("#sid-18")).to_contain_text("Sudah dijawab")


def suppose(citra: Person) -> None:
    """What if the innovation were refused? The index falls, nothing else happens, and it can be taken back."""
    citra.turn_to("Meja kerja")
    citra.follow("Andaikan sesuatu di simulator")
    before = citra.page.locator("#simulator .figure__value").inner_text()
    citra.press(f"Tolak {TITLE}")
    expect(citra.page.locator(".simulator__list li")).to_have_count(1)
    expect(citra.page.locator("#simulator .figure__value")).not_to_have_text(before)
    citra.sees(f"Sekarang {before}")
    citra.press(f"Batal tolak {TITLE}")
    expect(citra.page.locator("#simulator .figure__value")).to_have_text(before)


def send_the_report(citra: Person) -> str:
    """Reads the checklist, shows the device, sends; the number of the receipt."""
    citra.turn_to("Laporan daerah")
    citra.follow("Periksa dan kirim")
    for line, state in (("Isian wajib", "periksa"), ("Perangkat daerah", "beres"),
                        ("Berkas yang dijanjikan", "beres"), ("Pernyataan kebenaran", "periksa")):  # fmt: skip
        found = citra.page.locator("section[aria-labelledby=checklist] li", has_text=line)
        expect(found.locator(".tag")).to_have_text(state)
    show_the_device(citra)
    expect(citra.page.locator("h1")).to_have_text("Periksa dan kirim")
    citra.press("Kirim laporan daerah")
    expect(citra.page.locator("h1")).to_have_text("Tanda terima")
    number = citra.page.locator("dl.facts strong").first.inner_text()
    paper = citra.page.request.get(f"{citra.site}/tanda-terima/{number}.pdf")
    assert paper.ok and paper.body().startswith(b"%PDF")
    return number


@with_and_without_scripts
def test_a_coordinator_checks_asks_supposes_and_sends_the_report(
    world: World, browser: Browser, live_server: Any, scripts: bool
) -> None:
    entry = a_sent_entry(world)
    site = live_server.url
    with (
        officer(world, browser, site, "citra", scripts=scripts) as citra,
        officer(world, browser, site, "oki", scripts=scripts) as oki,
    ):
        citra.follow(f"Periksa “{TITLE}” dari Dinas Kependudukan")
        expect(citra.page.locator(".tile", has_text="Belum diperiksa")).to_contain_text("3")
        check_three_rows(citra)
        oki.page.reload()
        answer_the_question(oki)

        citra.turn_to("Meja kerja")
        citra.follow(f"Baca jawaban tentang “{TITLE}”")
        citra.sees("Tahun 2025, halaman dua.")
        citra.page.locator("input[value=accept]").check()
        citra.press(ON, exact=False)
        expect(citra.page.locator("#sid-18")).to_contain_text("Diterima")
        expect(citra.page.locator(".tile", has_text="Selesai diperiksa")).to_contain_text("3")
        citra.page.locator(".breadcrumbs").get_by_role("link", name=TITLE).click()
        citra.press("Terima untuk daerah")
        citra.sees("Diterima koordinator")

        suppose(citra)
        number = send_the_report(citra)
        oki.turn_to("Laporan daerah")
        oki.sees("Laporan sudah terkirim")
        oki.sees(number)

    verdicts = InternalCheck.objects.order_by("pk").values_list("claim__indicator", "verdict", "level")
    assert list(verdicts) == [
        ("sid-16", "accept", 3), ("sid-17", "lower", 1), ("sid-18", "ask_back", None), ("sid-18", "accept", 3),
    ]  # fmt: skip
    asked = InternalCheck.objects.get(verdict="ask_back")
    assert (asked.answer, asked.answered_by) == ("Tahun 2025, halaman dua.", world.user("oki"))
    entry = Entry.objects.select_related("report").get(pk=entry.pk)
    assert (entry.state, entry.report.state) == ("submitted", "submitted")
    sent = Submission.objects.get()
    assert (sent.number, sent.submitted_by, sent.taken_back_at) == (number, world.user("citra"), None)
    assert sha256(sent.manifest.encode()).hexdigest() == sent.sha256
    [told] = json.loads(sent.manifest)["entries"]
    assert told["title"] == TITLE and set(told["claims"]) == {"sid-16", "sid-17", "sid-18"}
    verbs = set(AuditEvent.objects.filter(actor=world.user("citra")).values_list("verb", flat=True))
    assert {"entry.accept", "report.submit"} <= verbs, verbs
    assert verify_chain().ok
