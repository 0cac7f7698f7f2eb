"""Lets a transactional test empty the tables: the append-only triggers step aside for its flush alone.

A conftest takes it in with `from piagam.audit.tests.flushable import flushable_record  # noqa: F401`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import TransactionTestCase


@pytest.fixture(autouse=True, scope="session")
def flushable_record() -> Iterator[None]:
    """Wraps the flush at the end of every TransactionTestCase and `transactional_db`."""
    flush = TransactionTestCase._fixture_teardown

    def without_triggers(self: Any) -> None:
        from django.db import connection

        from piagam.audit import triggers

        triggers.remove(connection)
        try:
            flush(self)
        finally:
            triggers.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield
