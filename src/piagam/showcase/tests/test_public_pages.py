"""What anyone sees of a published result, by address and by wrong addresses."""

import re

import pypdfium2
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from piagam.entries.models import Claim, Entry
from piagam.innovations.sheet import pages_in
from piagam.results.actions import approve_result, propose_result, publish_result
from piagam.results.models import Certificate
from piagam.scoring.models import Rank, RegionScore
from piagam.verification.actions import assign, decide, lock
from piagam.verification.models import Assignment
from tests.cast import World


@pytest.fixture
def published(world: World) -> World:
    """Two regions of two clusters, verified and published; a certificate for the first."""
    cache.clear()
    for name in ("oki", "omar"):
        entry = world.entry(name, state="submitted", urusan_utama="kesehatan", uji_coba="2024-06-04")
        entry.report.state = "submitted"
        entry.report.save()
        Claim.objects.create(report=entry.report, entry=entry, indicator="sid-16", level=3)
    world.to_phase("V")
    assign(world.edition, verifier=world.memberships["vera"], by=world.actor("qori"), reason="Semua")
    mine = list(Assignment.objects.all())
    for one in mine:
        decide(one, decision="accept", by=world.actor("vera"))
    lock(mine, by=world.actor("vera"))
    world.to_phase("F")
    result = propose_result(world.edition, by=world.actor("ayu"))
    approve_result(result, by=world.actor("qori"))
    publish_result(result, by=world.actor("ayu"))
    Certificate.objects.filter(region="17.71").delete()
    Certificate.objects.create(
        result=result, number="0001/X", region=world.regions["17.71"], recipient="Kota Bengkulu", kind="predicate",
        code="7K2M-9QXT-B4WD", wording={"predicate": "Inovatif", "edition": "IGA 2026", "index": "43.42",
                                        "index_name": "Indeks", "claims_sha256": "0" * 64},
    )  # fmt: skip
    world.edition.refresh_from_db()
    return world


def test_the_first_page_is_light_and_shows_every_cluster(published: World) -> None:
    page = Client().get(reverse("showcase:home"))
    assert len(page.content) < 60_000
    assert {cluster.code for cluster, _places in page.context["clusters"]} == set(
        Rank.objects.values_list("cluster", flat=True)
    )


def test_an_instance_without_an_edition_says_what_will_come(db: None) -> None:
    page = Client().get(reverse("showcase:home")).content.decode()
    assert "Belum ada edisi" in page and "Bagaimana penilaian berjalan" in page


def test_a_province_of_the_map_leads_to_its_cluster_with_most_regions(published: World) -> None:
    page = Client().get(reverse("showcase:ranking", args=[published.edition.pk]), {"provinsi": "17"})
    assert page.context["page"].paginator.count == 1
    assert page.context["province"].pk == "17"


def test_wrong_words_in_the_address_of_the_ranking_fall_back(published: World) -> None:
    wrong = {"halaman": "abc", "klaster": "x", "provinsi": "zz", "cari": "%"}
    page = Client().get(reverse("showcase:ranking", args=[published.edition.pk]), wrong)
    assert page.status_code == 200 and "Tidak ada daerah yang cocok" in page.content.decode()


def test_the_ranking_takes_the_same_queries_for_one_and_more_regions(
    published: World, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    address = reverse("showcase:ranking", args=[published.edition.pk])
    Client().get(address)
    with django_assert_max_num_queries(20) as one:
        Client().get(address, {"klaster": "kota"})
    rank = Rank.objects.get(cluster="kota")
    for score in RegionScore.objects.exclude(pk=rank.score_id):
        Rank.objects.create(score=score, cluster="kota", place_number=2)
    with django_assert_max_num_queries(20) as more:
        Client().get(address, {"klaster": "kota"})
    assert len(one) == len(more)


def test_the_explanation_leads_to_each_innovation(published: World) -> None:
    page = (
        Client().get(reverse("showcase:explanation", args=[published.edition.pk, "17.71"])).content.decode()
    )
    address = re.search(r'href="(/inovasi/\d+/)"', page)
    assert address and "Regulasi Inovasi Daerah" not in page
    assert "Regulasi Inovasi Daerah" in Client().get(address[1]).content.decode()


def test_an_innovation_can_be_printed_on_one_page(published: World) -> None:
    entry = Entry.objects.filter(state="submitted").latest("pk")
    entry.frozen = {"title": "Antar Akta", "profile": {"tujuan": "Akta tiba.", "anggaran": {"document": 7}}}
    entry.save()
    page = Client().get(f"/inovasi/{entry.pk}/").content.decode()
    assert f"/inovasi/{entry.pk}/lembar.pdf" in page and "Akta tiba." in page and "document" not in page
    made = Client().get(f"/inovasi/{entry.pk}/lembar.pdf")
    assert made.status_code == 200 and pages_in(made.content) == 1


def test_the_person_behind_a_verified_innovation_gets_a_letter(published: World) -> None:
    entry = Entry.objects.filter(state="submitted").latest("pk")
    address = f"/inovasi/{entry.pk}/surat.pdf"
    assert Client().get(address).status_code == 404, "nobody is named"
    entry.frozen = {"title": "Antar Akta", "profile": {"nama_inisiator": "Siti #Rahma", "tujuan": "x"}}
    entry.save()
    assert address in Client().get(f"/inovasi/{entry.pk}/").content.decode()
    made = Client().get(address)
    text = pypdfium2.PdfDocument(made.content)[0].get_textpage().get_text_range()
    assert "Siti #Rahma" in text and "Antar Akta" in text and f"/{entry.pk}" in text
    assert made.content == Client().get(address).content
    published.to_phase("F")
    assert Client().get(address).status_code == 302, "back to the sign-in"


def test_a_region_reads_its_place_among_how_many(published: World) -> None:
    page = Client().get(reverse("showcase:region", args=[published.edition.pk, "17.71"])).content.decode()
    assert "peringkat 1 dari 1" in page and "7K2M-9QXT-B4WD" in page


def test_a_region_without_a_report_says_so(published: World) -> None:
    address = reverse("showcase:region", args=[published.edition.pk, "17"])
    assert "tidak mengirim laporan" in Client().get(address).content.decode()
    assert Client().get(address + "penjelasan/").status_code == 404


@pytest.mark.parametrize(
    "typed",
    ["7K2M-9QXT-B4WD", "7k2m 9qxt b4wd", "7k2m9qxtb4wd", "https://piagam.example/piagam/7K2M-9QXT-B4WD/"],
)
def test_a_code_is_found_however_it_is_typed(published: World, typed: str) -> None:
    answer = Client().get(reverse("showcase:check"), {"kode": typed})
    assert answer["Location"] == reverse("showcase:certificate", args=["7K2M-9QXT-B4WD"])


def test_an_unknown_code_and_an_empty_one_stay_on_the_form(published: World) -> None:
    assert Client().get(reverse("showcase:check"), {"kode": "AAAA"}).status_code == 404
    empty = Client().get(reverse("showcase:check"), {"kode": " "})
    assert empty.status_code == 200 and "Tulis kodenya dahulu" in empty.content.decode()
    assert Client().get(reverse("showcase:certificate", args=["tidak-ada"])).status_code == 404


def test_a_revoked_certificate_is_called_revoked(published: World) -> None:
    Certificate.objects.update(revoked_at=published.edition.published_at, revoked_because="Salah hitung")
    page = Client().get(reverse("showcase:certificate", args=["7K2M-9QXT-B4WD"])).content.decode()
    assert "telah dicabut" in page and "Salah hitung" in page and "ini asli" not in page
