"""Evidence of a row: uploaded, picked, with pages, taken off."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from piagam.audit.models import AuditEvent
from piagam.entries.models import Claim, EvidenceLink
from piagam.entries.rows import rows_of
from piagam.entries.tests.scenes import answer, document, rows
from piagam.innovations.models import Document
from tests.cast import World

DUKCAPIL = "Dinas Kependudukan dan Pencatatan Sipil"


def picture() -> SimpleUploadedFile:
    """A small photo."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return SimpleUploadedFile("foto kegiatan.png", out.getvalue(), "image/png")


def taking(world: World, kind: str) -> tuple[object, object, str]:
    """An entry, a row of it that takes a kind of file, and the address for its evidence."""
    entry = world.entry("oki")
    indicator = next(one for one in rows(entry) if one.evidence and kind in one.evidence.formats)
    return entry, indicator, f"/entri/{entry.pk}/isian/{indicator.code}/bukti/"


def test_an_uploaded_picture_becomes_a_document_of_the_department_and_proves_the_row(world: World) -> None:
    entry, indicator, url = taking(world, "png")
    answer(world, entry, indicator, "oki")
    row = next(one for one in rows_of(entry) if one.code == indicator.code)
    assert (row.state, row.counted) == ("unsupported", 0)
    response = world.client("oki").post(url, {"file": picture(), "pages": "1"})
    assert response["location"] == f"/entri/{entry.pk}/?buka={indicator.code}#{indicator.code}"
    kept = Document.objects.get()
    assert (kept.subject, kept.department.name) == ("foto kegiatan.png", DUKCAPIL)
    link = EvidenceLink.objects.get()
    assert (link.version.position, link.pages) == (1, "1")
    row = next(one for one in rows_of(entry) if one.code == indicator.code)
    assert (row.state, row.counted) == ("done", len(indicator.levels))


def test_a_document_of_the_library_is_picked_with_its_pages(world: World) -> None:
    _entry, _indicator, url = taking(world, "pdf")
    kept = document(world, department=DUKCAPIL)
    page = world.client("oki").get(url).content.decode()
    assert kept.subject in page
    world.client("oki").post(url, {"document": kept.pk, "pages": "3 s.d. 5; 8"})
    assert EvidenceLink.objects.get().pages == "3-5, 8"
    world.client("oki").post(url, {"document": kept.pk, "pages": "9"})
    assert EvidenceLink.objects.get().pages == "9"
    assert Claim.objects.get().level is None


@pytest.mark.parametrize("pages", ["tiga", "5-3", "0", "1,,2-", "1-2-3"])
def test_page_numbers_that_make_no_sense_are_said_so(world: World, pages: str) -> None:
    _entry, _indicator, url = taking(world, "pdf")
    kept = document(world, department=DUKCAPIL)
    response = world.client("oki").post(url, {"document": kept.pk, "pages": pages})
    assert response.status_code == 422
    assert "halaman" in response.content.decode()
    assert not EvidenceLink.objects.exists()


def test_nothing_chosen_is_said_so(world: World) -> None:
    _entry, _indicator, url = taking(world, "pdf")
    response = world.client("oki").post(url, {"pages": "1"})
    assert response.status_code == 422
    assert "Pilih berkas" in response.content.decode()


def test_a_kind_of_file_the_row_does_not_take_is_refused_with_the_kinds_it_takes(world: World) -> None:
    entry = world.entry("oki")
    only_pdf = next(one for one in rows(entry) if one.evidence and one.evidence.formats == ("pdf",))
    url = f"/entri/{entry.pk}/isian/{only_pdf.code}/bukti/"
    kept = document(world, department=DUKCAPIL, name="foto.png")
    for sent in ({"document": kept.pk}, {"file": picture()}):
        response = world.client("oki").post(url, sent)
        assert response.status_code == 422
        assert "pdf" in response.content.decode().lower()
    assert not EvidenceLink.objects.exists()


def test_a_file_that_is_no_picture_at_all_is_refused_with_a_sentence(world: World) -> None:
    _entry, _indicator, url = taking(world, "png")
    fake = SimpleUploadedFile("foto.png", b"<script>alert(1)</script>", "image/png")
    response = world.client("oki").post(url, {"file": fake})
    assert response.status_code == 422
    assert not Document.objects.exists()


def test_the_region_s_own_documents_serve_every_department_but_not_those_of_others(world: World) -> None:
    _entry, _indicator, url = taking(world, "pdf")
    client = world.client("oki")
    assert client.post(url, {"document": document(world).pk}).status_code == 302
    other = document(world, department="Dinas Kesehatan", name="lain.pdf")
    foreign = document(world, "17.06", department="Dinas Kesehatan", name="tetangga.pdf")
    assert client.post(url, {"document": other.pk}).status_code == 422
    assert client.post(url, {"document": foreign.pk}).status_code == 422
    assert world.client("citra").post(url, {"document": other.pk}).status_code == 422
    assert EvidenceLink.objects.count() == 1


def test_evidence_is_taken_off_and_stays_in_the_library(world: World) -> None:
    _entry, _indicator, url = taking(world, "pdf")
    client, kept = world.client("oki"), document(world, department=DUKCAPIL)
    client.post(url, {"document": kept.pk})
    off = f"/bukti/{EvidenceLink.objects.get().pk}/lepas/"
    assert world.client("omar").post(off).status_code == 404
    assert world.client("hana").post(off).status_code == 403
    assert client.post(off).status_code == 302
    assert not EvidenceLink.objects.exists()
    assert Document.objects.filter(pk=kept.pk).exists()
    verbs = list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["claim.add_evidence", "claim.remove_evidence"]


def test_no_evidence_moves_after_the_close(world: World) -> None:
    _entry, _indicator, url = taking(world, "pdf")
    client, kept = world.client("oki"), document(world, department=DUKCAPIL)
    client.post(url, {"document": kept.pk})
    off = f"/bukti/{EvidenceLink.objects.get().pk}/lepas/"
    world.to_phase("C")
    assert client.post(off).status_code == 409
    assert client.post(url, {"document": kept.pk}).status_code == 409
    assert EvidenceLink.objects.count() == 1
