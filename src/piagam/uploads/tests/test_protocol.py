"""The protocol's own promises, one by one, and that a neighbour gets nowhere."""

import hashlib
from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from piagam.files.models import StoredFile
from piagam.uploads.models import Upload
from piagam.uploads.parts import path_of, sole_writer
from piagam.uploads.tests.sending import BYTES, TUS, a_pdf, begin, send
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_says_what_it_speaks(world: World) -> None:
    answer = world.client("oki").options("/unggahan/")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert {"creation", "termination", "checksum", "expiration"} <= set(answer["Tus-Extension"].split(","))
    assert int(answer["Tus-Max-Size"]) == 200 * 2**20


def test_a_file_arrives_in_parts_and_is_stored_under_its_hash(world: World) -> None:
    client, pdf = world.client("oki"), a_pdf()
    made = begin(client, len(pdf))
    url = made["Location"]
    assert made.status_code == 201 and made["Upload-Expires"].endswith("GMT")
    half = len(pdf) // 2
    first = send(client, url, pdf[:half], 0)
    assert first.status_code == 204 and first["Upload-Offset"] == str(half)
    asked = client.head(url, **TUS)
    assert (asked["Upload-Offset"], asked["Upload-Length"], asked["Cache-Control"]) == (
        str(half), str(len(pdf)), "no-store",
    )  # fmt: skip
    assert send(client, url, pdf[half:], half)["Upload-Offset"] == str(len(pdf))
    upload = Upload.objects.get()
    assert upload.file_id == hashlib.sha256(pdf).hexdigest()
    assert not path_of(upload.pk).exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_TUS_RESUMABLE": "0.2.2"}, 412),
        ({"HTTP_UPLOAD_OFFSET": "7"}, 409),
        ({"HTTP_UPLOAD_OFFSET": "x"}, 400),
        ({"HTTP_UPLOAD_CHECKSUM": "sha1 " + b64encode(b"0" * 20).decode()}, 460),
        ({"HTTP_UPLOAD_CHECKSUM": "crc32 AAAA"}, 400),
        ({"HTTP_UPLOAD_CHECKSUM": "sha1 ???"}, 400),
    ],
)
def test_a_part_that_does_not_fit_changes_nothing(world: World, headers: dict[str, str], status: int) -> None:
    client = world.client("oki")
    url = begin(client, 100)["Location"]
    answer = client.patch(url, b"x" * 10, content_type=BYTES, **{**TUS, "HTTP_UPLOAD_OFFSET": "0", **headers})
    assert answer.status_code == status and answer["Tus-Resumable"] == "1.0.0"
    assert client.head(url, **TUS)["Upload-Offset"] == "0"


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_part_with_the_right_checksum_is_taken(world: World, algorithm: str) -> None:
    client = world.client("oki")
    url = begin(client, 100)["Location"]
    digest = b64encode(hashlib.new(algorithm, b"abc").digest()).decode()
    assert send(client, url, b"abc", 0, HTTP_UPLOAD_CHECKSUM=f"{algorithm} {digest}").status_code == 204


def test_another_content_type_is_refused(world: World) -> None:
    client = world.client("oki")
    url = begin(client, 100)["Location"]
    answer = client.patch(url, b"x", content_type="text/plain", HTTP_UPLOAD_OFFSET="0", **TUS)
    assert answer.status_code == 415


def test_more_bytes_than_promised_are_refused_and_none_kept(world: World) -> None:
    client = world.client("oki")
    url = begin(client, 5)["Location"]
    assert send(client, url, b"x" * 6, 0).status_code == 413
    assert client.head(url, **TUS)["Upload-Offset"] == "0"


def test_what_lies_on_the_disk_beyond_the_acknowledged_bytes_is_cut_off(world: World) -> None:
    client = world.client("oki")
    url = begin(client, 6)["Location"]
    send(client, url, b"abc", 0)
    upload = Upload.objects.get()
    with path_of(upload.pk).open("ab") as part:
        part.write(b"torn bytes of a killed process")
    send(client, url, b"de", 3)
    assert path_of(upload.pk).read_bytes() == b"abcde"


def test_a_second_writer_is_told_to_wait(world: World) -> None:
    client = world.client("oki")
    url = begin(client, 6)["Location"]
    with sole_writer(Upload.objects.get().pk):
        assert send(client, url, b"abc", 0).status_code == 423
    assert send(client, url, b"abc", 0).status_code == 204


def test_an_upload_that_is_over_is_gone(world: World) -> None:
    client = world.client("oki")
    url = begin(client, 6)["Location"]
    send(client, url, b"abc", 0)
    path = path_of(Upload.objects.get().pk)
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.head(url, **TUS).status_code == 410
    begin(client, 9)
    assert not path.exists() and client.head(url, **TUS).status_code == 404


def test_termination_forgets_the_bytes(world: World) -> None:
    client = world.client("oki")
    url = begin(client, 6)["Location"]
    send(client, url, b"abc", 0)
    path = path_of(Upload.objects.get().pk)
    assert client.delete(url, **TUS).status_code == 204
    assert not path.exists() and client.head(url, **TUS).status_code == 404


def test_creation_may_bring_the_first_bytes(world: World) -> None:
    answer = world.client("oki").post("/unggahan/", b"abc", content_type=BYTES, HTTP_UPLOAD_LENGTH="6", **TUS)
    assert (answer.status_code, answer["Upload-Offset"]) == (201, "3")


@pytest.mark.parametrize("who", ["otto", "citra", "omar"])
def test_nobody_else_finds_it(world: World, who: str) -> None:
    url = begin(world.client("oki"), 6)["Location"]
    other = world.client(who)
    assert [other.head(url, **TUS).status_code, send(other, url, b"abc", 0).status_code,
            other.delete(url, **TUS).status_code] == [404, 404, 404]  # fmt: skip
    assert Upload.objects.get().offset == 0


def test_a_file_that_is_none_gets_its_sentence_and_is_dropped(world: World) -> None:
    client = world.client("oki")
    url = begin(client, 9)["Location"]
    answer = send(client, url, b"%PDF-oops", 0)
    assert answer.status_code == 400 and "rusak" in answer.json()["sentence"]
    assert not path_of(Upload.objects.get().pk).exists()
    assert not StoredFile.objects.exists()


def test_too_large_a_file_is_refused_before_the_first_byte(world: World, settings: Any) -> None:
    settings.MAX_FILE_BYTES = 1000
    answer = begin(world.client("oki"), 1001)
    assert answer.status_code == 413 and "terlalu besar" in answer.json()["sentence"]


def test_another_device_learns_what_is_unfinished(world: World) -> None:
    client = world.client("oki")
    url = begin(client, 6, "laporan.pdf")["Location"]
    send(client, url, b"abc", 0)
    told = world.client("oki").get("/unggahan/", HTTP_ACCEPT="application/json").json()["uploads"]
    assert told == [{"url": url, "name": "laporan.pdf", "length": 6, "offset": 3, "head": ""}]
    page = world.client("oki").get("/unggahan/").content.decode()
    assert "laporan.pdf" in page
    assert world.client("oki").post(f"{url}batalkan/").status_code == 302
    assert not Upload.objects.exists()
