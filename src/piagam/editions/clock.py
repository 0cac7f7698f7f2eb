"""The one clock that decides: the database's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.db import connection
from django.http import HttpRequest, HttpResponse

READING = ("GET", "HEAD")
_held: ContextVar[list[datetime] | None] = ContextVar("instant of a page", default=None)


def database_now() -> datetime:
    """The present instant by the database's own clock, in UTC, to the millisecond or better.

    While a page is only read, the first answer holds for the whole page (see `one_instant`).
    """
    held = _held.get()
    if held is None:
        return _ask()
    if not held:
        held.append(_ask())
    return held[0]


def _ask() -> datetime:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
            return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
        cursor.execute("SELECT clock_timestamp()")
        instant: datetime = cursor.fetchone()[0]
        return instant.astimezone(UTC)


@contextmanager
def holding_the_clock() -> Iterator[None]:
    """Asks the clock at most once inside."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def one_instant(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A page that is read has one instant: its parts agree on the phase. What writes asks anew each time."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return get_response(request)
        with holding_the_clock():
            return get_response(request)

    return middleware
