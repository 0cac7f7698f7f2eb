"""Handing bytes to a browser so that they stay bytes. Who may have them is decided before, by the guard."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header, parse_etags, quote_etag

from piagam.files.formats import BY_MEDIA_TYPE
from piagam.files.models import StoredFile
from piagam.files.receiving import clean_name
from piagam.files.refusals import infected
from piagam.files.storage import storage

BLOCK = 2**17
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
# A browser's own PDF viewer does not open in a sandboxed page. A PDF that acts is refused when it is received.
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def response_for(
    stored: StoredFile, filename: str, inline: bool = False, *, request: HttpRequest | None = None
) -> HttpResponseBase:
    """The original bytes. `inline` counts for PDF and images only; with `request`, a range of a video is answered."""
    if stored.scan_state == StoredFile.Scan.INFECTED:
        raise infected()
    known = BY_MEDIA_TYPE.get(stored.media_type)
    shown = inline and known is not None and (known.is_image or known.name == "pdf")
    etag = quote_etag(stored.sha256)
    headers = {
        "Content-Disposition": content_disposition_header(not shown, clean_name(filename)) or "attachment",
        "Content-Security-Policy": PDF_POLICY if shown and known and known.name == "pdf" else POLICY,
        "Content-Type": stored.media_type if known else "application/octet-stream",
        "Accept-Ranges": "bytes",
        "ETag": etag,
    }
    if request is not None and _has(request, etag):
        return _private(HttpResponse(status=304, headers={"ETag": etag}))
    span = _span(request, stored.size, etag)
    if span is None:
        response: HttpResponseBase = FileResponse(storage().open(stored.sha256))
        headers["Content-Length"] = str(stored.size)
        _set(response, headers)
    elif span[1] < span[0]:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
    else:
        start, end = span
        chunks = _read(storage().open(stored.sha256, start), end - start + 1)
        response = StreamingHttpResponse(chunks, status=206, headers=headers)
        response["Content-Range"] = f"bytes {start}-{end}/{stored.size}"
        response["Content-Length"] = str(end - start + 1)
    return _private(response)


def image_response(picture: Path, *, request: HttpRequest | None = None) -> HttpResponseBase:
    """A page's picture from `previews.page_image`; a browser that has it already asks only whether it still may."""
    etag = quote_etag(f"{picture.parent.name[:32]}-{picture.stem}")
    if request is not None and _has(request, etag):
        return _private(HttpResponse(status=304, headers={"ETag": etag}))
    response = FileResponse(picture.open("rb"), content_type="image/webp")
    _set(response, {"ETag": etag, "Content-Security-Policy": POLICY, "Content-Disposition": "inline"})
    return _private(response)


def _set(response: HttpResponseBase, headers: dict[str, str]) -> None:
    """Sets headers last: a FileResponse makes a disposition of its own, always inline, whatever it was given."""
    for name, value in headers.items():
        response[name] = value


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """Kept by nobody but the reader's own browser, and even there asked for anew each time."""
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    patch_vary_headers(response, ["Cookie"])
    return response


def _has(request: HttpRequest, etag: str) -> bool:
    return etag in parse_etags(request.headers.get("If-None-Match", ""))


def _span(request: HttpRequest | None, size: int, etag: str) -> tuple[int, int] | None:
    """First and last byte asked for; None for the whole; last before first when there is no such part."""
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip()) if request is not None else None
    if request is None or not asked or asked.group(0) == "bytes=-":
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:  # the last so many bytes
        return (max(0, size - int(last)), size - 1) if int(last) else (0, -1)
    start = int(first)
    end = min(int(last), size - 1) if last else size - 1
    return (start, end) if start < size and start <= end else (0, -1)


def _read(file: BinaryIO, length: int) -> Iterator[bytes]:
    with closing(file):
        while length > 0 and (block := file.read(min(BLOCK, length))):
            length -= len(block)
            yield block
