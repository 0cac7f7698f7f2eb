"""From the rulebook to the certificate, in the browser: eight steps, each by the people whose it is."""

import json
import re
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from piagam.audit.models import AuditEvent
from piagam.audit.verify import verify_chain
from piagam.editions.clock import database_now
from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim, Entry, EvidenceLink, Report, Submission
from piagam.innovations.models import Innovation
from piagam.notices.models import OutboxMail
from piagam.people.actor import actor_of
from piagam.people.models import Membership
from piagam.regions.models import Department, Region
from piagam.regions.official_list import load_regions
from piagam.results.models import Certificate
from piagam.verification.actions import decide
from piagam.verification.models import Assignment, Finding
from tests.cast import PASSWORD
from tests.people_in_browsers import Person, staff, window

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESIGN = " ".join(["Petugas mendatangi kelurahan dengan jadwal tetap yang diumumkan lewat ketua RT."] * 30)


def make_files(folder: Path) -> dict[str, str]:
    """A PDF of two pages and a photograph, as an officer has them."""
    pdf = pikepdf.new()
    for _page in range(2):
        pdf.add_blank_page(page_size=(595, 842))
    pdf.save(folder / "sk walikota.pdf")
    Image.effect_noise((640, 480), 60).convert("RGB").save(folder / "foto kegiatan.jpg")
    (folder / "palsu.pdf").write_bytes(b"MZ this is no document")
    return {path.suffix + path.stem[:2]: str(path) for path in folder.iterdir()}


def invitation_in(mail: OutboxMail) -> str:
    found = re.search(r"https?://\S+(/undangan/\S+?/)", mail.body)
    assert found, mail.body
    return found[1]


def accept(person: Person, path: str, name: str) -> None:
    """Opens the link of the mail, makes the account, sets up the second factor."""
    person.go(path)
    person.page.fill("[name=name]", name)
    for field in person.page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    person.press("Buat akun")
    person.go("/akun/kode-keamanan/")
    secret = person.page.locator("main code.hash").first.text_content() or ""
    person.secret = re.sub(r"\s", "", secret)
    person.page.fill("[name=code]", person.code())
    person.press("Pasang")


def ask_and_approve_phase(admin: Person, second: Person, edition: str) -> None:
    """One administrator asks for the next phase, another approves."""
    admin.go(f"/edisi/{edition}/")
    admin.press("Usulkan tahap", exact=False)
    decide_on(second, edition)


def decide_on(second: Person, edition: str) -> None:
    """The second person opens what waits on the edition's page, and approves it."""
    second.go(f"/edisi/{edition}/")
    second.page.locator("main a[href*='/usulan/']").first.click()
    approve(second)


def approve(person: Person) -> None:
    """Approves the proposal that the page shows."""
    person.page.locator("input[name=decision]").first.check()
    person.page.locator("main form button.button").last.click()


