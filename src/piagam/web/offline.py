"""Pages taken offline: the list of them, and the script that serves them when there is no network."""

from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from piagam.web.pages import open_to_all

WORKER = Path(__file__).parent / "static" / "web" / "offline-worker.js"


@lru_cache(maxsize=1)
def _worker() -> bytes:
    return WORKER.read_bytes()


@open_to_all("The browser itself asks for it, also after the sign-in has ended.")
def worker(request: HttpRequest) -> HttpResponse:
    """The script at the root of the site: a worker stands only before addresses below its own."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@open_to_all("It lists what this browser holds; the server knows nothing of it.")
def shelf(request: HttpRequest) -> HttpResponse:
    """What the person took offline in this browser."""
    return render(request, "web/offline.html")
