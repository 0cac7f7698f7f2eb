import pytest

from piagam.demo import build as building
from piagam.editions.models import Edition
from piagam.regions.official_list import load_regions


@pytest.fixture
def build(db):
    """Builds a small demo edition in the test's database."""
    load_regions()

    def make(phase: str, **sizes) -> Edition:
        given = {"regions": 4, "innovations": 24, "seed": 2026} | sizes
        return building.build(phase=phase, **given)

    return make
