"""Tests of what only one of the two databases does have their run on that one alone.

The whole suite runs on SQLite, and again on PostgreSQL when PIAGAM_DATABASE_URL names a server. A test marked
postgres or sqlite is left out of the other run: not skipped, for nothing is missing there.
"""

import os

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    other = "sqlite" if os.environ.get("PIAGAM_DATABASE_URL") else "postgres"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(other)]
