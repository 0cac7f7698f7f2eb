"""Shared by the tests of accounts."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.core.cache import cache


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, traveller: Any) -> None:
        self.traveller = traveller

    def shift(self, seconds: float) -> None:
        self.traveller.shift(seconds)


@pytest.fixture
def time_machine_at() -> Callable[[str], Any]:
    """`with time_machine_at("2026-03-01 …") as clock: clock.shift(30)`."""

    @contextmanager
    def at(moment: str):
        with time_machine.travel(moment, tick=False) as traveller:
            yield Clock(traveller)

    return at


@pytest.fixture(autouse=True)
def no_attempts_left_over(request: pytest.FixtureRequest) -> None:
    """Failed attempts of one test are not counted in the next."""
    if "world" in request.fixturenames:
        request.getfixturevalue("world")
        cache.clear()
