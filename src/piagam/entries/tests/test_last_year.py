"""Last year's documents: what still counts, what does not and why, and using it again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from piagam.editions.models import Edition
from piagam.entries.actions import add_evidence
from piagam.entries.models import Claim, Entry, EvidenceLink, Report
from piagam.entries.queries import indicator_in
from piagam.entries.tests.scenes import document
from piagam.files.models import StoredFile
from piagam.innovations.models import Document
from piagam.innovations.tests.test_bank import queries_of
from piagam.uploads.tests.sending import a_pdf
from tests.cast import World

HERE = "/laporan/iga-2026/17.71/dokumen-tahun-lalu/"
PERDA = {"kind": "perda", "dated": date(2019, 3, 1), "is_open_ended": True}


def earlier(world: World) -> Edition:
    now = world.edition
    opens = (now.opens_at or timezone.now()) - timedelta(days=365)
    edition, _new = Edition.objects.get_or_create(
        pk="iga-2025",
        defaults={"title": "IGA 2025", "year": 2025, "rulebook": now.rulebook, "phase": "P", "opens_at": opens,
                  "closes_at": opens + timedelta(days=60)},
    )  # fmt: skip
    return edition


def used_last_year(world: World, entry: Entry, row: str, name: str, **lines: Any) -> Document:
    """A document that stood beside the row of the same innovation in the edition before."""
    report, _new = Report.objects.get_or_create(edition=earlier(world), region=entry.report.region)
    old, _new = Entry.objects.get_or_create(
        report=report, innovation=entry.innovation, department=entry.department,
        defaults={"state": "submitted", "frozen": {"title": entry.title, "profile": {}}},
    )  # fmt: skip
    claim, _new = Claim.objects.get_or_create(report=report, entry=old, indicator=row)
    kept = document(world, name=f"{name}.pdf")
    Document.objects.filter(pk=kept.pk).update(subject=name, **lines)
    EvidenceLink.objects.create(claim=claim, document=kept, version=kept.versions.get(), pages="2")
    kept.refresh_from_db()
    return kept


def shown(world: World, group: str, who: str = "oki") -> list[str]:
    return [
        one.link.document.subject for one in world.client(who).get(f"{HERE}?hasil={group}").context["page"]
    ]


def test_last_years_documents_are_sorted_by_what_they_are_worth_now(world: World) -> None:
    entry = world.entry("oki")
    used_last_year(world, entry, "sid-16", "Perda lama", **PERDA)
    used_last_year(world, entry, "sid-16", "Perda dicabut", revoked_on=date(2025, 1, 1), **PERDA)
    used_last_year(world, entry, "sid-17", "SK 2023", dated=date(2023, 5, 5))
    used_last_year(world, entry, "sid-18", "DPA tanpa tahun")
    used_last_year(world, entry, "sid-19", "Foto alat")
    assert sorted(shown(world, "counts")) == ["Foto alat", "Perda lama"]
    assert sorted(shown(world, "not")) == ["Perda dicabut", "SK 2023"]
    assert shown(world, "unsure") == ["DPA tanpa tahun"]
    page = world.client("oki").get(f"{HERE}?hasil=not").content.decode()
    assert "Dicabut pada 1 Januari 2025" in page and "Tertanggal 5 Mei 2023" in page
    assert "Isi tahun yang dimuat" in world.client("oki").get(f"{HERE}?hasil=unsure").content.decode()


def test_one_click_uses_all_that_count_again_at_their_pages(world: World) -> None:
    entry = world.entry("oki")
    perda = used_last_year(world, entry, "sid-16", "Perda lama", **PERDA)
    used_last_year(world, entry, "sid-17", "SK 2023", dated=date(2023, 5, 5))
    client = world.client("oki")
    assert client.get(HERE).context["ready"] == 1
    assert client.post(f"{HERE}pakai/", {"semua": "1"}).status_code == 302
    link = EvidenceLink.objects.get(claim__entry=entry)
    assert (link.document, link.claim.indicator, link.pages) == (perda, "sid-16", "2")
    assert client.get(HERE).context["ready"] == 0 and "Sudah dipakai" in client.get(HERE).content.decode()


def test_a_single_one_is_used_again_even_when_it_seems_not_to_count(world: World) -> None:
    entry = world.entry("oki")
    old = used_last_year(world, entry, "sid-17", "SK 2023", dated=date(2023, 5, 5))
    key = EvidenceLink.objects.get(document=old).pk
    assert world.client("oki").post(f"{HERE}pakai/?hasil=not", {"pilih": [key]}).status_code == 302
    assert EvidenceLink.objects.filter(claim__entry=entry, document=old).exists(), "it warns and never blocks"


def test_all_or_none_with_a_sentence_for_each_refused_row(world: World) -> None:
    entry = world.entry("oki")
    used_last_year(world, entry, "sid-16", "Perda lama", **PERDA)
    wrong = used_last_year(world, entry, "sid-21", "Foto RKPD", covers_from=2025, covers_to=2025)
    StoredFile.objects.filter(pk=wrong.versions.get().file_id).update(media_type="image/png")
    keys = list(EvidenceLink.objects.values_list("pk", flat=True))
    answer = world.client("oki").post(f"{HERE}pakai/", {"pilih": keys})
    page = answer.content.decode()
    assert answer.status_code == 422 and wrong.subject in page and "menerima bukti berupa" in page
    assert not EvidenceLink.objects.filter(claim__entry=entry).exists()


def test_an_innovation_that_is_not_entered_says_so(world: World) -> None:
    entry = world.entry("oki")
    used_last_year(world, entry, "sid-16", "Perda lama", **PERDA)
    entry.delete()
    client = world.client("oki")
    assert "belum ikut edisi ini" in client.get(HERE).content.decode()
    key = EvidenceLink.objects.get().pk
    assert client.post(f"{HERE}pakai/", {"pilih": [key]}).status_code == 422


@pytest.mark.parametrize(("who", "seen"), [("oki", ["Perda lama"]), ("otto", []), ("citra", ["Perda lama"]),
                                           ("hana", ["Perda lama"])])  # fmt: skip
def test_each_sees_the_own_part(world: World, who: str, seen: list[str]) -> None:
    used_last_year(world, world.entry("oki"), "sid-16", "Perda lama", **PERDA)
    assert shown(world, "counts", who) == seen
    status = {"oki": 302, "citra": 302, "otto": 302, "hana": 403}[who]
    assert world.client(who).post(f"{HERE}pakai/", {"semua": "1"}).status_code == status


def test_the_regions_own_rows_are_carried_for_the_coordinator(world: World) -> None:
    report = Report.objects.create(edition=earlier(world), region_id="17.71")
    claim = Claim.objects.create(report=report, indicator="spd-08")
    kept = document(world, name="lhp.pdf")
    Document.objects.filter(pk=kept.pk).update(covers_from=2025, covers_to=2025)
    EvidenceLink.objects.create(claim=claim, document=kept, version=kept.versions.get())
    client = world.client("citra")
    assert client.post(f"{HERE}pakai/", {"semua": "1"}).status_code == 302
    assert EvidenceLink.objects.filter(claim__report__edition="iga-2026", claim__entry=None).count() == 1


def test_the_first_year_and_the_short_address(world: World) -> None:
    assert "Belum ada laporan tahun lalu" in world.client("oki").get(HERE).content.decode()
    assert world.client("oki").get("/laporan/dokumen-tahun-lalu/")["Location"] == HERE
    assert world.client("vera").get("/laporan/dokumen-tahun-lalu/").status_code == 403
    assert world.client("omar").get(HERE).status_code == 404


def test_the_page_costs_the_same_for_one_and_three(world: World) -> None:
    used_last_year(world, world.entry("oki", title="Satu"), "sid-16", "Perda 1", **PERDA)
    client = world.client("oki")
    one = queries_of(client, HERE)
    used_last_year(world, world.entry("oki", title="Dua"), "sid-16", "Perda 2", **PERDA)
    used_last_year(world, world.entry("oki", title="Tiga"), "sid-16", "Perda 3", **PERDA)
    assert queries_of(client, HERE) == one < 20


def test_the_row_says_whether_its_document_still_counts(world: World) -> None:
    entry = world.entry("oki")
    kept = document(world, name="sk.pdf")
    add_evidence(entry, indicator_in(entry, "sid-17"), kept, by=world.actor("oki"))
    client = world.client("oki")
    assert "Isi tanggal dokumen" in client.get(f"/entri/{entry.pk}/?buka=sid-17").content.decode()
    Document.objects.filter(pk=kept.pk).update(dated=date(2025, 1, 1))
    assert "Masih berlaku" in client.get(f"/entri/{entry.pk}/?buka=sid-17").content.decode()
    Document.objects.filter(pk=kept.pk).update(dated=date(2020, 1, 1))
    page = client.get(f"/entri/{entry.pk}/?buka=sid-17").content.decode()
    assert "Tidak berlaku" in page and "2024 atau sesudahnya" in page
    assert "2024 atau sesudahnya" in client.get(f"/dokumen/{kept.pk}/").content.decode()


def test_what_is_said_beside_the_row_is_kept_with_the_document(world: World) -> None:
    entry, client = world.entry("oki"), world.client("oki")
    address = f"/entri/{entry.pk}/isian/sid-17/bukti/"
    sent = {"file": SimpleUploadedFile("sk.pdf", a_pdf()), "kind": "surat-tugas", "dated": "2025-02-03"}
    assert client.post(address, {**sent, "dated": "kemarin"}).status_code == 422
    sent["file"] = SimpleUploadedFile("sk.pdf", a_pdf())
    assert client.post(address, sent).status_code == 302
    kept = Document.objects.get()
    assert (kept.kind, kept.dated) == ("surat-tugas", date(2025, 2, 3))
    assert "Masih berlaku" in client.get(f"/entri/{entry.pk}/?buka=sid-17").content.decode()


def test_the_report_lists_its_own_evidence_by_what_it_is_worth(world: World) -> None:
    entry, here = world.entry("oki"), "/laporan/iga-2026/17.71/masa-bukti/"
    client = world.client("oki")
    assert client.get(here).status_code == 200
    for row, name, year in (
        ("sid-17", "lama.pdf", 2020),
        ("sid-20", "baru.pdf", 2025),
        ("sid-22", "kosong.pdf", 0),
    ):
        kept = document(world, name=name)
        Document.objects.filter(pk=kept.pk).update(dated=date(year, 1, 1) if year else None)
        add_evidence(entry, indicator_in(entry, row), kept, by=world.actor("oki"))
    cost = queries_of(client, here)

    def listed(group: str, who: str = "oki") -> list[str]:
        page = world.client(who).get(f"{here}?hasil={group}").context["page"]
        return [one.link.document.subject for one in page]

    assert [listed(one) for one in ("", "counts", "unsure")] == [
        ["SK tentang lama.pdf"], ["SK tentang baru.pdf"], ["SK tentang kosong.pdf"],
    ]  # fmt: skip
    assert listed("not", "hana") == ["SK tentang lama.pdf"] and listed("not", "otto") == []
    assert cost < 20 and world.client("omar").get(here).status_code == 404
