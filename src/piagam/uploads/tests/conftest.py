from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> Any:
    """Parts and files of a test lie in a folder of its own."""
    settings.PIAGAM_DATA_DIR = str(tmp_path)
    return tmp_path
