"""One decree for forty innovations, all of them or none; and newer bytes in every row."""

import pytest

from piagam.audit.models import AuditEvent
from piagam.entries.actions import add_evidence
from piagam.entries.models import Claim, Entry, EvidenceLink
from piagam.entries.queries import indicator_in
from piagam.entries.tests.scenes import document
from piagam.files.models import StoredFile
from piagam.innovations.models import Document, DocumentVersion
from tests.cast import World

DUKCAPIL = "Dinas Kependudukan dan Pencatatan Sipil"


def decree(world: World, **more: str) -> Document:
    kept = document(world, **more)
    StoredFile.objects.filter(pk=kept.versions.get().file_id).update(pages=9)
    return kept


def sent(entries: list[Entry], step: str, **more: str) -> dict[str, object]:
    return {"isian": "sid-16", "pilih": [one.pk for one in entries], "langkah": step, "halaman": "2", **more}


def newer(kept: Document, name: str = "baru.pdf", pages: int = 9) -> DocumentVersion:
    file = StoredFile.objects.create(sha256="f" * 64, size=9, media_type="application/pdf", pages=pages)
    return DocumentVersion.objects.create(
        document=kept, position=2, file=file, file_name=name, reason="Buram"
    )


def test_one_decree_for_forty_innovations_is_stored_once(world: World) -> None:
    entries = [world.entry("oki", title=f"Inovasi {number}") for number in range(40)]
    kept, client = decree(world), world.client("oki")
    address = f"/dokumen/{kept.pk}/tautkan/"
    page = client.get(address).content.decode()
    assert "Inovasi 0" in page and "Inovasi 39" in page and "Regulasi Inovasi Daerah" in page
    look = client.post(address, sent(entries, "pratinjau", **{f"halaman-{entries[0].pk}": "3, 5-7"}))
    assert "semuanya dapat disimpan" in look.content.decode() and not EvidenceLink.objects.exists()
    done = client.post(address, sent(entries, "simpan", **{f"halaman-{entries[0].pk}": "3, 5-7"}))
    assert done.status_code == 302 and done["Location"] == f"/dokumen/{kept.pk}/"
    assert EvidenceLink.objects.count() == Claim.objects.count() == 40
    assert Document.objects.count() == StoredFile.objects.count() == 1
    pages = dict(EvidenceLink.objects.values_list("claim__entry__innovation__title", "pages"))
    assert pages["Inovasi 0"] == "3, 5-7" and pages["Inovasi 1"] == "2"
    assert AuditEvent.objects.filter(verb="claim.add_evidence").count() == 40


def test_one_refused_row_keeps_all_the_others_back_and_says_why(world: World) -> None:
    fine, gone = world.entry("oki", title="Boleh"), world.entry("oki", title="Sudah diajukan")
    Entry.objects.filter(pk=gone.pk).update(state="sent")
    kept, client = decree(world), world.client("oki")
    for step in ("pratinjau", "simpan"):
        answer = client.post(f"/dokumen/{kept.pk}/tautkan/", sent([fine, gone], step))
        page = answer.content.decode()
        assert answer.status_code == 422 and "1 isian ditolak" in page and "Diajukan ke koordinator" in page
    assert not EvidenceLink.objects.exists() and not Claim.objects.exists()
    assert not AuditEvent.objects.filter(verb="claim.add_evidence").exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("10", "Halaman 10 tidak ada: berkas ini hanya 9 halaman"), ("tiga", "Tulis nomor halaman")],
)
def test_pages_that_the_file_does_not_have_are_refused(world: World, typed: str, sentence: str) -> None:
    entry, kept = world.entry("oki"), decree(world)
    answer = world.client("oki").post(f"/dokumen/{kept.pk}/tautkan/", sent([entry], "simpan", halaman=typed))
    assert sentence in answer.content.decode() and not EvidenceLink.objects.exists()
    single = world.client("oki").post(
        f"/entri/{entry.pk}/isian/sid-16/bukti/", {"document": kept.pk, "pages": typed}
    )
    assert single.status_code == 422 and sentence in single.content.decode()


def test_a_search_keeps_what_is_chosen_and_typed(world: World) -> None:
    first, second = world.entry("oki", title="Antar Akta"), world.entry("oki", title="Pasar Pintar")
    kept = decree(world)
    answer = world.client("oki").post(
        f"/dokumen/{kept.pk}/tautkan/", sent([first], "cari", q="pasar", **{f"halaman-{first.pk}": "4"})
    )
    assert [(one.title, typed) for one, typed in answer.context["picked"]] == [("Antar Akta", "4")]
    assert [one.pk for one in answer.context["others"]] == [second.pk]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("isian", "", "Pilih isian"),
        ("isian", "sid-99", "Pilih isian"),
        ("pilih", "x", "paling sedikit satu inovasi"),
    ],
)
def test_nothing_chosen_is_said_so(world: World, field: str, value: str, sentence: str) -> None:
    entry, kept = world.entry("oki"), decree(world)
    answer = world.client("oki").post(
        f"/dokumen/{kept.pk}/tautkan/", {**sent([entry], "simpan"), field: value}
    )
    assert answer.status_code == 422 and sentence in answer.content.decode()


