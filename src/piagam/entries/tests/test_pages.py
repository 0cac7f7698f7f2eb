"""The pages: what they say, and that their queries do not grow with what they list."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from piagam.editions.models import Edition
from piagam.entries.actions import save_claim
from piagam.entries.models import Entry
from piagam.entries.rows import rows_of
from piagam.entries.tests.scenes import answer_all, document, rows, with_bases
from tests.cast import World


def queries_of(world: World, name: str, path: str, counted: Any) -> int:
    client = world.client(name)
    client.get(path)
    with counted() as queries:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(queries)


@pytest.fixture
def counted() -> Any:
    """A context that holds the queries made inside it."""
    return lambda: CaptureQueriesContext(connection)


@pytest.mark.parametrize(
    ("name", "path"),
    [("citra", "/laporan/iga-2026/17.71/"), ("oki", "/laporan/iga-2026/17.71/"), ("hana", "/laporan/iga-2026/17.71/"),
     ("citra", "/laporan/iga-2026/17.71/kirim/")],
)  # fmt: skip
def test_a_report_of_three_entries_takes_as_many_queries_as_one_of_one(
    world: World, counted: Any, name: str, path: str
) -> None:
    answer_all(world, world.report(), "citra")
    answer_all(world, world.entry("oki", title="Satu"), "oki")
    world.innovation("oki", title="Di bank 1")
    first = queries_of(world, name, path, counted)
    for title in ("Dua", "Tiga"):
        answer_all(world, world.entry("oki", title=title), "oki")
        world.innovation("oki", title=f"Di bank {title}")
    assert queries_of(world, name, path, counted) == first <= 30


def test_an_entry_with_much_evidence_takes_as_many_queries_as_an_empty_one(
    world: World, counted: Any
) -> None:
    entry = world.entry("oki")
    empty = queries_of(world, "oki", f"/entri/{entry.pk}/", counted)
    answer_all(world, entry, "oki")
    assert queries_of(world, "oki", f"/entri/{entry.pk}/", counted) == empty <= 30


def test_the_library_page_takes_the_same_queries_for_three_documents(world: World, counted: Any) -> None:
    entry = world.entry("oki")
    document(world, name="a.pdf")
    path = f"/entri/{entry.pk}/isian/{_first_row(entry)}/bukti/"
    first = queries_of(world, "oki", path, counted)
    document(world, name="b.pdf")
    document(world, name="c.pdf")
    assert queries_of(world, "oki", path, counted) == first


def _first_row(entry: Entry) -> str:
    return rows(entry)[0].code


def test_the_short_address_leads_to_the_own_region_in_the_open_edition(world: World) -> None:
    Edition.objects.create(
        id="iga-2025", title="IGA 2025", year=2025, rulebook=world.edition.rulebook, phase="P",
        opens_at=world.edition.opens_at, closes_at=world.edition.closes_at,
    )  # fmt: skip
    for name, region in {"oki": "17.71", "citra": "17.71", "hana": "17.71", "candra": "17.06"}.items():
        assert world.client(name).get("/laporan/")["location"] == f"/laporan/iga-2026/{region}/"
    assert world.client("vera").get("/laporan/").status_code == 403


def test_before_any_edition_opens_the_page_says_what_to_do(world: World) -> None:
    world.to_phase("D")
    text = world.client("oki").get("/laporan/").content.decode()
    assert "Belum ada tahun penilaian yang dibuka" in text


def test_an_operator_sees_the_own_department_and_not_the_next_one(world: World) -> None:
    world.entry("oki", title="Antar Akta")
    world.entry("otto", title="Sehat Bersama")
    text = world.client("oki").get("/laporan/iga-2026/17.71/").content.decode()
    assert "Antar Akta" in text
    assert "Sehat Bersama" not in text
    whole = world.client("citra").get("/laporan/iga-2026/17.71/").content.decode()
    assert "Antar Akta" in whole
    assert "Sehat Bersama" in whole


def test_people_from_outside_the_region_see_submitted_entries_only(world: World) -> None:
    world.entry("oki", title="Antar Akta", state="submitted")
    world.entry("oki", title="Masih disusun")
    world.to_phase("V")
    text = world.client("putri").get("/laporan/iga-2026/17.71/").content.decode()
    assert "Antar Akta" in text
    assert "Masih disusun" not in text


def test_a_row_without_evidence_says_plainly_that_it_counts_as_zero(world: World) -> None:
    entry = world.entry("oki")
    answer_all(world, entry, "oki", evidence=False)
    text = world.client("oki").get(f"/entri/{entry.pk}/").content.decode()
    assert "Belum ada bukti: dihitung 0" in text
    assert "0,00" in text


def test_the_page_before_the_submission_says_what_is_missing(world: World) -> None:
    world.entry("oki", state="accepted", title="Antar Akta", urusan_utama="kesehatan")
    text = world.client("citra").get("/laporan/iga-2026/17.71/kirim/").content.decode()
    assert "Ikut dikirim, tetapi belum lengkap" in text
    assert "1 urusan terlayani; pedoman meminta sedikitnya" in text
    assert "(wajib): Belum dijawab." in text
    assert "isian profil perlu dilengkapi" in text


def test_after_the_close_the_pages_offer_nothing_to_change(world: World) -> None:
    entry = world.entry("oki")
    world.to_phase("C")
    client = world.client("oki")
    assert '<button class="button button--small">' not in client.get(f"/entri/{entry.pk}/").content.decode()
    assert "ikutkan" not in client.get("/laporan/iga-2026/17.71/").content.decode()
    assert (
        "Masa penjaringan sudah ditutup"
        in world.client("citra").get("/laporan/iga-2026/17.71/kirim/").content.decode()
    )


def test_a_chosen_basis_is_told_its_own_next_step(world: World) -> None:
    entry = world.entry("oki")
    indicator = with_bases(entry)
    counted = next(one for one in indicator.answer.branches if one.answer.kind == "count")
    facts = {indicator.answer.key: counted.code, counted.answer.fact: int(counted.answer.tiers[0].low)}
    save_claim(entry, indicator, facts=facts, version=0, by=world.actor("oki"))
    row = next(one for one in rows_of(entry) if one.code == indicator.code)
    assert row.level == 1
    assert row.next_step == counted.answer.next_level(1)
