"""What every page may use without asking the database."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from piagam import __version__


def site(request: HttpRequest) -> dict[str, Any]:
    """`demo`: a demo instance; `version` of the program; `languages` to choose from."""
    return {
        "demo": getattr(settings, "DEMO", False),
        "shows_look": getattr(settings, "DEMO", False) or settings.DEBUG,
        "version": __version__,
        "languages": settings.LANGUAGES,
        "here": request.get_full_path(),
    }
