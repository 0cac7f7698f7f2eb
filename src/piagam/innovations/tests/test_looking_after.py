"""Words are read and viruses looked for behind everybody's back; neither ever holds anybody up."""

import socket
import struct
import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.files.models import FileText, StoredFile
from piagam.files.text import files_with, pages_with
from piagam.innovations.actions import add_document
from piagam.innovations.looking_after import look_after, look_after_waiting
from piagam.innovations.models import Document
from piagam.notices.models import Notice
from piagam.web.errors import Refused
from tests.cast import World

pytestmark = pytest.mark.django_db
VIRUS = b"PIAGAM-VIRUS-BUATAN"


class Clamd:
    """Speaks INSTREAM as clamd does, and finds one made-up virus."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.asked = 0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                line, _address = self.server.accept()
            except OSError:
                return
            with line:
                self.answer(line)

    def answer(self, line: socket.socket) -> None:
        file = line.makefile("rb")
        assert file.read(10) == b"zINSTREAM\0"
        body = b""
        while size := struct.unpack("!L", file.read(4))[0]:
            body += file.read(size)
        self.asked += 1
        line.sendall(b"stream: Buatan.UNOFFICIAL FOUND\0" if VIRUS in body else b"stream: OK\0")


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    made = Clamd()
    settings.PIAGAM_CLAMD = made.address
    yield made
    made.server.close()


def a_pdf(text: str, *, more: bytes = b"") -> bytes:
    """Two pages; the text stands on the second."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                                                BaseFont=pikepdf.Name.Helvetica))  # fmt: skip
    for words in ("Halaman judul", text):
        pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 12 Tf 60 700 Td ({words}) Tj ET".encode())
    if more:
        pdf.Root.Lain = pdf.make_stream(more)
    out = BytesIO()
    pdf.save(out, compress_streams=False)
    return out.getvalue()


def add(world: World, name: str, data: bytes) -> Document:
    return add_document(
        world.actor("oki"), region=world.regions["17.71"], department=world.memberships["oki"].department,
        subject="Naskah", upload=SimpleUploadedFile(name, data),
    )  # fmt: skip


def file_of(document: Document) -> StoredFile:
    return document.versions.get().file


def test_words_of_a_pdf_are_found_with_their_page(world: World) -> None:
    stored = file_of(add(world, "sk.pdf", a_pdf("Penetapan inovasi daerah")))
    look_after.func(stored.pk)
    kept = files_with("INOVASI penetapan").get()
    assert kept.file_id == stored.pk and pages_with(kept, "penetapan") == [2]
    assert not files_with("tidak ada").exists()


def test_words_of_a_word_file_are_found(world: World) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            "<w:document><w:p><w:r><w:t>Tarif &amp; retribusi</w:t></w:r></w:p></w:document>",
        )
    stored = file_of(add(world, "tarif.docx", out.getvalue()))
    look_after.func(stored.pk)
    assert files_with("tarif & retribusi").get().file_id == stored.pk


def test_a_photo_has_no_words_and_is_not_asked_twice(world: World) -> None:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (20, 20)).save(out, "JPEG")
    stored = file_of(add(world, "foto.jpg", out.getvalue()))
    look_after.func(stored.pk)
    assert FileText.objects.get().state == FileText.State.NONE
    assert look_after_waiting() == 0


def test_without_a_scanner_a_file_stays_unscanned_and_usable(world: World) -> None:
    document = add(world, "sk.pdf", a_pdf("Penetapan"))
    assert look_after.func(file_of(document).pk) == StoredFile.Scan.UNSCANNED
    assert world.client("oki").get(f"/dokumen/{document.pk}/berkas/1/").status_code == 200


def test_a_clean_file_is_said_to_be_clean(world: World, clamd: Clamd) -> None:
    stored = file_of(add(world, "sk.pdf", a_pdf("Penetapan")))
    assert look_after.func(stored.pk) == StoredFile.Scan.CLEAN and clamd.asked == 1


def test_an_infected_file_is_closed_and_its_owner_told(world: World, clamd: Clamd) -> None:
    bytes_of_it = a_pdf("Penetapan", more=VIRUS)
    document = add(world, "sk.pdf", bytes_of_it)
    assert look_after.func(file_of(document).pk) == StoredFile.Scan.INFECTED
    assert world.client("oki").get(f"/dokumen/{document.pk}/berkas/1/").status_code == 403
    notice = Notice.objects.get(user=world.user("oki"))
    assert "virus" in notice.text and notice.url == f"/dokumen/{document.pk}/"
    look_after.func(file_of(document).pk)
    assert Notice.objects.count() == 1
    with pytest.raises(Refused, match="virus"):
        add(world, "lagi.pdf", bytes_of_it)


def test_a_scanner_that_is_away_is_asked_again(world: World, settings: Any) -> None:
    settings.PIAGAM_CLAMD = "127.0.0.1:9"
    stored = file_of(add(world, "sk.pdf", a_pdf("Penetapan")))
    assert look_after.func(stored.pk) == "away"
    assert StoredFile.objects.get().scan_state == StoredFile.Scan.UNSCANNED


def test_files_from_before_the_scanner_are_looked_at(world: World, settings: Any) -> None:
    stored = file_of(add(world, "sk.pdf", a_pdf("Penetapan")))
    look_after.func(stored.pk)
    assert look_after_waiting() == 0
    settings.PIAGAM_CLAMD = "/tidak/ada.sock"
    assert look_after_waiting() == 1


def test_a_file_that_cannot_be_read_is_said_so_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from piagam.files import text
    from piagam.files.child import ChildFailed

    def fails(*_arguments: object) -> dict[str, Any]:
        raise ChildFailed("x")

    monkeypatch.setattr(text, "ask_child", fails)
    stored = file_of(add(world, "sk.pdf", a_pdf("Penetapan")))
    look_after.func(stored.pk)
    assert FileText.objects.get().state == FileText.State.FAILED
