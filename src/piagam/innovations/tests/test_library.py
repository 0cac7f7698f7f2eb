"""The library: adding, newer bytes, reading, and who may."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.audit.models import AuditEvent
from piagam.innovations import actions, queries
from piagam.innovations.models import Document, Innovation
from piagam.innovations.tests.conftest import version_of
from piagam.innovations.tests.test_bank import queries_of
from piagam.web.errors import Refused
from tests.cast import World

Pdf = Callable[..., SimpleUploadedFile]


def add(world: World, pdf: Pdf, who: str = "oki", subject: str = "Penetapan inovasi", **more) -> Document:
    """A document of the person's department, or of the region for a coordinator."""
    membership = world.memberships[who]
    more = {"upload": pdf()} | more
    return actions.add_document(
        world.actor(who), region=membership.region, department=membership.department, subject=subject, **more
    )


def test_a_document_is_added_with_its_lines(world: World, pdf: Pdf) -> None:
    answer = world.client("oki").post(
        "/dokumen/baru/",
        {
            "file": pdf(),
            "subject": "Penetapan",
            "number": "188/2025",
            "dated": "31/12/2024",
            "issuer": "Wali Kota",
        },
    )
    document = Document.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/dokumen/{document.pk}/"
    assert (document.number, document.dated, document.issuer) == ("188/2025", date(2024, 12, 31), "Wali Kota")
    assert document.department == world.memberships["oki"].department
    version = document.versions.get()
    assert (version.position, version.file_name, version.file.pages) == (1, "SK Inovasi.pdf", 1)
    assert AuditEvent.objects.get(verb="document.add").facts["sha256"] == version.file_id


def test_a_link_may_stand_for_a_file_but_not_beside_it(world: World, pdf: Pdf) -> None:
    client = world.client("oki")
    assert client.post("/dokumen/baru/", {"subject": "Video", "link": "youtu.be/x"}).status_code == 302
    assert Document.objects.get().link == "https://youtu.be/x"
    for wrong in ({"subject": "A"}, {"subject": "A", "link": "https://a.id", "file": pdf()},
                  {"subject": "A", "link": "javascript:alert(1)"}, {"subject": "", "file": pdf()}):  # fmt: skip
        assert client.post("/dokumen/baru/", wrong).status_code == 400
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"MZ\x90 not a pdf"), ("a.pdf", b""), ("virus.exe", b"MZ\x90"), ("a.pdf", b"%PDF-1.4 broken")],
)
def test_a_file_that_cannot_be_taken_says_why_and_keeps_the_lines(
    world: World, name: str, content: bytes
) -> None:
    sent = {"file": SimpleUploadedFile(name, content), "subject": "Judul yang diketik"}
    answer = world.client("oki").post("/dokumen/baru/", sent)
    assert answer.status_code == 400 and "Judul yang diketik" in answer.content.decode()
    assert not Document.objects.exists() and not AuditEvent.objects.filter(verb="document.add").exists()


def test_the_library_of_each_person(world: World, pdf: Pdf) -> None:
    add(world, pdf, "oki", "Milik Disdukcapil")
    add(world, pdf, "otto", "Milik Dinkes")
    add(world, pdf, "citra", "Milik daerah")
    add(world, pdf, "omar", "Milik tetangga")
    seen = {
        name: {one.subject for one in queries.documents_for(world.actor(name))}
        for name in ("oki", "otto", "citra", "hana", "candra", "putri", "vera", "qori", "ayu", "audi")
    }
    assert seen["oki"] == {"Milik Disdukcapil", "Milik daerah"} and seen["otto"] == {
        "Milik Dinkes",
        "Milik daerah",
    }
    assert seen["citra"] == seen["hana"] == {"Milik Disdukcapil", "Milik Dinkes", "Milik daerah"}
    assert seen["candra"] == {"Milik tetangga"}
    assert not any(seen[name] for name in ("putri", "vera", "qori", "ayu", "audi"))


@pytest.mark.parametrize(("who", "status"), [("oki", 200), ("citra", 200), ("hana", 200), ("otto", 404), ("omar", 404),
                                             ("candra", 404), ("vera", 404), ("qori", 404), ("audi", 404)])  # fmt: skip
def test_a_document_its_bytes_and_its_pages_open_for_its_own_people(
    world: World, pdf: Pdf, who: str, status: int
) -> None:
    document = add(world, pdf)
    client = world.client(who)
    for address in ("", "berkas/1/", "halaman/1/"):
        assert client.get(f"/dokumen/{document.pk}/{address}").status_code == status, address
    assert client.get("/dokumen/999999/").status_code == 404


