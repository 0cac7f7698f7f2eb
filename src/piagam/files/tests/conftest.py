from pathlib import Path
from typing import Any

import pytest

from piagam.audit.tests.flushable import flushable_record  # noqa: F401


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    """Every test has a store of its own."""
    settings.PIAGAM_DATA_DIR = tmp_path
    settings.PIAGAM_S3_BUCKET = ""
    return tmp_path
