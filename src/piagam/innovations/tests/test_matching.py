"""Finding innovations: words, filters, order, counts; the summaries behind them; filters with a name."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from piagam.audit.models import AuditEvent
from piagam.innovations.models import Innovation, SavedFilter, Summary
from piagam.innovations.outlook import outlook_of, sentences_of
from piagam.innovations.queries import BankFilters, innovations_matching, units_under
from piagam.innovations.rules import rules_now
from piagam.innovations.tests.conftest import version_of
from piagam.regions.models import Department
from tests.cast import World

WORDS = "kata " * 300
WHOLE: dict[str, Any] = {
    "tahapan": "penerapan", "inisiator": "opd", "jenis": "digital", "bentuk": "tata-kelola",
    "urusan_utama": "kesehatan", "waktu_uji_coba": "2024-01-01", "waktu_penerapan": "2024-05-01",
    "rancang_bangun": WORDS, "tujuan": "a", "manfaat": "b", "hasil": "c",
}  # fmt: skip


def titles(world: World, query: str, who: str = "citra") -> list[str]:
    page = world.client(who).get(f"/bank/?{query}")
    assert page.status_code == 200
    return [row["innovation"].title for row in page.context["rows"]]


@pytest.mark.parametrize(
    ("changed", "code", "first", "says"),
    [
        ({}, "ready", date(2024, 5, 1), "Layak untuk IGA 2026 sejak 1 Mei 2024."),
        ({"rancang_bangun": "pendek"}, "lacking", date(2024, 5, 1), "begitu isiannya lengkap"),
        ({"tujuan": ""}, "lacking", date(2024, 5, 1), "Satu isian masih perlu dilengkapi."),
        ({"waktu_penerapan": "2025-12-31"}, "ready", date(2025, 12, 31), "sejak 31 Desember 2025"),
        ({"waktu_penerapan": "2026-01-01"}, "later", date(2027, 1, 1), "Tanggal pertama yang layak: 1 Januari 2027"),
        ({"waktu_penerapan": "2028-02-29"}, "later", date(2029, 1, 1), "untuk penilaian 2029"),
        ({"waktu_penerapan": "2019-03-01", "waktu_uji_coba": "2019-01-01"}, "not-yet", None, ""),
        ({"waktu_penerapan": "2019-03-01", "waktu_uji_coba": "2019-01-01", "waktu_pengembangan": "2024-02-01"},
         "ready", date(2024, 2, 1), "sejak 1 Februari 2024"),
        ({"waktu_penerapan": ""}, "not-yet", None, "Satu isian"),
        ({"tahapan": "uji-coba"}, "not-yet", None, ""),
    ],
)  # fmt: skip
def test_the_first_eligible_date_is_said(
    world: World, changed: dict[str, str], code: str, first: date | None, says: str
) -> None:
    rules = rules_now()
    assert rules
    found = outlook_of(rules, {"nama": "Antar Akta", **WHOLE, **changed})
    assert (found.code, found.first_date) == (code, first)
    assert says in " ".join(sentences_of(rules, found))


def test_words_are_found_in_title_and_texts(world: World) -> None:
    world.innovation("oki", title="Antar Akta", tujuan="Menjemput warga LANSIA di rumah")
    world.innovation("oki", title="Lain")
    assert titles(world, "q=lansia") == ["Antar Akta"] == titles(world, "q=rumah+antar")
    assert titles(world, "q=tujuan") == []


def test_every_filter_narrows_and_stands_in_the_address(world: World) -> None:
    world.innovation("oki", title="Lengkap", **WHOLE)
    world.innovation("oki", title="Baru", **WHOLE | {"waktu_penerapan": "2026-02-01", "jenis": "non-digital"})
    world.entry("otto", title="Ikut")
    assert titles(world, "kelayakan=ready") == ["Lengkap"]
    assert titles(world, "kelayakan=later") == ["Baru"]
    assert titles(world, "jenis=digital") == ["Lengkap"]
    assert titles(world, "jenis=-") == ["Ikut"]
    assert titles(world, "urusan_utama=kesehatan&jenis=non-digital") == ["Baru"]
    assert titles(world, "edisi=ikut:iga-2026") == ["Ikut"]
    assert set(titles(world, "edisi=tidak:iga-2026")) == {"Lengkap", "Baru"}
    assert titles(world, "sampai=2024-12-31") == ["Lengkap"]
    assert titles(world, "urut=layak") == ["Lengkap", "Baru", "Ikut"]
    assert titles(world, "urut=kurang")[0] == "Ikut" and titles(world, "urut=lengkap")[-1] == "Ikut"
    assert len(titles(world, "perangkat=x&edisi=ikut:x&sampai=kemarin&kelayakan=x")) == 3
    page = world.client("citra").get("/bank/?jenis=digital&halaman=1")
    assert page.context["query"] == "jenis=digital" and [chip["name"] for chip in page.context["chips"]] == [
        "jenis"
    ]
    assert {tab["code"]: tab["count"] for tab in page.context["tabs"]} == {
        "": 1, "ready": 1, "lacking": 0, "later": 0, "not-yet": 0,
    }  # fmt: skip


def test_a_department_counts_with_its_units(world: World) -> None:
    office = world.departments["17.71", "Dinas Kesehatan"]
    clinic = Department.objects.create(region=office.region, name="Puskesmas Padang", parent=office)
    post = Department.objects.create(region=office.region, name="Pustu Anggut", parent=clinic)
    Innovation.objects.create(region=office.region, department=post, title="Di Pustu")
    world.innovation("oki", title="Lain")
    assert sorted(units_under(office.pk)) == sorted([office.pk, clinic.pk, post.pk])
    assert titles(world, f"perangkat={office.pk}") == ["Di Pustu"] == titles(world, f"perangkat={clinic.pk}")


def test_a_summary_follows_what_is_written_and_the_rulebook(world: World) -> None:
    innovation = world.innovation("oki", **WHOLE | {"tujuan": ""})
    citra = world.actor("citra")
    assert innovations_matching(citra, BankFilters(outlook="lacking")).count() == 1
    sent = {"field": "tujuan", "tujuan": "Dekat", "version": version_of(innovation, "tujuan")}
    world.client("oki").post(f"/bank/{innovation.pk}/simpan/", sent, HTTP_ACCEPT="application/json")
    assert innovations_matching(citra, BankFilters(outlook="ready")).count() == 1
    Summary.objects.update(judged_by="rulebook of last year", outlook="later")
    assert innovations_matching(citra, BankFilters(outlook="ready")).count() == 1


def test_the_tables_add_up_and_every_number_leads_to_its_list(world: World) -> None:
    world.innovation("oki", title="Satu", **WHOLE)
    world.innovation("oki", title="Dua", **WHOLE | {"tujuan": "", "jenis": "non-digital"})
    world.innovation("otto", title="Tiga")
    world.innovation("otto", title="Gone", jenis="analog")
    client = world.client("citra")
    tables = client.get("/bank/rekap/").context["tables"]
    assert [table["name"] for table in tables[:3]] == ["perangkat", "klasifikasi", "tahapan"]
    for table in tables:
        assert table["sum"][0].number == 4
        for column in range(5):
            numbers = [line["cells"][column].number for line in table["lines"]]
            assert sum(numbers) == table["sum"][column].number
        for line in table["lines"]:
            assert line["cells"][0].number == sum(cell.number for cell in line["cells"][1:])
    for cell in (
        cell for table in tables for line in table["lines"] for cell in line["cells"] if cell.number
    ):
        assert client.get(cell.url).context["page"].paginator.count == cell.number, cell.url
    narrowed = client.get("/bank/rekap/?jenis=digital").context["tables"]
    assert narrowed[0]["sum"][0].number == 1 and "jenis=digital" in narrowed[0]["sum"][0].url


def test_a_filter_is_kept_under_a_name_and_shared_if_wanted(world: World) -> None:
    client = world.client("citra")
    sent = {"nama": "  Digital ", "saringan": "jenis=digital&halaman=2&x=y"}
    answer = client.post("/bank/saringan/", sent)
    kept = SavedFilter.objects.get()
    assert answer.status_code == 302 and answer["Location"] == "/bank/?jenis=digital"
    assert (kept.name, kept.query, kept.is_shared) == ("Digital", "jenis=digital", False)
    assert AuditEvent.objects.filter(verb="bank_filter.keep").count() == 1
    assert "Digital</a>" in client.get("/bank/").content.decode()
    assert not world.client("hana").get("/bank/").context["saved"]
    client.post("/bank/saringan/", {**sent, "bersama": "1"})
    assert SavedFilter.objects.count() == 1
    assert [one.name for one in world.client("hana").get("/bank/").context["saved"]] == ["Digital"]
    assert not world.client("candra").get("/bank/").context["saved"]
    assert world.client("hana").post(f"/bank/saringan/{kept.pk}/hapus/").status_code == 404
    assert client.post(f"/bank/saringan/{kept.pk}/hapus/").status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "sent", [{"nama": "", "saringan": "q=a"}, {"nama": "x" * 81, "saringan": "q=a"}, {"nama": "x"}, {}]
)
def test_a_filter_without_name_or_content_is_refused(world: World, sent: dict[str, str]) -> None:
    assert world.client("oki").post("/bank/saringan/", sent).status_code == 422
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("tujuan", "x" * 60_001, "60000"),
        ("waktu_penerapan", "31/02/2025", "Ini bukan tanggal"),
        ("waktu_penerapan", "2025-13-01", "Ini bukan tanggal"),
        ("waktu_penerapan", "kemarin", "Ini bukan tanggal"),
        ("jenis", "analog", "Pilih salah satu"),
        ("koordinat", "utara", "lintang"),
        ("nama", " ", "perlu nama"),
        ("kematangan", "1", "tidak dikenal"),
        ("x", "1", "tidak dikenal"),
        ("", "", "tidak dikenal"),
    ],
)
def test_what_cannot_be_kept_is_said_and_not_kept(world: World, field: str, typed: str, says: str) -> None:
    innovation = world.innovation("oki")
    before = dict(innovation.profile)
    sent = {"field": field, field or "leer": typed, "version": version_of(innovation, field)}
    answer = world.client("oki").post(f"/bank/{innovation.pk}/simpan/", sent, HTTP_ACCEPT="application/json")
    assert answer.status_code == 422 and says in answer.content.decode()
    innovation.refresh_from_db()
    assert innovation.profile == before


def test_a_script_whose_sign_in_ended_is_told_where_to_sign_in(world: World, client: Client) -> None:
    innovation = world.innovation("oki")
    answer = client.post(
        f"/bank/{innovation.pk}/simpan/", {"field": "tujuan"}, HTTP_ACCEPT="application/json"
    )
    assert answer.status_code == 401 and answer.json()["code"] == "sign-in"
    assert answer.json()["sign_in"] == "/masuk/"


def test_nothing_is_saved_in_the_name_of_another_person(world: World) -> None:
    innovation = world.innovation("oki")
    sent = {"field": "tujuan", "tujuan": "Punya Oki", "version": version_of(innovation, "tujuan")}
    whose = {"HTTP_ACCEPT": "application/json", "HTTP_X_PIAGAM_PERSON": str(world.user("oki").pk)}
    answer = world.client("citra").post(f"/bank/{innovation.pk}/simpan/", sent, **whose)
    assert answer.status_code == 409 and answer.json()["code"] == "another-person"
    assert world.client("oki").post(f"/bank/{innovation.pk}/simpan/", sent, **whose).status_code == 200


def test_a_script_without_cookies_is_led_to_the_sign_in_too(world: World) -> None:
    innovation = world.innovation("oki")
    strict = Client(enforce_csrf_checks=True)
    sent = {"field": "tujuan", "tujuan": "x"}
    answer = strict.post(f"/bank/{innovation.pk}/simpan/", sent, HTTP_ACCEPT="application/json")
    assert answer.status_code == 401 and answer.json()["sign_in"] == "/masuk/"