def test_bytes_come_as_a_download_and_pages_as_pictures(world: World, pdf: Pdf) -> None:
    document = add(world, pdf, upload=pdf(pages=2))
    client = world.client("oki")
    file = client.get(f"/dokumen/{document.pk}/berkas/1/")
    assert (
        b"".join(file.streaming_content).startswith(b"%PDF") and "attachment" in file["Content-Disposition"]
    )
    picture = client.get(f"/dokumen/{document.pk}/halaman/2/")
    assert picture["Content-Type"] == "image/webp"
    for missing in ("halaman/3/", "halaman/0/", "berkas/2/"):
        assert client.get(f"/dokumen/{document.pk}/{missing}").status_code == 404
    assert client.get(f"/dokumen/{document.pk}/halaman/1/?lebar=99999999").status_code == 200
    viewer = f"/dokumen/{document.pk}/berkas/1/lihat/"
    assert client.get(f"{viewer}?halaman=99").context["page"] == 2
    assert client.get(f"{viewer}?halaman=x&besar=7").context["page"] == 1
    assert client.get(f"/dokumen/{document.pk}/berkas/1/2/?lebar=1280")["Content-Type"] == "image/webp"
    assert client.get(f"/dokumen/{document.pk}/berkas/1/3/").status_code == 404


def test_a_region_document_is_read_by_each_department_and_changed_by_the_coordinator(
    world: World, pdf: Pdf
) -> None:
    document = add(world, pdf, "citra", "Milik daerah")
    client = world.client("oki")
    page = client.get(f"/dokumen/{document.pk}/")
    assert page.status_code == 200 and "Perbaiki keterangan" not in page.content.decode()
    assert client.post(f"/dokumen/{document.pk}/keterangan/", {"subject": "Lain"}).status_code == 404
    assert (
        world.client("citra").post(f"/dokumen/{document.pk}/keterangan/", {"subject": "Lain"}).status_code
        == 302
    )


def test_newer_bytes_need_a_reason_and_leave_the_old(world: World, pdf: Pdf) -> None:
    document = add(world, pdf)
    client = world.client("oki")
    address = f"/dokumen/{document.pk}/berkas/"
    assert client.post(address, {"file": pdf(pages=2)}).status_code == 400
    assert client.post(address, {"file": pdf(pages=2), "reason": "Pindaian buram"}).status_code == 302
    assert client.post(address, {"file": pdf(pages=2), "reason": "Sama"}).status_code == 409
    assert [(one.position, one.reason) for one in document.versions.all()] == [(2, "Pindaian buram"), (1, "")]
    assert client.get(f"/dokumen/{document.pk}/berkas/1/").status_code == 200
    event = AuditEvent.objects.get(verb="document.add_version")
    assert event.reason == "Pindaian buram"
    link = add(world, pdf, upload=None, link="https://contoh.go.id/")
    with pytest.raises(Refused):
        actions.add_version(link, upload=pdf(), reason="x", by=world.actor("oki"))


def test_a_correction_says_what_was_corrected(world: World, pdf: Pdf) -> None:
    document = add(world, pdf, number="188/2024")
    client = world.client("oki")
    sent = {"subject": document.subject, "number": "188/2025", "dated": "2025-01-02"}
    assert client.post(f"/dokumen/{document.pk}/keterangan/", sent).status_code == 302
    assert AuditEvent.objects.get(verb="document.correct").facts == {
        "number": ["188/2024", "188/2025"], "dated": ["", "2025-01-02"],
    }  # fmt: skip
    client.post(f"/dokumen/{document.pk}/keterangan/", sent)
    assert AuditEvent.objects.filter(verb="document.correct").count() == 1
    assert client.post(f"/dokumen/{document.pk}/keterangan/", {"subject": ""}).status_code == 400


@pytest.mark.parametrize("who", ["hana", "omar", "vera", "ayu"])
def test_others_change_nothing(world: World, pdf: Pdf, who: str) -> None:
    document = add(world, pdf)
    client = world.client(who)
    status = 403 if who == "hana" else 404
    assert (
        client.post(f"/dokumen/{document.pk}/berkas/", {"file": pdf(), "reason": "x"}).status_code == status
    )
    assert client.post(f"/dokumen/{document.pk}/keterangan/", {"subject": "x"}).status_code == status
    if who != "omar":
        assert client.post("/dokumen/baru/", {"file": pdf(), "subject": "x"}).status_code in {403, 404}
    place = {"region": world.regions["17.71"], "department": document.department}
    with pytest.raises(Refused):
        actions.add_document(world.actor(who), subject="x", upload=pdf(), **place)
    assert Document.objects.count() == 1


