"""Pages become pictures without anything of the original but its look."""

from pathlib import Path

import pytest
from PIL import Image

from piagam.files import previews
from piagam.files.models import StoredFile
from piagam.files.previews import draw, page_image
from piagam.files.receiving import receive
from piagam.files.refusals import BadFile
from piagam.files.tests import made


def stored(name: str, content: bytes) -> StoredFile:
    return receive(
        made.upload(name, content), allowed=["pdf", "jpg", "png", "mp4"], max_bytes=2**25
    ).stored_file


@pytest.mark.django_db
def test_a_page_of_a_pdf_is_drawn_once_and_kept(monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> None:
    file = stored("a.pdf", made.pdf(3))
    first = page_image(file, 2, 600)
    assert first.is_relative_to(own_folder / "files" / "derived")
    with Image.open(first) as picture:
        assert (picture.format, picture.width) == ("WEBP", 640), "the next step of widths"
        assert 900 < picture.height < 910, "A4"
    monkeypatch.setattr(previews, "ask_child", None)
    assert page_image(file, 2, 640) == first
    assert not list((own_folder / "files" / "incoming").iterdir())


@pytest.mark.django_db
def test_many_pages_are_drawn_by_one_child(own_folder: Path) -> None:
    file = stored("a.pdf", made.pdf(5))
    draw(file, range(1, 6), 320)
    assert len(list((own_folder / "files" / "derived").rglob("*.webp"))) == 5


@pytest.mark.django_db
def test_a_picture_loses_the_place_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telepon"
    exif.get_ifd(0x8825)[2] = (3.0, 47.0, 30.0)
    exif[0x0112] = 6  # lies on its side
    content = made.picture("JPEG", (400, 200), exif=exif)
    assert b"Telepon" in content
    path = page_image(stored("foto.jpg", content), 1, 320)
    with Image.open(path) as picture:
        assert not picture.getexif()
        assert set(picture.info) <= {"loop", "background", "timestamp", "duration"}
        assert picture.height > picture.width, "upright"
    assert b"Telepon" not in path.read_bytes()


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_not_found() -> None:
    file = stored("a.pdf", made.pdf(1))
    film = stored("a.mp4", made.film())
    for wanted, page in ((file, 0), (file, 2), (film, 1)):
        with pytest.raises(BadFile) as refused:
            page_image(wanted, page, 320)
        assert refused.value.status == 404


@pytest.mark.django_db
def test_an_infected_file_is_not_drawn() -> None:
    file = stored("a.pdf", made.pdf(1))
    file.scan_state = StoredFile.Scan.INFECTED
    with pytest.raises(BadFile, match="virus"):
        page_image(file, 1, 320)


@pytest.mark.django_db
def test_a_page_that_kills_its_drawer_is_only_a_missing_picture(own_folder: Path) -> None:
    file = stored("a.pdf", made.pdf(1))
    path = next((own_folder / "files" / "sha256").rglob(file.sha256))
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 tidak lagi")
    with pytest.raises(BadFile) as refused:
        page_image(file, 1, 320)
    assert refused.value.status == 404
