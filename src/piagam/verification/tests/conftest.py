"""What the tests of verification start from."""

import pytest

from piagam.entries.models import Claim
from tests.cast import World


@pytest.fixture
def submitted(world: World) -> World:
    """One submitted entry with three claims, in verification."""
    entry = world.entry("oki", state="submitted")
    report = entry.report
    report.state = "submitted"
    report.save()
    for indicator, level in (("sid-16", 2), ("sid-17", 3), ("sid-19", 1)):
        Claim.objects.create(report=report, entry=entry, indicator=indicator, level=level)
    world.to_phase("V")
    return world
