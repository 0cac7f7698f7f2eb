"""The child that opens a stranger's file can hang, die or eat memory without harm to the site."""

import os
import time

import pytest

from piagam.files.child import ChildFailed, ask_child

TROUBLE = "piagam.files.tests.trouble"


def test_a_child_that_hangs_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(ChildFailed, match="timeout"):
        ask_child(TROUBLE, "sleep", seconds=1)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("trouble", ["die", "say-nothing"])
def test_a_child_that_dies_or_says_nothing_has_failed(trouble: str) -> None:
    with pytest.raises(ChildFailed):
        ask_child(TROUBLE, trouble)


def test_a_child_has_bounded_memory_and_time() -> None:
    assert ask_child(TROUBLE, "memory") == {"refused": True}
    assert ask_child(TROUBLE, "limits") == {"cpu": 20, "core": 0}


def test_a_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIAGAM_SECRET_KEY", "rahasia")
    assert "PIAGAM_SECRET_KEY" in os.environ
    assert not [name for name in ask_child(TROUBLE, "environment") if name.startswith("PIAGAM")]
