"""Transactional tests empty the append-only record too."""

from piagam.audit.tests.flushable import flushable_record  # noqa: F401