def test_the_list_costs_the_same_for_one_and_three_rows(world: World, pdf: Pdf) -> None:
    client = world.client("citra")
    add(world, pdf)
    one = queries_of(client, "/dokumen/")
    add(world, pdf, "otto", "B", upload=pdf(pages=2))
    add(world, pdf, "citra", "C")
    assert queries_of(client, "/dokumen/") == one < 14


def test_words_and_owner_narrow_the_list(world: World, pdf: Pdf) -> None:
    add(world, pdf, "oki", "Perda inovasi", number="5/2024", issuer="DPRD")
    add(world, pdf, "citra", "SK kelitbangan")
    client = world.client("citra")

    def subjects(query: str) -> list[str]:
        return [one.subject for one in client.get(f"/dokumen/?{query}").context["page"]]

    assert subjects("q=perda+dprd") == ["Perda inovasi"] and subjects("q=5/2024") == ["Perda inovasi"]
    assert subjects("milik=daerah") == ["SK kelitbangan"] and subjects("q=zzz") == []


def test_a_document_is_attached_to_a_field_and_says_who_uses_it(
    world: World, pdf: Pdf, innovation: Innovation
) -> None:
    client = world.client("oki")
    address = f"/bank/{innovation.pk}/isian/anggaran/dokumen/"
    assert client.get(address).status_code == 200
    version = version_of(innovation, "anggaran")
    answer = client.post(address, {"file": pdf("DPA.pdf"), "subject": "DPA 2025", "version": version})
    assert answer.status_code == 302 and answer["Location"].endswith("/ubah/#f-anggaran")
    document = Document.objects.get()
    innovation.refresh_from_db()
    assert innovation.profile["anggaran"] == {"document": document.pk}
    assert "DPA 2025" in client.get(f"/bank/{innovation.pk}/").content.decode()
    assert "DPA 2025" in client.get(f"/bank/{innovation.pk}/ubah/").content.decode()
    assert innovation.title in client.get(f"/dokumen/{document.pk}/").content.decode()
    taken_off = {"document": "", "version": version_of(innovation, "anggaran")}
    assert client.post(f"{address}pilih/", taken_off).status_code == 302
    innovation.refresh_from_db()
    assert "anggaran" not in innovation.profile
    chosen = {"document": document.pk, "version": version_of(innovation, "anggaran")}
    assert client.post(f"{address}pilih/", chosen).status_code == 302
    innovation.refresh_from_db()
    assert innovation.profile["anggaran"] == {"document": document.pk}
    client.post(f"{address}pilih/", {"document": "", "version": version})
    innovation.refresh_from_db()
    assert innovation.profile["anggaran"] == {"document": document.pk}, "an old page takes nothing off"


def test_a_strange_document_is_not_attached(world: World, pdf: Pdf, innovation: Innovation) -> None:
    client = world.client("citra")
    address = f"/bank/{innovation.pk}/isian/anggaran/dokumen/pilih/"
    version = version_of(innovation, "anggaran")
    others = [
        add(world, pdf, "omar"),
        add(world, pdf, "otto"),
        add(world, pdf, upload=None, link="https://a.id/"),
    ]
    for document, status in zip(others, (404, 404, 422), strict=True):
        assert client.post(address, {"document": document.pk, "version": version}).status_code == status
    for nonsense in ("x", "0", "9" * 30, "-1"):
        assert client.post(address, {"document": nonsense, "version": version}).status_code == 404
    assert client.get(f"/bank/{innovation.pk}/isian/tujuan/dokumen/").status_code == 404
    innovation.refresh_from_db()
    assert "anggaran" not in innovation.profile


def test_the_claims_it_supports_are_listed(world: World, pdf: Pdf) -> None:
    document = add(world, pdf)
    entry = world.entry("oki", title="Antar Akta")
    claim = entry.claims.create(report=entry.report, indicator="sid-16")
    claim.evidence.create(document=document, version=document.versions.get(), pages="3")
    page = world.client("oki").get(f"/dokumen/{document.pk}/").content.decode()
    assert "Antar Akta" in page and "sid-16" in page and "hlm. 3" in page
