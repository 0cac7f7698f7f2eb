"""Pages travel compressed: a page of rows shrinks to a sixth, which an officer on a weak line feels.

Only whole HTML pages: files, ranges, streams and JSON go as they are. What is secret in a page is the CSRF token,
which Django masks anew for every request, and the compressed text is padded by a random length; so its size tells
nothing about it (the BREACH attack). Why: docs/explanation/decisions/.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

LEAST = 1_000  # bytes; below it there is nothing to win
PADDING = 100


def compressed(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Compresses HTML for browsers that take gzip."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not isinstance(response, HttpResponse) or not _is_page(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if len(response.content) >= LEAST and "gzip" in request.headers.get("Accept-Encoding", ""):
            response.content = compress_string(response.content, max_random_bytes=PADDING)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
        return response

    return middleware


def _is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    return (
        response.status_code != 206
        and kind.startswith("text/html")
        and not response.has_header("Content-Encoding")
        and not response.has_header("Content-Disposition")
    )
