"""A browser gets the bytes that were received, and nothing that makes it run them."""

from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import RequestFactory

from piagam.files.delivery import image_response, response_for
from piagam.files.models import StoredFile
from piagam.files.previews import page_image
from piagam.files.receiving import receive
from piagam.files.refusals import BadFile
from piagam.files.tests import made

FILM = made.film()


def stored(name: str, content: bytes) -> StoredFile:
    return receive(
        made.upload(name, content), allowed=["pdf", "jpg", "docx", "mp4"], max_bytes=2**25
    ).stored_file


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore


def ask(file: StoredFile, **headers: str) -> Any:
    return response_for(file, "a.mp4", request=RequestFactory().get("/", headers=headers))


@pytest.mark.django_db
def test_what_comes_back_is_what_was_received() -> None:
    content = made.pdf()
    response = response_for(stored("a.pdf", content), "a.pdf")
    assert body(response) == content
    assert response["Content-Length"] == str(len(content))
    assert response["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name, content, shown",
    [
        ("a.pdf", made.pdf(), True), ("a.jpg", made.picture(), True), ("a.docx", made.office(), False),
        ("a.mp4", FILM, False),
    ],
)  # fmt: skip
def test_only_pdf_and_pictures_open_in_the_browser(name: str, content: bytes, shown: bool) -> None:
    disposition = response_for(stored(name, content), name, inline=True)["Content-Disposition"]
    assert disposition.startswith("inline" if shown else "attachment")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        'a"; filename=evil.html',
        "a\r\nSet-Cookie: x=1",
        "SK Wali Kota — 2026 é 日本.pdf",
        "a\\b/c\x00.pdf",
        "",
        "a;b,c'd",
    ],
)
def test_a_name_cannot_add_a_header_or_a_second_name(name: str) -> None:
    response = response_for(stored("a.pdf", made.pdf()), name)
    disposition = response["Content-Disposition"]
    assert not set("\r\n\0") & set(disposition)
    assert disposition.isascii()
    assert len(dict(response.items())) == len(list(response.items()))
    assert "set-cookie" not in {key.lower() for key in response.headers}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked, first, last",
    [("bytes=0-9", 0, 9), ("bytes=100-", 100, len(FILM) - 1), ("bytes=-5", len(FILM) - 5, len(FILM) - 1),
     ("bytes=10-999999", 10, len(FILM) - 1)],
)  # fmt: skip
def test_a_part_of_a_film_can_be_asked_for(asked: str, first: int, last: int) -> None:
    response = ask(stored("a.mp4", FILM), Range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert body(response) == FILM[first : last + 1]
    assert response["Content-Length"] == str(last - first + 1)


@pytest.mark.django_db
def test_a_part_that_is_not_there_is_refused_and_nonsense_gets_the_whole() -> None:
    file = stored("a.mp4", FILM)
    for asked in (f"bytes={len(FILM)}-", "bytes=9-3", "bytes=-0"):
        assert ask(file, Range=asked).status_code == 416
    for asked in ("bytes=-", "bytes=a-b", "bytes=0-1,5-6", "seconds=1-2"):
        assert body(ask(file, Range=asked)) == FILM
    assert ask(file, Range="bytes=0-1", If_Range='"lain"').status_code == 200


@pytest.mark.django_db
def test_a_browser_that_has_the_file_is_not_sent_it_again() -> None:
    file = stored("a.mp4", FILM)
    etag = ask(file)["ETag"]
    assert ask(file, If_None_Match=etag).status_code == 304
    picture = page_image(stored("a.jpg", made.picture()), 1, 160)
    response = image_response(picture)
    assert (response["Content-Type"], body(response)) == ("image/webp", picture.read_bytes())
    request = RequestFactory().get("/", headers={"If-None-Match": response["ETag"]})
    assert image_response(picture, request=request).status_code == 304


@pytest.mark.django_db
def test_an_infected_file_is_handed_to_nobody() -> None:
    file = stored("a.pdf", made.pdf())
    file.scan_state = StoredFile.Scan.INFECTED
    with pytest.raises(BadFile) as refused:
        response_for(file, "a.pdf")
    assert refused.value.status == 403
