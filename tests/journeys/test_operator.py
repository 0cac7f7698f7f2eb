"""The operator of a department: from a new name in the bank to what the coordinator gets."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from piagam.audit.models import AuditEvent
from piagam.audit.verify import verify_chain
from piagam.entries.models import Claim, Entry, EvidenceLink
from piagam.innovations.models import Innovation
from piagam.notices.models import Notice
from tests.cast import World, make_world
from tests.journeys.people import SAVED, a_paper_in, keep_row, officer, opened_row, with_and_without_scripts
from tests.people_in_browsers import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Antar Akta ke Rumah Warga"
PROFILE = {
    "tahapan": "penerapan",
    "jenis": "non-digital",
    "waktu_uji_coba": "2024-02-01",
    "waktu_penerapan": "2024-06-01",
    "rancang_bangun": "Petugas mendatangi kelurahan dengan jadwal tetap.\n“Kutipan”, <b>dan</b> & tanda.",
    "tujuan": "Warga tidak perlu datang dua kali.",
}


@pytest.fixture
def world() -> World:
    return make_world()


def write_profile(oki: Person) -> None:
    """Fills in the form; it saves itself, or by its button. Either way it is there when the form is opened again."""
    for name, value in PROFILE.items():
        field = oki.page.locator(f"[name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") == "radio":
            oki.page.locator(f"[name={name}][value='{value}']").check()
        else:
            field.fill(value)
    if oki.scripts:
        expect(oki.page.locator("[data-save-line]").first).to_have_text(SAVED, timeout=15_000)
        oki.page.reload()
        expect(oki.page.locator("[name=tujuan]")).to_have_value(PROFILE["tujuan"])
        expect(oki.page.locator("[name=rancang_bangun]")).to_have_value(PROFILE["rancang_bangun"])
        oki.follow("Lihat halaman inovasi")
    else:
        oki.press("Simpan semua")
    oki.sees("“Kutipan”, <b>dan</b> & tanda.")
    oki.sees(PROFILE["tujuan"])


@with_and_without_scripts
def test_an_operator_writes_an_innovation_reports_it_and_hands_it_in(
    world: World, browser: Browser, live_server: Any, tmp_path: Path, scripts: bool
) -> None:
    paper, fingerprint = a_paper_in(tmp_path, "sk tim.pdf")
    with officer(world, browser, live_server.url, "oki", scripts=scripts) as oki:
        oki.sees("Selamat datang, Oki")
        oki.follow("Tulis inovasi baru")
        oki.fill(title=TITLE)
        oki.press("Mulai menulis")
        expect(oki.page.locator("h1")).to_have_text(TITLE)
        write_profile(oki)

        oki.turn_to("Laporan daerah")
        oki.sees("Belum ada inovasi di sini")
        oki.press(f"Ikutkan {TITLE}")
        expect(oki.page.locator("h1")).to_have_text(TITLE)
        oki.sees("0 dari 20 terjawab")

        row = opened_row(oki, "sid-17")
        row.locator("input[inputmode=numeric]").first.fill("35")
        keep_row(oki, row)
        expect(oki.page.locator("#sid-17-line")).to_contain_text("Tingkat 3 dari 3")
        row = opened_row(oki, "sid-19")
        row.locator("input[type=radio]").last.check()
        keep_row(oki, row)
        expect(oki.page.locator("#sid-19-line")).to_contain_text("Tingkat 3 dari 3")
        expect(oki.page.locator("#maturity")).to_contain_text("2 dari 20 terjawab · 0 berbukti")

        row = oki.page.locator("#sid-19")
        row.locator("input[type=file]").set_input_files(paper)
        row.locator("[name=pages]").fill("1-2")
        row.get_by_role("button", name="Unggah bukti").click()
        oki.hears("Bukti ditambahkan")
        expect(oki.page.locator("#sid-19")).to_contain_text("sk tim.pdf")
        expect(oki.page.locator("#sid-19")).to_contain_text("hlm. 1-2")
        expect(oki.page.locator("#maturity")).to_contain_text("2 dari 20 terjawab · 1 berbukti")

        oki.sees("Masih ada yang kurang, tetapi Anda boleh mengajukannya")
        oki.press("Ajukan ke koordinator")
        oki.sees("Diajukan ke koordinator")
        expect(oki.page.locator("main input[type=file]")).to_have_count(0)
        oki.turn_to("Meja kerja")
        expect(oki.page.locator(".tile", has_text="Sudah diajukan")).to_contain_text("1")

    innovation, entry = Innovation.objects.get(), Entry.objects.get()
    assert innovation.title == TITLE
    assert {name: innovation.profile[name] for name in PROFILE} == PROFILE
    assert (entry.innovation_id, entry.state, entry.department.name) == (
        innovation.pk, "sent", "Dinas Kependudukan dan Pencatatan Sipil")  # fmt: skip
    assert dict(Claim.objects.values_list("indicator", "level")) == {"sid-17": 3, "sid-19": 3}
    assert 35 in Claim.objects.get(indicator="sid-17").facts.values()
    link = EvidenceLink.objects.get()
    assert (link.claim.indicator, link.pages) == ("sid-19", "1-2")
    assert link.version and link.version.file.sha256 == fingerprint
    assert Notice.objects.filter(user=world.user("citra")).exists()
    assert not Notice.objects.filter(user__in=[world.user("candra"), world.user("otto")]).exists()
    told = set(AuditEvent.objects.filter(actor=world.user("oki")).values_list("verb", flat=True))
    steps = "innovation.create innovation.edit entry.create claim.edit claim.add_evidence entry.send"
    assert set(steps.split()) <= told, told
    assert verify_chain().ok
