"""A form goes out, is filled in, comes back: the same values, all of it or nothing, and every mistake in words."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from piagam.audit.models import AuditEvent
from piagam.entries.actions import save_claim
from piagam.entries.models import Claim, Entry
from piagam.entries.queries import indicator_in
from piagam.exchange.models import SheetImport
from piagam.exchange.tests.filling import opened, put, row_of, saved, sent, template
from piagam.innovations.actions import save_fields
from piagam.innovations.models import Document, FieldChange, Innovation
from piagam.innovations.values import stamp_of
from tests.cast import World

pytestmark = pytest.mark.django_db
NASTY = {
    "rancang_bangun": "=cmd|' /C calc'!A0\n  baris dua  \n\nakhir\n",
    "tujuan": "-3,4 @x 😀 <b>&amp;</b> _x000D_ '=\t",
    "manfaat": "+62 812",
    "hasil": "'petik",
    "nama_inisiator": 'Ibu "Ani"; Pak O\'Neil',
}
PROFILE = {
    **NASTY, "klasifikasi": "desa", "tahapan": "penerapan", "jenis": "digital", "urusan_utama": "kesehatan",
    "urusan_lain": ["kependudukan", "kesehatan"], "waktu_uji_coba": "2024-01-02", "waktu_penerapan": "2025-03-31",
    "koordinat": "-3.7956, 102.2592",
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PIAGAM_DATA_DIR = str(tmp_path / "data")


def newest() -> SheetImport:
    found = SheetImport.objects.first()
    assert found is not None
    return found


def take_in(client: Any, sheet: SheetImport | None = None) -> Any:
    one = sheet or newest()
    return client.post(f"/lembar/{one.pk}/simpan/", {"digest": one.digest}, follow=True)


def rows() -> list[Any]:
    """Everything that an import may touch."""
    return [list(model.objects.order_by("pk").values()) for model in (Innovation, FieldChange, Entry, Claim)]


def problems(sheet: SheetImport | None = None) -> list[tuple[str, int, str, str]]:
    found = (sheet or newest()).plan["problems"]
    return [(one["sheet"], one["row"], one["column"], one["wrong"]) for one in found]


def everything(world: World) -> Entry:
    """An innovation with every kind of value, entered, with every kind of answer."""
    document = Document.objects.create(region_id="17.71", subject="DPA", number="1/2025")
    entry = world.entry("oki", **PROFILE, anggaran={"document": document.pk})
    oki = world.actor("oki")
    for code, facts in ANSWERS.items():
        save_claim(entry, indicator_in(entry, code), facts=facts, version=0, by=oki)
    return entry


ANSWERS: dict[str, dict[str, Any]] = {
    "sid-16": {"choice": "perkada"},
    "sid-17": {"people": 1250},
    "sid-29": {"basis": "ada", "part": "12.5", "whole": "20"},
}


def test_a_form_sent_back_untouched_changes_nothing(world: World) -> None:
    everything(world)
    client = world.client("oki")
    data = template(client)
    before = rows()
    page = sent(client, data)
    assert page.status_code == 200 and "sudah sama" in page.content.decode()
    plan = newest().plan
    assert (plan["problems"], plan["same_innovations"], plan["same_rows"]) == ([], 1, 20)
    assert newest().changes_nothing and rows() == before


def test_the_same_after_any_program_saved_it_again_and_in_english(world: World) -> None:
    everything(world)
    client = world.client("citra")
    client.cookies["django_language"] = "en"
    data = saved(opened(template(client)))
    client.cookies["django_language"] = "id"
    sent(client, data)
    assert newest().plan["problems"] == [] and newest().changes_nothing
    assert newest().plan["same_rows"] == 40


def test_a_round_trip_into_an_empty_bank_brings_the_same_values(world: World) -> None:
    entry = everything(world)
    client = world.client("oki")
    sheets = opened(template(client))
    facts = dict(Claim.objects.values_list("indicator", "facts"))
    levels = dict(Claim.objects.values_list("indicator", "level"))
    Claim.objects.all().delete()
    entry.delete()
    Innovation.objects.all().delete()
    for name in ("Inovasi", "Isian"):  # the form's rows as new ones: neither numbers nor marks
        for row in range(3, len(sheets[name]) + 1):
            put(sheets, name, row, Nomor="", Jejak="")
    sent(client, saved(sheets))
    assert problems() == []
    assert (len(newest().plan["made"]), newest().plan["entered"]) == (1, ["Antar Akta"])
    assert not Innovation.objects.exists()
    page = take_in(client)
    assert "Lembar isian dimasukkan" in page.content.decode()
    made = Innovation.objects.get()
    expected = {**PROFILE, "nama": "Antar Akta", "urusan_lain": ["kesehatan", "kependudukan"]}
    assert {code: sorted(v) if isinstance(v, list) else v for code, v in made.profile.items()} == {
        code: sorted(v) if isinstance(v, list) else v for code, v in expected.items()
    }
    assert dict(Claim.objects.values_list("indicator", "facts")) == facts
    assert dict(Claim.objects.values_list("indicator", "level")) == levels
    assert made.changes.filter(by=world.user("oki")).count() == len(expected)
    event = AuditEvent.objects.get(verb="sheet.import")
    assert '"made":1' in event.data.replace(" ", "") and event.region_code == "17.71"


def test_new_innovations_and_answers_come_in_together(world: World) -> None:
    client = world.client("citra")
    sheets = opened(template(client))
    put(sheets, "Inovasi", 3, Perangkat_daerah="dinas kesehatan ", Nama_Inovasi="Gerai Sehat",
        Jenis_Inovasi="non digital", Urusan_lain_yang_beririsan="Kesehatan; kependudukan",
        Waktu_Uji_Coba_Inovasi_Daerah="31/12/2024")  # fmt: skip
    row = row_of(sheets, "Isian", Nama_inovasi="", Kode="sid-17")
    put(sheets, "Isian", row, Nama_inovasi="gerai  sehat", Jawaban_1="1.250")
    row = row_of(sheets, "Isian", Nomor="daerah", Kode="spd-05b")
    put(sheets, "Isian", row, Jawaban_1="5,91%")
    sent(client, saved(sheets))
    assert problems() == []
    take_in(client)
    made = Innovation.objects.get(title="Gerai Sehat")
    assert made.department.name == "Dinas Kesehatan" and made.profile["waktu_uji_coba"] == "2024-12-31"
    assert (made.profile["jenis"], len(made.profile["urusan_lain"])) == ("non-digital", 2)
    entry = Entry.objects.get(innovation=made)
    assert entry.claims.get(indicator="sid-17").facts == {"people": 1250}
    assert Claim.objects.get(entry=None, indicator="spd-05b").facts == {"value": "5.91"}


def test_what_was_changed_elsewhere_meanwhile_is_never_overwritten(world: World) -> None:
    entry, client, citra = everything(world), world.client("oki"), world.actor("citra")
    sheets = opened(template(client))
    innovation = entry.innovation
    stamps = {code: stamp_of(PROFILE[code]) for code in ("manfaat", "hasil")}
    save_fields(innovation, {"manfaat": "Baru.", "hasil": "Lain."}, versions=stamps, by=citra)
    for code, facts in (("sid-16", {"choice": "sk-kepala-daerah"}), ("sid-17", {"people": 7})):
        row = indicator_in(entry, code)
        options = {option.code for field in row.answer.fields() for option in field.options}
        if "choice" in facts and facts["choice"] not in options:
            facts = {"choice": sorted(options - {"perkada"})[0]}
        save_claim(entry, row, facts=facts, version=1, by=citra)
    put(sheets, "Inovasi", 3, Tujuan_Inovasi_Daerah="Tujuan baru.", Manfaat_yang_Diperoleh="Milik saya.")
    put(sheets, "Isian", row_of(sheets, "Isian", Nomor=str(innovation.pk), Kode="sid-17"), Jawaban_1="9")
    sent(client, saved(sheets))
    found = problems()
    assert [one[2] for one in found] == ["Manfaat yang Diperoleh", "Jawaban 1"]
    assert all("Diubah orang lain" in one[3] for one in found) and "Baru." in found[0][3]
    before = rows()
    assert take_in(client).status_code == 409 and rows() == before


def test_what_nobody_touched_stays_the_newer_one(world: World) -> None:
    entry, client = everything(world), world.client("oki")
    data = template(client)
    save_fields(entry.innovation, {"hasil": "Lain."}, versions={"hasil": stamp_of(PROFILE["hasil"])},
                by=world.actor("citra"))  # fmt: skip
    save_claim(entry, indicator_in(entry, "sid-17"), facts={"people": 7}, version=1, by=world.actor("citra"))
    sent(client, data)
    assert problems() == [] and newest().changes_nothing


def test_an_emptied_cell_empties_and_a_missing_column_leaves(world: World) -> None:
    entry, client = everything(world), world.client("oki")
    sheets = opened(template(client))
    put(sheets, "Inovasi", 3, Hasil_Inovasi="")
    place = [str(one) for one in sheets["Inovasi"][0]].index("Nama Inisiator")
    for row in sheets["Inovasi"]:
        del row[place : place + 1]
    row = row_of(sheets, "Isian", Nomor=str(entry.innovation_id), Kode="sid-29")
    put(sheets, "Isian", row, Jawaban_1="", Jawaban_2="", Jawaban_3="")
    page = sent(client, saved(sheets))
    assert problems() == [] and "dikosongkan" in page.content.decode()
    take_in(client)
    profile = Innovation.objects.get().profile
    assert "hasil" not in profile and profile["nama_inisiator"] == PROFILE["nama_inisiator"]
    claim = Claim.objects.get(indicator="sid-29")
    assert (claim.facts, claim.level) == (None, None)


def test_a_mistake_in_a_new_innovation_is_told_once_and_its_answers_are_looked_at(world: World) -> None:
    client = world.client("oki")
    sheets = opened(template(client))
    put(sheets, "Inovasi", 3, Nama_Inovasi="Baru", Jenis_Inovasi="Analog")
    for code, said in (("sid-17", "5"), ("sid-22", "banyak")):
        row = row_of(sheets, "Isian", Nama_inovasi="", Kode=code)
        put(sheets, "Isian", row, Nama_inovasi="Baru", Jawaban_1=said)
    sent(client, saved(sheets))
    assert [one[2:] for one in problems()] == [
        ("Jenis Inovasi", "Pilih salah satu dari daftar; “Analog” tidak ada di dalamnya."),
        ("Jawaban 1", "Isi dengan angka saja, misalnya 1.250."),
    ]


def test_a_preview_costs_the_same_for_one_and_three_innovations(world: World) -> None:
    client = world.client("oki")

    def cost(number: int) -> int:
        for one in range(number):
            world.entry("oki", title=f"Antar {number} {one}")
        sheets = opened(template(client))
        for row in range(3, len(sheets["Isian"]) + 1):
            if sheets["Isian"][row - 1][0] and sheets["Isian"][row - 1][2] == "sid-17":
                put(sheets, "Isian", row, Jawaban_1="3")
                put(sheets, "Inovasi", 3, Tujuan_Inovasi_Daerah=f"Baru {number}")
        with CaptureQueriesContext(connection) as seen:
            sent(client, saved(sheets))
        assert problems() == [] and len(newest().plan["answered"]) >= number
        return len(seen)

    cost(1)
    one = cost(1)
    assert cost(3) == one


def test_every_mistake_is_named_and_nothing_is_half_taken_in(world: World) -> None:
    entry, client = everything(world), world.client("oki")
    sheets = opened(template(client))
    put(sheets, "Inovasi", 3, Jenis_Inovasi="Analog", Waktu_Uji_Coba_Inovasi_Daerah="31/02/2025")
    put(sheets, "Inovasi", 4, Nama_Inovasi="Baik", Perangkat_daerah="Dinas Kesehatan")
    put(sheets, "Inovasi", 5, Tujuan_Inovasi_Daerah="Tanpa nama")
    put(sheets, "Inovasi", 6, Nama_Inovasi="antar akta")
    put(sheets, "Inovasi", 7, Nama_Inovasi="Kembar")
    put(sheets, "Inovasi", 8, Nama_Inovasi="KEMBAR ")
    put(sheets, "Inovasi", 9, Nomor=999999, Nama_Inovasi="Siapa")
    put(sheets, "Inovasi", 10, Nama_Inovasi="x" * 301, Koordinat="91, 0")
    number = str(entry.innovation_id)
    expected = []
    for code, cells in (
        ("sid-16", {"Jawaban_1": "Perda tahun depan"}),
        ("sid-17", {"Jawaban_1": "12,5"}),
        ("sid-19", {"Jawaban_2": "lebih"}),
        ("sid-29", {"Jawaban_2": "1.234"}),
    ):
        row = row_of(sheets, "Isian", Nomor=number, Kode=code)
        put(sheets, "Isian", row, **cells)
        expected.append(("Isian", row, next(iter(cells)).replace("_", " ")))
    row = row_of(sheets, "Isian", Nomor="", Kode="sid-22")
    put(sheets, "Isian", row, Jawaban_1="3")
    put(sheets, "Isian", row + 1, Nama_inovasi="Tidak ada", Jawaban_1="3")
    put(sheets, "Isian", row + 2, Nama_inovasi="Antar Akta", Jawaban_1="3", Kode="sid-99")
    put(sheets, "Isian", row + 3, Nama_inovasi="Antar Akta", Jawaban_1="3", Kode="sid-17")
    before = rows()
    page = sent(client, saved(sheets)).content.decode()
    found = [one[:3] for one in problems()]
    assert found == [
        ("Inovasi", 3, "Jenis Inovasi"), ("Inovasi", 3, "Waktu Uji Coba Inovasi Daerah"),
        ("Inovasi", 4, "Perangkat daerah"), ("Inovasi", 5, "Nama Inovasi"), ("Inovasi", 6, "Nama Inovasi"),
        ("Inovasi", 8, "Nama Inovasi"), ("Inovasi", 9, "Nomor"),
        ("Inovasi", 10, "Nama Inovasi"), ("Inovasi", 10, "Koordinat"),
        *expected, ("Isian", row, "Nama inovasi"), ("Isian", row + 1, "Nama inovasi"),
        ("Isian", row + 2, "Kode"), ("Isian", row + 3, "Kode"),
    ]  # fmt: skip
    for words in (
        "Salah satu dari: Digital; Non Digital",
        "Ini bukan tanggal",
        "bilangan bulat",
        "Inovasi, baris 3",
    ):
        assert words in page
    assert "Simpan semuanya" not in page
    assert take_in(client).status_code == 409 and rows() == before
    assert not AuditEvent.objects.filter(verb="sheet.import").exists()
