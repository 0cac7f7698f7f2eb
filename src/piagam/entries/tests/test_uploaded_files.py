"""Files that arrived before their form, in the forms that want them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.innovations.models import Document
from piagam.uploads.models import Upload
from piagam.uploads.tests.sending import a_pdf, begin, send
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.PIAGAM_DATA_DIR = str(tmp_path)


def test_a_file_that_arrived_in_parts_becomes_a_document(world: World) -> None:
    client, pdf = world.client("oki"), a_pdf()
    send(client, begin(client, len(pdf))["Location"], pdf, 0)
    upload = Upload.objects.get()
    page = client.post("/dokumen/baru/", {"file-upload": str(upload.pk), "subject": "SK"})
    assert page.status_code == 302
    assert Document.objects.get().versions.get().file_id == upload.file_id


def test_nobody_elses_upload_can_be_put_into_a_form(world: World) -> None:
    pdf = a_pdf()
    client = world.client("omar")
    send(client, begin(client, len(pdf))["Location"], pdf, 0)
    key = str(Upload.objects.get().pk)
    page = world.client("oki").post("/dokumen/baru/", {"file-upload": key, "subject": "SK"})
    assert page.status_code == 400 and "tidak ada lagi" in page.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000000", "' or 1"])
def test_an_invented_key_is_said_so(world: World, key: str) -> None:
    page = world.client("oki").post("/dokumen/baru/", {"file-upload": key, "subject": "SK"})
    assert page.status_code == 400 and "Pilih berkasnya sekali lagi" in page.content.decode()


def test_a_form_may_not_use_what_has_not_arrived(world: World) -> None:
    client = world.client("oki")
    begin(client, 9)
    page = client.post("/dokumen/baru/", {"file-upload": str(Upload.objects.get().pk), "subject": "SK"})
    assert "belum selesai" in page.content.decode()


def test_a_regions_room_ends(world: World, settings: Any) -> None:
    settings.REGION_QUOTA_BYTES = 10
    client, pdf = world.client("oki"), a_pdf()
    send(client, begin(client, len(pdf))["Location"], pdf, 0)
    page = client.post("/dokumen/baru/", {"file-upload": str(Upload.objects.get().pk), "subject": "SK"})
    assert "Ruang berkas tidak cukup" in page.content.decode()


def test_the_same_bytes_count_once_for_the_room(world: World, settings: Any) -> None:
    client, pdf = world.client("oki"), a_pdf()
    settings.REGION_QUOTA_BYTES = len(pdf) + 10
    for _ in range(2):
        send(client, begin(client, len(pdf))["Location"], pdf, 0)
        key = str(Upload.objects.order_by("-created_at").first().pk)
        sent = {"file-upload": key, "subject": "SK", "tetap": "1"}
        assert client.post("/dokumen/baru/", sent).status_code == 302


def test_a_form_without_a_script_still_sends_the_file(world: World) -> None:
    page = world.client("oki").post(
        "/dokumen/baru/", {"file": SimpleUploadedFile("sk.pdf", a_pdf()), "subject": "SK"}
    )
    assert page.status_code == 302 and Document.objects.get().versions.get().file_name == "sk.pdf"


def test_several_files_for_one_row_become_several_documents(world: World) -> None:
    client, entry = world.client("oki"), world.entry("oki")
    keys = []
    for pages in (1, 2):
        pdf = a_pdf(pages)
        send(client, begin(client, len(pdf), f"foto-{pages}.pdf")["Location"], pdf, 0)
        keys.append(str(Upload.objects.order_by("-created_at").first().pk))
    answer = client.post(
        f"/entri/{entry.pk}/isian/sid-16/bukti/",
        {"file-upload": keys, "file-upload-name": ["foto-1.pdf", "foto-2.pdf"]},
    )
    assert answer.status_code == 302
    assert sorted(Document.objects.values_list("subject", flat=True)) == ["foto-1.pdf", "foto-2.pdf"]
    assert entry.claims.get().evidence.count() == 2
