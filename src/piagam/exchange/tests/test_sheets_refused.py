"""Files that are no filled-in form, people who may not, and moments at which it is too late."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.audit.models import AuditEvent
from piagam.editions.models import Edition
from piagam.editions.rulebooks import pin
from piagam.entries.actions import save_claim
from piagam.entries.models import Claim, Entry, Report
from piagam.entries.queries import indicator_in
from piagam.exchange.models import SheetImport
from piagam.exchange.sheets import importing, reading_cells
from piagam.exchange.tests.filling import opened, put, row_of, saved, sent, template
from piagam.innovations.models import Innovation
from piagam.web.errors import Refused
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PIAGAM_DATA_DIR = str(tmp_path / "data")


def book_of(sheets: dict[str, list[list[Any]]]) -> bytes:
    return saved(sheets)


def without_column(sheets: Any, name: str, words: str) -> Any:
    place = [str(one).removesuffix(" *") for one in sheets[name][0]].index(words)
    return {**sheets, name: [[*row[:place], *row[place + 1 :]] for row in sheets[name]]}


def guide_with(sheets: Any, words: str, value: str) -> Any:
    guide = [[row[0], value, *row[2:]] if row[0] == words else row for row in sheets["Petunjuk"]]
    return {**sheets, "Petunjuk": guide}


def far_apart() -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("Inovasi")
    sheet.write(0, 0, "Nama Inovasi")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    return out.getvalue()


def said(client: Any, data: bytes, name: str = "isian.xlsx") -> str:
    before = SheetImport.objects.count()
    answer = sent(client, data, name)
    assert answer.status_code in {400, 413, 422}, answer.status_code
    assert SheetImport.objects.count() == before
    return str(answer.context["form"].errors["file"][0])


def test_wrong_files_get_a_clear_sentence(world: World) -> None:
    client = world.client("oki")
    sheets = opened(template(client))
    assert "kosong" in said(client, b"")
    assert "kosong" in said(client, b"\xef\xbb\xbf\r\n", "a.csv")
    assert "kosong" in said(client, book_of({"Inovasi": []}))
    assert "yang dapat" in said(client, b"%PDF-1.7 x", "isian.pdf").lower()
    assert "kata sandi" in said(client, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "rusak" in said(client, b"PK\x03\x04 nothing")
    assert "terlalu besar" in said(client, far_apart()).lower()
    assert "Petunjuk" in said(client, book_of({"Inovasi": sheets["Inovasi"]}))
    assert "Inovasi" in said(client, book_of({"Petunjuk": sheets["Petunjuk"]}))
    assert "edisi “iga-2023”" in said(client, book_of(guide_with(sheets, "Edisi", "iga-2023")))
    assert "berubah" in said(client, book_of(guide_with(sheets, "Sidik jari pedoman", "0" * 64)))
    assert "“Nama Inovasi” tidak ada" in said(
        client, book_of(without_column(sheets, "Inovasi", "Nama Inovasi"))
    )
    assert "Kode" in said(client, book_of(without_column(sheets, "Isian", "Kode")))
    twice = {**sheets, "Inovasi": [[*row, row[2]] for row in sheets["Inovasi"]]}
    assert "dua kali" in said(client, book_of(twice))
    assert "belum diisi" in said(client, book_of(sheets))


def test_ten_thousand_rows_are_too_many(world: World) -> None:
    client = world.client("oki")
    sheets = opened(template(client))
    width = len(sheets["Inovasi"][0])
    sheets["Inovasi"] += [["", "", f"Inovasi {number}", *[""] * (width - 3)] for number in range(10_000)]
    assert "Terlalu banyak baris" in said(client, saved(sheets))
    text = "Nama Inovasi\r\n" + "x\r\n" * (reading_cells.MOST_ROWS + 1)
    assert "Terlalu banyak baris" in said(client, text.encode(), "a.csv")


def test_too_many_changes_at_once_are_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_CHANGES", 2)
    assert "paling banyak 2" in said(world.client("oki"), b"Nama Inovasi\r\nA\r\nB\r\nC\r\n", "a.csv")


def test_csv_comes_in_as_spreadsheet_programs_write_it(world: World) -> None:
    innovation = world.innovation("oki", title="=Antar", tujuan="Lama", hasil="Tetap")
    client = world.client("oki")
    data = b"".join(client.get("/bank/lembar.csv").streaming_content)
    assert sent(client, data, "bank.csv").status_code == 200
    sheet = SheetImport.objects.latest("pk")
    assert sheet.plan["problems"] == [] and sheet.changes_nothing and "Keadaan" in sheet.plan["unknown"]
    text = f"Nomor;Nama Inovasi;Tujuan Inovasi Daerah;Hasil Inovasi\r\n{innovation.pk};;Café;\r\n;Baru;x;\r\n"
    sent(client, text.encode("cp1252"), "bank.csv")
    sheet = SheetImport.objects.latest("pk")
    assert sheet.plan["problems"] == []
    client.post(f"/lembar/{sheet.pk}/simpan/", {"digest": sheet.digest})
    innovation.refresh_from_db()
    assert (innovation.title, innovation.profile["tujuan"], innovation.profile["hasil"]) == (
        "=Antar",
        "Café",
        "Tetap",
    )
    assert Innovation.objects.filter(title="Baru", department=innovation.department).count() == 1


def test_rows_come_as_csv_too(world: World) -> None:
    entry, client = world.entry("oki"), world.client("oki")
    text = f"Kode,Nomor,Jawaban 1\nsid-17,{entry.innovation_id},12\n"
    sent(client, text.encode("utf-16"), "isian.csv")
    sheet = SheetImport.objects.latest("pk")
    assert sheet.plan["problems"] == [] and len(sheet.plan["answered"]) == 1


def an_answer(world: World, name: str = "oki") -> tuple[Any, SheetImport, Entry]:
    """A form with one answer, sent in and not yet confirmed."""
    entry, client = world.entry("oki"), world.client(name)
    sheets = opened(template(client))
    row = row_of(sheets, "Isian", Nomor=str(entry.innovation_id), Kode="sid-17")
    put(sheets, "Isian", row, Jawaban_1=12)
    sent(client, saved(sheets))
    return client, SheetImport.objects.latest("pk"), entry


def confirmed(client: Any, sheet: SheetImport) -> int:
    return int(client.post(f"/lembar/{sheet.pk}/simpan/", {"digest": sheet.digest}).status_code)


def test_what_was_previewed_is_what_is_done_or_nothing(world: World) -> None:
    client, sheet, entry = an_answer(world)
    assert sheet.plan["problems"] == []
    save_claim(entry, indicator_in(entry, "sid-17"), facts={"people": 1}, version=0, by=world.actor("citra"))
    answer = client.post(f"/lembar/{sheet.pk}/simpan/", {"digest": sheet.digest})
    assert answer.status_code == 409 and "berubah sejak pratinjau" in answer.content.decode()
    assert Claim.objects.get().facts == {"people": 1}
    sheet.refresh_from_db()
    assert sheet.has_problems and not sheet.is_applied


def test_looking_again_shows_what_became_of_it(world: World) -> None:
    client, sheet, entry = an_answer(world)
    save_claim(entry, indicator_in(entry, "sid-17"), facts={"people": 12}, version=0, by=world.actor("citra"))
    client.post(f"/lembar/{sheet.pk}/periksa/")
    sheet.refresh_from_db()
    assert sheet.changes_nothing and not sheet.has_problems


def test_a_form_that_the_rules_outlived_says_so(world: World) -> None:
    client, sheet, _entry = an_answer(world)
    Edition.objects.update(rulebook=pin("iga-2023"))
    for step in ("periksa", "simpan"):
        answer = client.post(f"/lembar/{sheet.pk}/{step}/", {"digest": sheet.digest})
        assert answer.status_code == 422 and "Unduh templat baru" in answer.content.decode()
    assert not Claim.objects.exists()


def test_twice_is_once(world: World) -> None:
    client, sheet, _entry = an_answer(world)
    assert (confirmed(client, sheet), confirmed(client, sheet)) == (302, 409)
    assert Claim.objects.get().version == 1
    assert AuditEvent.objects.filter(verb="sheet.import").count() == 1


def test_an_action_that_says_no_undoes_everything(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = world.client("oki")
    sheets = opened(template(client))
    put(sheets, "Inovasi", 3, Nama_Inovasi="Baru")
    put(
        sheets,
        "Isian",
        row_of(sheets, "Isian", Nama_inovasi="", Kode="sid-17"),
        Nama_inovasi="Baru",
        Jawaban_1=3,
    )
    sent(client, saved(sheets))
    sheet = SheetImport.objects.latest("pk")

    def no(*_arguments: Any, **_options: Any) -> None:
        raise Refused("Tidak.", 409)

    monkeypatch.setattr(importing, "save_claim", no)
    assert confirmed(client, sheet) == 409
    assert not Innovation.objects.exists() and not Entry.objects.exists()
    assert not AuditEvent.objects.filter(verb__in=["sheet.import", "innovation.create"]).exists()


@pytest.mark.parametrize("phase", "CVP")
def test_after_the_end_only_the_bank_takes_changes(world: World, phase: str) -> None:
    client, sheet, entry = an_answer(world)
    world.to_phase(phase)
    assert confirmed(client, sheet) == 409 and not Claim.objects.exists()
    text = f"Nomor,Tujuan Inovasi Daerah\n{entry.innovation_id},Sesudahnya\n"
    sheets = f"Nama Inovasi,{text.splitlines()[0]}\n,{text.splitlines()[1]}\n"
    sent(client, sheets.encode(), "bank.csv")
    later = SheetImport.objects.latest("pk")
    assert later.pk != sheet.pk and confirmed(client, later) == 302
    assert Innovation.objects.get().profile["tujuan"] == "Sesudahnya"


@pytest.mark.parametrize(("state", "of"), [("sent", Entry), ("accepted", Entry), ("submitted", Report)])
def test_what_was_handed_over_is_not_changed(world: World, state: str, of: Any) -> None:
    client, sheet, _entry = an_answer(world)
    of.objects.update(state=state)
    assert confirmed(client, sheet) == 409
    sheet.refresh_from_db()
    assert "statusnya sekarang" in sheet.plan["problems"][0]["wrong"]


@pytest.mark.parametrize("name", ["otto", "citra", "candra", "hana", "ayu"])
def test_a_sheet_is_its_own_person_s(world: World, name: str) -> None:
    _client, sheet, _entry = an_answer(world)
    other = world.client(name)
    for answer in (
        other.get(f"/lembar/{sheet.pk}/"),
        other.post(f"/lembar/{sheet.pk}/simpan/", {"digest": sheet.digest}),
        other.post(f"/lembar/{sheet.pk}/periksa/"),
    ):
        assert answer.status_code in {403, 404}
    assert not Claim.objects.exists()


def test_the_head_takes_along_but_sends_nothing_in(world: World) -> None:
    client = world.client("hana")
    assert "Unduh templat" in client.get("/lembar/").content.decode()
    assert opened(template(client))["Petunjuk"]
    upload = SimpleUploadedFile("a.csv", b"Nama Inovasi\nX\n")
    assert client.post("/lembar/masukkan/", {"file": upload}).status_code == 403


def test_an_operator_reaches_only_the_own_department(world: World) -> None:
    entry = world.entry("otto", title="Milik Otto")
    neighbour = world.innovation("omar", title="Milik Omar")
    client = world.client("oki")
    sheets = opened(template(client))
    assert all("Milik" not in str(row) for name in ("Inovasi", "Isian") for row in sheets[name])
    for row, number in enumerate((entry.innovation_id, neighbour.pk), start=3):
        put(sheets, "Inovasi", row, Nomor=number, Nama_Inovasi="Rebut")
    row = row_of(sheets, "Isian", Nomor="", Kode="sid-17")
    put(sheets, "Isian", row, Nomor=str(entry.innovation_id), Jawaban_1=3)
    row = row_of(sheets, "Isian", Nomor="", Kode="sid-19")
    put(sheets, "Isian", row, Nomor="daerah", Kode="spd-02a", Jawaban_1=3)
    sent(client, saved(sheets))
    wrong = SheetImport.objects.latest("pk").plan["problems"]
    assert len(wrong) == 4 and not any("Milik" in str(one) for one in wrong)


def test_the_pages_lead_to_the_form(world: World) -> None:
    client = world.client("oki")
    world.entry("oki")
    assert 'href="/lembar/"' in client.get("/bank/").content.decode()
    assert 'href="/lembar/"' in client.get("/laporan/iga-2026/17.71/").content.decode()


def test_without_an_edition_there_is_no_form(world: World) -> None:
    world.to_phase("D")
    client = world.client("oki")
    assert "Belum ada edisi" in client.get("/lembar/").content.decode()
    assert client.get("/lembar/templat.xlsx").status_code == 409
