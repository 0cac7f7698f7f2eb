"""Pages are compressed for browsers that can read them so; nothing else is."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse, JsonResponse
from django.test import RequestFactory

from piagam.web.compression import compressed

LONG = "<p>baris</p>" * 400


def answer(response: HttpResponse, accepts: str = "gzip, br") -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    found = compressed(lambda _request: response)(request)
    assert isinstance(found, HttpResponse)
    return found


def test_a_page_is_compressed_and_says_so() -> None:
    found = answer(HttpResponse(LONG))
    assert found["Content-Encoding"] == "gzip"
    assert found["Vary"] == "Accept-Encoding"
    assert int(found["Content-Length"]) == len(found.content) < len(LONG) / 5
    assert gzip.decompress(found.content).decode() == LONG


def test_its_size_does_not_repeat() -> None:
    assert len({len(answer(HttpResponse(LONG)).content) for _again in range(20)}) > 3


def test_a_browser_that_cannot_read_it_gets_it_plain() -> None:
    assert answer(HttpResponse(LONG), accepts="").content.decode() == LONG


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("<p>pendek</p>"),
        JsonResponse({"long": LONG}),
        HttpResponse(LONG, content_type="application/pdf"),
        HttpResponse(LONG, headers={"Content-Disposition": "attachment"}),
        HttpResponse(LONG, status=206),
    ],
)
def test_short_answers_json_files_and_parts_go_as_they_are(response: HttpResponse) -> None:
    assert not answer(response).has_header("Content-Encoding")


def test_a_stream_goes_as_it_is() -> None:
    stream = FileResponse(iter([LONG.encode()]), content_type="text/html")
    found = compressed(lambda _request: stream)(
        RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    )
    assert not found.has_header("Content-Encoding")
