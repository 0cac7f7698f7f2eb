from piagam.audit.tests.flushable import flushable_record  # noqa: F401
