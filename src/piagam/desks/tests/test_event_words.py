"""Every event that the program records has words of its own in both languages."""

import re
from pathlib import Path

import piagam
from piagam.desks.event_words import VERBS

SOURCE = Path(piagam.__file__).parent
RECORDED = re.compile(r'\brecord\(\s*"([a-z_]+\.[a-z_.]+)"')


def recorded() -> set[str]:
    files = [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts]
    return {verb for path in files for verb in RECORDED.findall(path.read_text("utf-8"))}


def test_every_recorded_event_has_words() -> None:
    found = recorded()
    assert len(found) > 60 and "claim.edit" in found
    assert not sorted(found - set(VERBS))
