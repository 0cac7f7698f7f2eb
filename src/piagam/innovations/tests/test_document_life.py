"""A document's lines, twins, retirement, versions and pages; and finding it again."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.audit.models import AuditEvent
from piagam.files.models import FileText, StoredFile
from piagam.innovations import actions, queries
from piagam.innovations.models import Document
from piagam.innovations.tests.test_bank import queries_of
from piagam.innovations.tests.test_library import add
from piagam.web.errors import Refused
from tests.cast import World

Pdf = Callable[..., SimpleUploadedFile]
WHOLE = {
    "subject": "Penetapan inovasi", "kind": "sk-kepala-daerah", "number": "188.4/12/2025", "dated": "2025-02-03",
    "issuer": "Wali Kota", "covers": "2024 - 2026", "valid_from": "2025-02-03", "is_open_ended": "on",
    "revoked_on": "2026-05-06", "revoked_by": "7/2026", "confidentiality": "personal",
}  # fmt: skip


def test_every_line_is_kept_and_shown(world: World, pdf: Pdf) -> None:
    client = world.client("oki")
    assert client.post("/dokumen/baru/", {**WHOLE, "file": pdf()}).status_code == 302
    kept = Document.objects.get()
    assert (kept.kind, kept.covers_from, kept.covers_to) == ("sk-kepala-daerah", 2024, 2026)
    assert (kept.valid_from, kept.is_open_ended, kept.revoked_on) == (
        date(2025, 2, 3),
        True,
        date(2026, 5, 6),
    )
    assert (kept.revoked_by, kept.confidentiality) == ("7/2026", "personal")
    page = client.get(f"/dokumen/{kept.pk}/").content.decode()
    for said in (
        "SK Kepala Daerah",
        "2024–2026",
        "sampai dicabut",
        "7/2026",
        "Memuat data pribadi",
        "Dicabut",
    ):
        assert said in page, said


@pytest.mark.parametrize(
    ("line", "typed", "sentence"),
    [("covers", "2026-2024", "sebelum tahun awalnya"), ("covers", "dua ribu", "Tulis tahunnya seperti"),
     ("dated", "31/02/2025", "Ini bukan tanggal"), ("valid_until", "2026-01-01", "Pilih salah satu"),
     ("kind", "rahasia", "rahasia"), ("confidentiality", "top", "top")],
)  # fmt: skip
def test_wrong_lines_say_so_and_keep_the_rest(
    world: World, pdf: Pdf, line: str, typed: str, sentence: str
) -> None:
    answer = world.client("oki").post("/dokumen/baru/", {**WHOLE, "file": pdf(), line: typed})
    page = answer.content.decode()
    assert answer.status_code == 400 and sentence in page and "188.4/12/2025" in page
    assert not Document.objects.exists()


def test_an_action_refuses_lines_that_contradict_each_other(world: World, pdf: Pdf) -> None:
    for lines in (
        {"valid_from": date(2026, 1, 1), "valid_until": date(2025, 1, 1)},
        {"is_open_ended": True, "valid_until": date(2025, 1, 1)},
        {"subject": "  "},
    ):
        with pytest.raises(Refused):
            add(world, pdf, **{"subject": "x", **lines})  # type: ignore[arg-type]  # as wrong as callers can be
    assert not Document.objects.exists()


def test_the_same_bytes_are_offered_instead_of_kept_twice(world: World, pdf: Pdf) -> None:
    first, client = add(world, pdf, subject="Yang pertama"), world.client("oki")
    answer = client.post("/dokumen/baru/", {"file": pdf("lain.pdf"), "subject": "Yang kedua"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Sudah ada di pustaka" in page and f"/dokumen/{first.pk}/" in page
    assert "Yang kedua" in page and "lain.pdf" in page and Document.objects.count() == 1
    kept = answer.context["kept"]
    again = client.post("/dokumen/baru/", {"sudah": kept, "subject": "Yang kedua", "tetap": "1"})
    assert again.status_code == 302, "the file need not be chosen again"
    assert Document.objects.count() == 2 and StoredFile.objects.count() == 1


def test_nobody_uses_the_word_for_a_file_that_another_was_given(world: World, pdf: Pdf) -> None:
    add(world, pdf)
    answer = world.client("oki").post("/dokumen/baru/", {"file": pdf(), "subject": "x"})
    sent = {"sudah": answer.context["kept"], "subject": "x", "tetap": "1"}
    assert world.client("omar").post("/dokumen/baru/", sent).status_code == 400
    sent["sudah"] = "asal:saja"
    assert world.client("oki").post("/dokumen/baru/", sent).status_code == 400
    assert Document.objects.count() == 1


def test_the_same_number_date_and_issuer_are_one_document(world: World, pdf: Pdf) -> None:
    add(world, pdf, number="188.4/12/2025", dated=date(2025, 2, 3), issuer="Wali Kota")
    client = world.client("oki")
    sent = {"subject": "Lain", "number": "188.4 / 12 / 2025", "dated": "2025-02-03", "issuer": "wali kota"}
    assert client.post("/dokumen/baru/", {**sent, "file": pdf(pages=2)}).status_code == 409
    assert client.post("/dokumen/baru/", {**sent, "file": pdf(pages=2), "issuer": "DPRD"}).status_code == 302


def test_what_another_department_has_is_not_given_away(world: World, pdf: Pdf) -> None:
    add(world, pdf, "otto", "Milik Dinkes")
    answer = world.client("oki").post("/dokumen/baru/", {"file": pdf(), "subject": "Milik kami"})
    assert answer.status_code == 302 and Document.objects.count() == 2


def test_a_retired_document_is_not_offered_but_stays_where_it_is_used(world: World, pdf: Pdf) -> None:
    document, client = add(world, pdf), world.client("oki")
    entry = world.entry("oki")
    claim = entry.claims.create(report=entry.report, indicator="sid-16")
    claim.evidence.create(document=document, version=document.versions.get())
    address = f"/dokumen/{document.pk}/istirahatkan/"
    assert client.post(address, {"reason": " "}).status_code == 400
    assert client.post(address, {"reason": "Diganti SK 2026"}).status_code == 302
    assert client.post(address, {"reason": "Lagi"}).status_code == 409
    assert not queries.search_documents(world.actor("oki")).exists()
    assert document.subject not in client.get(f"/entri/{entry.pk}/isian/sid-17/bukti/").content.decode()
    assert client.post(f"/entri/{entry.pk}/isian/sid-17/bukti/", {"document": document.pk}).status_code == 422
    assert claim.evidence.count() == 1
    assert "Diganti SK 2026" in client.get(f"/dokumen/{document.pk}/").content.decode()
    assert list(client.get("/dokumen/?istirahat=on").context["page"]) == [document]
    assert client.post(f"/dokumen/{document.pk}/pulihkan/").status_code == 302
    assert client.post(f"/dokumen/{document.pk}/pulihkan/").status_code == 409
    assert list(client.get("/dokumen/").context["page"]) == [document]
    verbs = list(AuditEvent.objects.filter(verb__startswith="document.re").values_list("verb", flat=True))
    assert sorted(verbs) == ["document.restore", "document.retire"]


@pytest.mark.parametrize("who", ["hana", "otto", "omar", "vera"])
def test_others_retire_nothing(world: World, pdf: Pdf, who: str) -> None:
    document = add(world, pdf)
    with pytest.raises(Refused):
        actions.retire_document(document, reason="x", by=world.actor(who))
    status = 403 if who == "hana" else 404
    assert (
        world.client(who).post(f"/dokumen/{document.pk}/istirahatkan/", {"reason": "x"}).status_code == status
    )


def test_its_history_says_what_a_line_said_before(world: World, pdf: Pdf) -> None:
    document = add(world, pdf, number="1/2024", kind="foto")
    client = world.client("oki")
    sent = {"subject": document.subject, "number": "2/2024", "kind": "video", "confidentiality": "public"}
    assert client.post(f"/dokumen/{document.pk}/keterangan/", sent).status_code == 302
    page = client.get(f"/dokumen/{document.pk}/").content.decode()
    for said in (
        "<del>1/2024</del>",
        "<ins>2/2024</ins>",
        "<del>Foto</del>",
        "<ins>Video</ins>",
        "<ins>Umum</ins>",
    ):
        assert said in page, said


def test_versions_stand_side_by_side(world: World, pdf: Pdf) -> None:
    document, client = add(world, pdf), world.client("oki")
    sent = {"file": pdf("baru.pdf", pages=3), "reason": "Lampirannya tertinggal"}
    assert client.post(f"/dokumen/{document.pk}/berkas/", sent).status_code == 302
    page = client.get(f"/dokumen/{document.pk}/").content.decode()
    assert "Lampirannya tertinggal" in page and "dulu 1" in page and "baru.pdf" in page


def test_pages_are_read_one_by_one_without_a_script(world: World, pdf: Pdf) -> None:
    document, client = add(world, pdf, upload=pdf(pages=3)), world.client("oki")
    address = f"/dokumen/{document.pk}/berkas/1/lihat/"
    first, second = (client.get(f"{address}?halaman={n}&besar=200").content.decode() for n in (1, 2))
    assert 'rel="next"' in first and 'rel="prev"' not in first and "halaman=2&amp;besar=200" in first
    assert 'rel="prev"' in second and "/berkas/1/2/?lebar=1600" in second and "dari 3" in second


def test_filters_find_by_what_is_known(world: World, pdf: Pdf) -> None:
    old = add(world, pdf, subject="Lama", upload=pdf(pages=2), kind="perda", dated=date(2019, 1, 1),
              valid_until=date(2020, 1, 1), confidentiality="public")  # fmt: skip
    new = add(world, pdf, subject="Baru", upload=pdf(pages=3), kind="anggaran", dated=date(2024, 12, 1),
              covers_from=2025, covers_to=2025, is_open_ended=True)  # fmt: skip
    bare = add(world, pdf, subject="Polos")
    FileText.objects.create(
        file=bare.versions.get().file, text="Puskesmas keliling\fhalaman dua", state="read"
    )
    StoredFile.objects.filter(pk=old.versions.get().file_id).update(scan_state="infected")
    entry = world.entry("oki")
    claim = entry.claims.create(report=entry.report, indicator="sid-18")
    claim.evidence.create(document=new, version=new.versions.get())
    client = world.client("oki")

    def found(query: str) -> list[str]:
        return [one.subject for one in client.get(f"/dokumen/?{query}").context["page"]]

    assert found("") == ["Polos", "Baru", "Lama"]
    assert found("q=keliling") == ["Polos"] and found("q=SK+inovasi.pdf+polos") == ["Polos"]
    assert found("jenis=perda") == ["Lama"] and found("jenis=belum") == ["Polos"]
    assert found("tahun=2025") == ["Baru"] and found("tahun=2019") == ["Lama"]
    assert (
        found("masa=berlaku") == ["Baru"]
        and found("masa=habis") == ["Lama"]
        and found("masa=kosong") == ["Polos"]
    )
    assert found("pakai=ya") == ["Baru"] and found("pakai=tidak") == ["Polos", "Lama"]
    assert found("rahasia=public") == ["Lama"] and found("pindai=infected") == ["Lama"]
    assert found("urut=tentang") == ["Baru", "Lama", "Polos"] and found("urut=pakai")[0] == "Baru"
    assert found("urut=tanggal") == ["Baru", "Lama", "Polos"]
    assert found("jenis=x&tahun=abad&masa=kapan&urut=acak&perangkat=9999") == ["Polos", "Baru", "Lama"]


def test_ten_thousand_documents_are_listed_page_by_page(world: World) -> None:
    owner = world.memberships["oki"].department
    Document.objects.bulk_create(
        Document(
            region_id="17.71", department=owner, subject=f"Dokumen {n}", number=str(n), dated=date(2025, 1, 1)
        )
        for n in range(10_000)
    )
    client = world.client("oki")
    few = queries_of(client, "/dokumen/?q=dokumen&urut=pakai&pakai=tidak")
    page = client.get("/dokumen/?halaman=400").context["page"]
    assert page.paginator.count == 10_000 and len(page) == 25 and few < 14


def test_a_documents_page_costs_the_same_for_one_use_and_three(world: World, pdf: Pdf) -> None:
    document, client = add(world, pdf), world.client("oki")
    version = document.versions.get()

    def use(title: str) -> None:
        entry = world.entry("oki", title=title)
        claim = entry.claims.create(report=entry.report, indicator="sid-16")
        claim.evidence.create(document=document, version=version)

    use("Satu")
    one = queries_of(client, f"/dokumen/{document.pk}/")
    use("Dua")
    use("Tiga")
    assert queries_of(client, f"/dokumen/{document.pk}/") == one < 20


def test_the_public_never_sees_a_document(world: World, pdf: Pdf, client) -> None:
    document = add(world, pdf, confidentiality="public")
    for address in ("", "berkas/1/", "halaman/1/", "berkas/1/1/", "berkas/1/lihat/"):
        assert client.get(f"/dokumen/{document.pk}/{address}").status_code in {302, 404}
