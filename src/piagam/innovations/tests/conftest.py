"""A small rulebook of our own, so that these tests do not move when the ministry's rules do."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.audit.tests.flushable import flushable_record  # noqa: F401
from piagam.innovations.models import Innovation
from piagam.innovations.rules import profile_of
from piagam.innovations.values import stamp_of
from tests.cast import World


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    """Every test has a store of its own."""
    settings.PIAGAM_DATA_DIR = tmp_path
    settings.PIAGAM_S3_BUCKET = ""
    return tmp_path


@pytest.fixture
def pdf() -> Callable[..., SimpleUploadedFile]:
    """Makes an upload: a PDF of so many pages."""

    def make(name: str = "SK Inovasi.pdf", pages: int = 1) -> SimpleUploadedFile:
        made = pikepdf.new()
        for number in range(pages):
            made.add_blank_page(page_size=(300 + number, 420))
        target = io.BytesIO()
        made.save(target, deterministic_id=True)
        return SimpleUploadedFile(name, target.getvalue(), "application/pdf")

    return make


@pytest.fixture
def innovation(world: World) -> Innovation:
    """Oki's innovation, of Disdukcapil."""
    return world.innovation("oki")


def version_of(innovation: Innovation, field: str) -> int:
    """The version of a field as it is stored now."""
    innovation.refresh_from_db()
    return stamp_of(profile_of(innovation).get(field))


def whole_form(innovation: Innovation, **typed: Any) -> dict[str, Any]:
    """What a browser sends of the plain form when these fields were typed and the others left as they are."""
    profile = profile_of(innovation)
    sent = {f"version-{code}": stamp_of(profile.get(code)) for code in {*profile, *typed}}
    return {
        **{code: value for code, value in profile.items() if isinstance(value, str | list)},
        **sent,
        **typed,
    }