def test_from_rulebook_to_certificate(browser: Browser, live_server, settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    site = live_server.url
    settings.BASE_URL = site
    files = make_files(tmp_path)
    load_regions()
    secrets = {name: staff(f"{name}@contoh.id", role) for name, role in
               (("ayu", "ADM"), ("adi", "ADM"), ("qori", "QC"), ("qamar", "QC"), ("vera", "VER"))}  # fmt: skip

    def person(name: str) -> Person:
        return window(browser, site, f"{name}@contoh.id", secret=secrets[name]).sign_in()

    # 1. Administrator: an edition from its rulebook, its calendar, an invitation.
    ayu, adi = person("ayu"), person("adi")
    ayu.confirm()
    adi.confirm()
    ayu.go("/edisi/baru/")
    ayu.page.select_option("[name=rulebook]", "iga-2026")
    ayu.fill(edition_id="iga-2026", title="IGA 2026", reason="Pedoman 2026 sudah ditetapkan")
    ayu.page.locator("main form button.button").last.click()
    edition = Edition.objects.get()
    assert edition.rulebook_approved_at is None
    decide_on(adi, "iga-2026")
    edition.refresh_from_db()
    assert edition.rulebook_approved_at is not None

    ayu.go("/edisi/iga-2026/kalender/")
    now = database_now()
    ayu.fill(opens_day=(now - timedelta(days=5)).date().isoformat(), opens_time="00:00:00",
             closes_day=(now + timedelta(days=3)).date().isoformat(), closes_time="23:59:59",
             reason="Surat edaran")  # fmt: skip
    ayu.page.locator("main form button.button").last.click()
    ayu.go("/edisi/iga-2026/")
    ayu.sees("23.59.59 WIB")
    ayu.sees("01.59.59 WIT")

    ayu.go("/akun-daerah/minta/")
    ayu.fill(email="citra@contoh.id", reason="Koordinator baru Kota Bengkulu")
    ayu.page.select_option("[name=role]", "COR")
    ayu.page.select_option("[name=region]", "17.71")
    ayu.press("Kirim usulan")
    adi.go("/akun-daerah/")
    adi.page.locator("main a[href*='/akun-daerah/usulan/']").first.click()
    approve(adi)
    letter = OutboxMail.objects.get(to="citra@contoh.id")
    ask_and_approve_phase(ayu, adi, "iga-2026")
    edition.refresh_from_db()
    assert edition.phase_now == "O"

    # 2. Coordinator: account, departments one by one and by list, an operator, the regional rows.
    citra = window(browser, site, "citra@contoh.id")
    accept(citra, invitation_in(letter), "Citra")
    citra.go("/perangkat-daerah/")
    citra.fill(name="Dinas Kependudukan dan Pencatatan Sipil")
    citra.press("Tambah")
    citra.go("/perangkat-daerah/daftar/")
    citra.page.locator("main textarea").fill("Dinas Kesehatan\nRumah Sakit Umum Daerah\nDinas Kesehatan\n")
    citra.press("Lihat pratinjau")
    citra.page.locator("main form button", has_text="Tambahkan 2").click()
    assert Department.objects.filter(region="17.71").count() == 3
    citra.go("/operator/")
    citra.fill(email="oki@contoh.id")
    citra.page.select_option("[name=department]", label="Dinas Kependudukan dan Pencatatan Sipil")
    citra.page.locator("form:has([name=department]) button.button").click()
    letter = OutboxMail.objects.get(to="oki@contoh.id")

    citra.go("/laporan/iga-2026/17.71/daerah/?buka=spd-01#spd-01")
    row = citra.page.locator("#spd-01")
    row.locator("input[type=radio]").last.check()
    expect(row).to_contain_text("Tersimpan", timeout=10_000)
    row.locator("input[type=file]").set_input_files(files[".pdfsk"])
    row.get_by_role("button", name="Unggah bukti").click()
    expect(citra.page.locator("body")).to_contain_text("Bukti ditambahkan")
    assert EvidenceLink.objects.filter(claim__indicator="spd-01").exists()

    # 3. Operator: an innovation, the rows, the evidence, everything saves itself.
    oki = window(browser, site, "oki@contoh.id")
    accept(oki, invitation_in(letter), "Oki")
    oki.go("/bank/baru/")
    oki.fill(title="Antar Akta ke Rumah Warga")
    oki.press("Mulai menulis")
    innovation = Innovation.objects.get()
    oki.page.fill("[name=rancang_bangun]", "Petugas datang ke rumah.")
    expect(oki.page.locator("main")).to_contain_text("Tersimpan", timeout=10_000)
    oki.page.fill("[name=rancang_bangun]", DESIGN)
    oki.page.fill("[name=waktu_uji_coba]", "2024-02-01")
    oki.page.fill("[name=waktu_penerapan]", "2024-06-01")
    oki.page.fill("[name=tujuan]", "Warga tidak perlu datang dua kali.")
    oki.page.wait_for_timeout(2_500)
    oki.page.reload()
    expect(oki.page.locator("[name=tujuan]")).to_have_value("Warga tidak perlu datang dua kali.")
    innovation.refresh_from_db()
    assert innovation.profile["rancang_bangun"] == DESIGN
    oki.go("/laporan/iga-2026/17.71/")
    oki.press("Ikutkan", exact=False)
    entry = Entry.objects.get()
    oki.go(f"/entri/{entry.pk}/?buka=sid-17#sid-17")
    row = oki.page.locator("#sid-17")
    row.locator("input[inputmode=numeric]").first.fill("35")
    expect(row).to_contain_text("Tersimpan", timeout=10_000)
    claim = Claim.objects.get(entry=entry, indicator="sid-17")
    assert claim.level == 3
    before = oki.page.locator("#maturity").inner_text()
    row.locator("input[type=file]").set_input_files(files[".pdfpa"])
    row.get_by_role("button", name="Unggah bukti").click()
    oki.sees("tidak dapat diterima di sini")
    assert not EvidenceLink.objects.filter(claim=claim).exists()
    oki.page.reload()
    row = oki.page.locator("#sid-17")
    row.locator("input[type=file]").set_input_files(files[".pdfsk"])
    row.get_by_role("button", name="Unggah bukti").click()
    expect(oki.page.locator("body")).to_contain_text("Bukti ditambahkan")
    expect(oki.page.locator("#maturity")).not_to_have_text(before)
    oki.go(f"/entri/{entry.pk}/?buka=sid-19#sid-19")
    row = oki.page.locator("#sid-19")
    row.locator("input[type=radio]").last.check()
    expect(row).to_contain_text("Tersimpan", timeout=10_000)
    row.locator("input[type=file]").set_input_files(files[".jpgfo"])
    row.get_by_role("button", name="Unggah bukti").click()
    expect(oki.page.locator("body")).to_contain_text("Bukti ditambahkan")
    assert EvidenceLink.objects.filter(claim__entry=entry).count() == 2
    oki.go(f"/entri/{entry.pk}/")
    oki.press("Ajukan ke koordinator")

    # 4. Coordinator: returns with a note, accepts, sees the index, submits, keeps the receipt.
    citra.go(f"/entri/{entry.pk}/")
    citra.page.locator("summary", has_text="Kembalikan dengan catatan").click()
    citra.fill(note="Sebutkan tahun anggarannya.")
    citra.press("Kembalikan ke perangkat daerah")
    oki.go(f"/entri/{entry.pk}/")
    oki.sees("Sebutkan tahun anggarannya.")
    oki.press("Ajukan ke koordinator")
    citra.go(f"/entri/{entry.pk}/")
    citra.press("Terima untuk daerah")
    rest_of_the_region(edition, entry)
    citra.go("/laporan/iga-2026/17.71/perkiraan/")
    citra.sees("Mengapa angka ini?")
    citra.confirm()
    citra.go("/laporan/iga-2026/17.71/kirim/")
    citra.press("Kirim laporan daerah")
    submission = Submission.objects.get()
    citra.sees(submission.number)
    assert sha256(submission.manifest.encode()).hexdigest() == submission.sha256
    assert json.loads(submission.manifest)["region"]["code"] == "17.71"
    sheet = citra.page.request.get(f"{site}/tanda-terima/{submission.number}.pdf")
    assert sheet.ok and sheet.body().startswith(b"%PDF")

    # 5. The clock closes the edition: a submit afterwards is refused.
    citra.page.goto(f"{site}/laporan/iga-2026/17.71/")
    Edition.objects.update(closes_at=database_now() - timedelta(seconds=1))
    citra.page.locator("summary", has_text="Perlu mengubah sesuatu?").click()
    citra.press("Tarik kembali")
    expect(citra.page.locator("main")).to_contain_text("tahap")
    assert Report.objects.get(region="17.71").state == "submitted"
    assert citra.page.request.get(f"{site}/laporan/iga-2026/17.71/").ok
    Edition.objects.update(
        closes_at=database_now() - timedelta(hours=25)
    )  # promised bytes may follow for a day
    ask_and_approve_phase(ayu, adi, "iga-2026")

    # 6. Quality supervisor assigns; the verifier reads the document beside the rule and decides.
    qori, vera = person("qori"), person("vera")
    qori.confirm()
    qori.go("/verifikasi/penugasan/")
    qori.page.select_option("[name=verifier]", label="Vera")
    qori.fill(at_most=500, reason="Pembagian awal")
    qori.press("Tugaskan")
    vera.go("/verifikasi/")
    vera.page.locator("main").get_by_role("link", name="Buka isian berikutnya").click()
    expect(vera.page.locator("img.sheet")).to_be_visible()
    picture = vera.page.request.get(site + (vera.page.locator("img.sheet").get_attribute("src") or ""))
    assert Image.open(BytesIO(picture.body())).width > 300
    vera.page.locator("input[name=decision][value=accept]").check()
    vera.press("Simpan dan buka berikutnya", exact=False)
    vera.page.locator("input[name=decision][value=reject]").check()
    vera.press("Simpan dan buka berikutnya", exact=False)
    vera.sees("alasan")
    reason = next(one for one in rulebook_of(edition).reasons if "reject" in one.decisions)
    vera.page.locator("input[name=decision][value=reject]").check()
    vera.page.select_option("[name=reason_code]", reason.code)
    vera.fill(note="Nomor dokumen tidak terbaca.")
    vera.press("Simpan dan buka berikutnya", exact=False)
    vera.page.locator("input[name=decision][value=lower]").check()
    vera.page.select_option("[name=level]", "2")
    lowering = next(one for one in rulebook_of(edition).reasons if "lower" in one.decisions)
    vera.page.select_option("[name=reason_code]", lowering.code)
    vera.fill(note="Hanya dua dari tiga unsur yang terbukti.")
    vera.press("Simpan dan buka berikutnya", exact=False)
    assert sorted(Finding.objects.values_list("decision", flat=True)) == ["accept", "lower", "reject"]
    the_rest_is_accepted()
    vera.go("/verifikasi/")
    vera.press("Kunci semua putusan")
    assert not Finding.objects.filter(locked_at=None).exists()

    # 7. On to the plenary; the administrator proposes, the quality supervisor approves, it is published.
    for _step in ("A", "J", "F"):
        ask_and_approve_phase(ayu, adi, "iga-2026")
    edition.refresh_from_db()
    assert edition.phase == "F"
    ayu.confirm()
    ayu.go("/hasil/iga-2026/")
    ayu.press("Hitung dan usulkan hasil")
    qori.confirm()
    qori.go("/hasil/iga-2026/")
    qori.press("Setujui")
    ayu.go("/hasil/iga-2026/")
    ayu.press("Terbitkan")

    # 8. The public: ranking, region, reason, innovation, certificate.
    anyone = window(browser, site, "")
    anyone.go("/")
    anyone.sees("Hasil IGA 2026")
    anyone.go("/peringkat/iga-2026/?klaster=kota")
    anyone.page.locator("main table").get_by_role("link", name="Kota Bengkulu", exact=True).click()
    index = Certificate.objects.get().wording["index"].replace(".", ",")
    anyone.sees(index)
    anyone.page.get_by_role("link", name=f"Mengapa {index}?").click()
    anyone.sees("Nilai eksak")
    anyone.go(f"/inovasi/{entry.pk}/")
    anyone.sees("Antar Akta ke Rumah Warga")
    certificate = Certificate.objects.get()
    anyone.go("/piagam/")
    anyone.fill(kode=certificate.code)
    anyone.press("Periksa")
    anyone.sees("Piagam ini asli")
    anyone.sees("Kota Bengkulu")
    pdf = anyone.page.request.get(f"{site}/piagam/{certificate.code}.pdf")
    assert pdf.ok and pdf.body().startswith(b"%PDF")
    assert anyone.status("/piagam/tidak-ada/") == 404

    everybody = (ayu, adi, citra, oki, qori, vera, anyone)
    assert [one.troubles for one in everybody if one.troubles] == []

    # One audit event for each change, in a chain that holds.
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    steps = """edition.set_rules edition.set_calendar department.add entry.send entry.return entry.accept report.submit
        assignment.make finding.decide finding.lock result.propose result.approve result.publish certificate.issue"""
    assert set(steps.split()) <= verbs, verbs
    assert verify_chain().ok


def rest_of_the_region(edition: Edition, entry: Entry) -> None:
    """What the region's other officers did meanwhile: five more entries and all rows at the top, with evidence."""
    rulebook = rulebook_of(edition)
    report = entry.report
    link = EvidenceLink.objects.filter(claim__entry=entry).first()
    assert link is not None
    region = Region.objects.get(pk="17.71")
    affairs = ("pendidikan", "kesehatan", "pekerjaan-umum", "perumahan-rakyat", "sosial")
    places: list[Entry | None] = [None]
    for affair in affairs:
        innovation = Innovation.objects.create(
            region=region,
            department=entry.department,
            title=f"Inovasi {affair}",
            profile={"urusan_utama": affair},
        )
        places.append(Entry.objects.create(
            report=report, innovation=innovation, department=entry.department, state="accepted"
        ))  # fmt: skip
    for place in places:
        rows = rulebook.sets["sid" if place else "spd"].indicators
        for row in rows:
            if (
                row.answer.kind != "automatic"
                and not Claim.objects.filter(report=report, entry=place, indicator=row.code).exists()
            ):
                claim = Claim.objects.create(report=report, entry=place, indicator=row.code, level=3)
                EvidenceLink.objects.create(claim=claim, document=link.document, version=link.version)


def the_rest_is_accepted() -> None:
    """The verifier's other claims, accepted one by one through the same action."""
    membership = Membership.objects.select_related("user").get(user__email="vera@contoh.id")
    for assignment in Assignment.objects.filter(finding=None, ended_at=None):
        decide(assignment, decision="accept", by=actor_of(membership))