def test_nobody_links_for_another_department(world: World) -> None:
    theirs, kept = world.entry("otto", title="Milik Dinkes"), decree(world)
    answer = world.client("oki").post(f"/dokumen/{kept.pk}/tautkan/", sent([theirs], "simpan"))
    assert answer.status_code == 422 and not EvidenceLink.objects.exists()
    assert (
        world.client("citra").post(f"/dokumen/{kept.pk}/tautkan/", sent([theirs], "simpan")).status_code
        == 302
    )
    own = decree(world, department=DUKCAPIL, name="lain.pdf")
    assert world.client("otto").get(f"/dokumen/{own.pk}/tautkan/").status_code == 404
    assert world.client("hana").get(f"/dokumen/{own.pk}/tautkan/").status_code == 403
    page = world.client("citra").get(f"/dokumen/{own.pk}/tautkan/").content.decode()
    assert "Milik Dinkes" not in page, "a department's document stands for its own innovations only"


def test_a_row_stays_with_its_version_until_somebody_takes_the_newer(world: World) -> None:
    entry, kept, client = world.entry("oki"), decree(world), world.client("oki")
    link = add_evidence(entry, indicator_in(entry, "sid-16"), kept, pages="3", by=world.actor("oki"))
    newest = newer(kept)
    page = client.get(f"/entri/{entry.pk}/?buka=sid-16").content.decode()
    assert "Versi baru tersedia" in page
    link.refresh_from_db()
    assert link.version.position == 1
    answer = client.post(f"/bukti/{link.pk}/versi-terbaru/", {"dari": "isian"})
    assert answer["Location"].startswith(f"/entri/{entry.pk}/")
    link.refresh_from_db()
    assert (link.version, link.pages) == (newest, "3")
    assert client.post(f"/bukti/{link.pk}/versi-terbaru/").status_code == 409
    assert "Versi baru tersedia" not in client.get(f"/entri/{entry.pk}/?buka=sid-16").content.decode()
    assert AuditEvent.objects.get(verb="claim.use_newest").facts["to"] == 2


def test_every_row_that_may_change_takes_the_newer_version_at_once(world: World) -> None:
    kept = decree(world)
    entries = [world.entry(who, title=who) for who in ("oki", "otto", "oki")]
    for entry in entries[:1]:
        add_evidence(entry, indicator_in(entry, "sid-16"), kept, pages="8", by=world.actor("oki"))
    for entry in entries[1:]:
        by = world.actor("citra")
        add_evidence(entry, indicator_in(entry, "sid-16"), kept, pages="1", by=by)
    Entry.objects.filter(pk=entries[2].pk).update(state="sent")
    newer(kept, pages=7)
    answer = world.client("citra").post(f"/dokumen/{kept.pk}/versi-terbaru/", follow=True)
    page = answer.content.decode()
    assert "1 isian sekarang memakai versi terbaru" in page and "Halaman 8 tidak ada" in page
    positions = dict(EvidenceLink.objects.values_list("claim__entry", "version__position"))
    assert positions == {entries[0].pk: 1, entries[1].pk: 2, entries[2].pk: 1}


def test_the_same_bytes_uploaded_beside_a_row_use_the_document_that_is_there(world: World) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from piagam.uploads.tests.sending import a_pdf

    first, second, client = world.entry("oki"), world.entry("oki", title="Dua"), world.client("oki")
    pdf = a_pdf()
    for entry in (first, second):
        upload = SimpleUploadedFile("sk.pdf", pdf)
        answer = client.post(f"/entri/{entry.pk}/isian/sid-16/bukti/", {"file": upload}, follow=True)
        assert answer.status_code == 200
    assert "sudah ada di pustaka sebagai" in answer.content.decode()
    assert Document.objects.count() == 1 and EvidenceLink.objects.count() == 2


def test_what_others_use_for_the_row_is_offered_first(world: World) -> None:
    used, newer_one = decree(world, name="dipakai.pdf"), decree(world, name="baru.pdf")
    other = world.entry("otto", title="Lain")
    add_evidence(other, indicator_in(other, "sid-16"), used, by=world.actor("otto"))
    entry = world.entry("oki")
    shown = world.client("oki").get(f"/entri/{entry.pk}/isian/sid-16/bukti/").context["page"]
    assert list(shown) == [used, newer_one]
    Document.objects.filter(pk=used.pk).update(kind="perda", dated="2024-02-02")
    for query in ("jenis=perda", "tahun=2024"):
        shown = world.client("oki").get(f"/entri/{entry.pk}/isian/sid-17/bukti/?{query}").context["page"]
        assert list(shown) == [used]
