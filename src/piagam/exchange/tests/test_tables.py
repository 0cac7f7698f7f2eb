"""What is taken along: exactly the rows the asker may see, and no text that becomes a formula."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from piagam.audit.models import AuditEvent
from piagam.entries.actions import add_evidence, save_claim
from piagam.entries.models import Claim, EvidenceLink
from piagam.entries.queries import indicator_in
from piagam.exchange.sheets import reading_cells
from piagam.exchange.sheets.tables import MOST_SIGNS, disarmed, in_one_cell, rearmed
from piagam.innovations.actions import add_document
from piagam.innovations.models import Document
from piagam.uploads.tests.sending import a_pdf
from tests.cast import World

COMMANDS = ["=1+1", "+62 812", "-3,4", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PIAGAM_DATA_DIR = str(tmp_path / "data")


def sheet(client: Any, address: str) -> list[list[Any]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    data = b"".join(answer.streaming_content)
    if ".csv" in address:
        assert data.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def column(rows: list[list[Any]], words: str) -> list[Any]:
    return [row[rows[0].index(words)] for row in rows[1:]]


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_each_takes_along_the_bank_that_is_theirs(world: World, ending: str) -> None:
    for name in ("oki", "otto", "omar"):
        world.innovation(name, title=f"Milik {name}")
    seen = {
        name: set(column(sheet(world.client(name), f"/bank/lembar.{ending}"), "Nama Inovasi"))
        for name in ("oki", "citra", "hana", "candra")
    }
    both = {"Milik oki", "Milik otto"}
    assert seen == {"oki": {"Milik oki"}, "citra": both, "hana": both, "candra": {"Milik omar"}}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["putri", "vera", "qori", "ayu", "audi"])
def test_nobody_else_takes_a_bank_along(world: World, name: str) -> None:
    world.innovation("oki")
    client = world.client(name)
    assert {client.get(f"/{one}/lembar.xlsx").status_code for one in ("bank", "dokumen")} <= {403, 404}


@pytest.mark.django_db
def test_taking_along_is_recorded(world: World) -> None:
    sheet(world.client("oki"), "/bank/lembar.csv")
    assert AuditEvent.objects.filter(verb="read.sheet.export", actor_id=world.user("oki").pk).count() == 1


@pytest.mark.django_db
def test_the_bank_is_narrowed_as_on_the_page(world: World) -> None:
    for title in ("Antar Akta", "Posyandu Keliling"):
        world.innovation("oki", title=title)
    rows = sheet(world.client("oki"), "/bank/lembar.csv?q=posyandu")
    assert column(rows, "Nama Inovasi") == ["Posyandu Keliling"]


@pytest.mark.django_db
def test_profiles_come_with_words_days_and_documents(world: World) -> None:
    document = Document.objects.create(region_id="17.71", subject="DPA 2025", number="9/2025")
    world.innovation(
        "oki", jenis="digital", waktu_penerapan="2025-03-31", anggaran={"document": document.pk},
        urusan_lain=["kesehatan", "kependudukan"],
    )  # fmt: skip
    rows = sheet(world.client("oki"), "/bank/lembar.xlsx")
    assert column(rows, "Jenis Inovasi") == ["Digital"]
    assert str(column(rows, "Waktu Inovasi Daerah Diterapkan")[0]) == "2025-03-31"
    assert "DPA 2025 (9/2025)" in rows[1]
    assert len(column(rows, "Urusan lain yang beririsan")[0].split("; ")) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("text", COMMANDS)
def test_no_text_becomes_a_formula(world: World, text: str) -> None:
    world.innovation("oki", title=text)
    client = world.client("oki")
    assert column(sheet(client, "/bank/lembar.csv"), "Nama Inovasi") == [f"'{text}"]
    data = b"".join(client.get("/bank/lembar.xlsx").streaming_content)
    assert b"<f>" not in xml_of(data)
    assert column(sheet(client, "/bank/lembar.xlsx"), "Nama Inovasi") == [text]


def xml_of(data: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


@given(st.text())
def test_disarming_can_be_taken_back(text: str) -> None:
    assert rearmed(disarmed(text)) == text
    assert disarmed(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


def test_a_text_too_long_for_a_cell_says_so() -> None:
    assert in_one_cell("a" * MOST_SIGNS) == "a" * MOST_SIGNS
    cut = in_one_cell("😀" * MOST_SIGNS)
    assert len(cut.encode("utf-16-le")) // 2 <= MOST_SIGNS and "terpotong" in cut


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_library_comes_with_own_and_regional_documents(world: World, ending: str) -> None:
    dukcapil, health = (world.memberships[name].department for name in ("oki", "otto"))
    for owner, subject in ((dukcapil, "Dukcapil"), (health, "Kesehatan"), (None, "Daerah")):
        Document.objects.create(region_id="17.71", department=owner, subject=subject, dated="2025-02-03")
    Document.objects.create(region_id="17.06", subject="Mukomuko")
    Document.objects.create(
        region_id="17.71", department=dukcapil, subject="Lama", retired_at=world.edition.opens_at
    )
    rows = sheet(world.client("oki"), f"/dokumen/lembar.{ending}")
    assert set(column(rows, "Tentang")) == {"Dukcapil", "Daerah"}
    assert str(column(rows, "Tanggal")[0]) == "2025-02-03"
    assert column(sheet(world.client("oki"), f"/dokumen/lembar.{ending}?istirahat=on"), "Tentang") == ["Lama"]
    assert len(sheet(world.client("citra"), f"/dokumen/lembar.{ending}")) == 4


@pytest.mark.django_db
def test_the_rows_of_an_entry_come_with_answers_and_evidence(world: World) -> None:
    entry, oki = world.entry("oki"), world.actor("oki")
    row = indicator_in(entry, "sid-16")
    save_claim(entry, row, facts={"choice": "perkada"}, version=0, by=oki)
    document = add_document(
        oki, region=world.regions["17.71"], department=entry.department, subject="=SK",
        upload=SimpleUploadedFile("sk.pdf", a_pdf(1)),
    )  # fmt: skip
    add_evidence(entry, row, document, pages="", by=oki)
    rows = sheet(world.client("oki"), f"/entri/{entry.pk}/isian.csv")
    codes = column(rows, "Kode")
    assert len(codes) == 20 and codes[0] == "sid-16"
    assert column(rows, "Tingkat")[:2] == ["2", ""] and column(rows, "Bukti")[0] == "'=SK"
    assert "erkada" in column(rows, "Jawaban")[0] or "Kepala Daerah" in column(rows, "Jawaban")[0]
    assert sheet(world.client("hana"), f"/entri/{entry.pk}/isian.xlsx")[1][5] == 2


@pytest.mark.django_db
def test_the_whole_report_comes_as_one_sheet_to_each_as_far_as_they_see(world: World) -> None:
    mine, theirs = world.entry("oki", title="Milik Oki"), world.entry("otto", title="Milik Otto")
    for entry, name in ((mine, "oki"), (theirs, "otto")):
        row = indicator_in(entry, "sid-17")
        save_claim(entry, row, facts={"people": 12}, version=0, by=world.actor(name))
    address = "/laporan/iga-2026/17.71/isian.csv"
    rows = sheet(world.client("oki"), address)
    assert set(column(rows, "Nama inovasi")) == {"Milik Oki"} and len(rows) == 21
    assert column(rows, "Tingkat").count("2") + column(rows, "Tingkat").count("3") == 1
    names = column(sheet(world.client("hana"), address.replace("csv", "xlsx")), "Nama inovasi")
    assert [names.count(one) for one in ("Milik Oki", "Milik Otto", "Kota Bengkulu")] == [20, 20, 20]
    assert world.client("candra").get(address).status_code == 404
    assert world.client("omar").get(address).status_code == 404
    assert sheet(world.client("candra"), "/laporan/iga-2026/17.06/isian.csv")[1][1] == "Kabupaten Mukomuko"


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "status"), [("otto", 404), ("candra", 404), ("vera", 403), ("ayu", 403)])
def test_rows_of_others_stay_with_them(world: World, name: str, status: int) -> None:
    entry = world.entry("oki")
    assert world.client(name).get(f"/entri/{entry.pk}/isian.csv").status_code in {status, 404}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/bank/lembar.csv", "/dokumen/lembar.csv", "/laporan/iga-2026/17.71/isian.csv"]
)
def test_taking_along_costs_the_same_for_one_and_three_rows(world: World, address: str) -> None:
    client = world.client("citra")

    def cost() -> int:
        sheet(client, address)
        with CaptureQueriesContext(connection) as seen:
            sheet(client, address)
        return len(seen)

    def more(number: int) -> None:
        document = Document.objects.create(region_id="17.71", subject=f"SK {number}")
        entry = world.entry("oki", title=f"Antar {number}", anggaran={"document": document.pk})
        claim = Claim.objects.create(report=entry.report, entry=entry, indicator="sid-16", level=1)
        EvidenceLink.objects.create(claim=claim, document=document)

    more(1)
    one = cost()
    more(2)
    more(3)
    assert cost() == one


@pytest.mark.django_db
def test_the_pages_lead_to_their_sheets(world: World) -> None:
    entry = world.entry("oki")
    Document.objects.create(region_id="17.71", department=entry.department, subject="SK")
    client = world.client("oki")
    assert "/bank/lembar.xlsx?q=antar" in client.get("/bank/?q=antar").content.decode()
    assert "/dokumen/lembar.csv?q=sk" in client.get("/dokumen/?q=sk").content.decode()
    assert f"/entri/{entry.pk}/isian.xlsx" in client.get(f"/entri/{entry.pk}/").content.decode()


@pytest.mark.django_db
def test_headings_are_english_for_who_reads_english(world: World) -> None:
    world.innovation("oki", jenis="non-digital")
    client = world.client("oki")
    client.cookies["django_language"] = "en"
    rows = sheet(client, "/bank/lembar.csv")
    assert column(rows, "Kind of innovation") == ["Non-digital"]


def test_a_stranger_s_cells_are_read_within_limits(tmp_path: Path) -> None:
    import datetime

    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    first = book.add_worksheet("Satu")
    first.write_row(0, 0, ["a", 1, 2.5, True])
    first.write_datetime(1, 0, datetime.date(2025, 3, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
    book.add_worksheet("Dua").write(reading_cells.MOST_ROWS, 0, "x")
    book.close()
    assert reading_cells.main(str(tmp_path / "a.xlsx")) == {"wrong": "too_many"}
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 nothing")
    assert reading_cells.main(str(tmp_path / "b.xlsx")) == {"wrong": "broken"}
    book = xlsxwriter.Workbook(str(tmp_path / "c.xlsx"))
    sheet = book.add_worksheet("Satu")
    sheet.write_row(0, 0, ["a", 1, 2.5, True])
    sheet.write_datetime(1, 0, datetime.date(2025, 3, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
    book.close()
    rows = reading_cells.main(str(tmp_path / "c.xlsx"))["sheets"]["Satu"]
    assert rows[0] == ["a", 1.0, 2.5, True] and rows[1][0] == {"day": "2025-03-31"}
