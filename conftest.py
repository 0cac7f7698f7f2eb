"""What every test of the repository may ask for, wherever it lies."""

pytest_plugins = [
    "pytester",
    "tests.conftest_world",
    "tests.surroundings.require_all",
    "tests.surroundings.chromium",
    "tests.surroundings.object_store",
    "tests.surroundings.databases",
]

from piagam.audit.tests.flushable import flushable_record  # noqa: E402, F401
