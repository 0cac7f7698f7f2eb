"""The one clock that decides: the database's."""

from datetime import UTC, datetime

from django.db import connection


def database_now() -> datetime:
    """The present instant by the database's own clock, in UTC, to the millisecond or better."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
            return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
        cursor.execute("SELECT clock_timestamp()")
        instant: datetime = cursor.fetchone()[0]
        return instant.astimezone(UTC)
