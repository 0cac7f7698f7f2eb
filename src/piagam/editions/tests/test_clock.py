"""One instant for a page that is read; a fresh one for each decision."""

from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from piagam.editions.clock import database_now, holding_the_clock, one_instant
from tests.cast import World


def asked(method: str) -> list[object]:
    found: list[object] = []

    def view(_request: object) -> object:
        found.extend((database_now(), database_now()))
        return None

    one_instant(view)(RequestFactory().generic(method, "/"))  # type: ignore[arg-type]
    return found


def test_a_page_that_is_read_has_one_instant(db: None) -> None:
    with CaptureQueriesContext(connection) as seen:
        first, second = asked("GET")
    assert first is second and len(seen) == 1


def test_what_writes_asks_each_time(db: None) -> None:
    with CaptureQueriesContext(connection) as seen:
        asked("POST")
    assert len(seen) == 2


def test_the_instant_ends_with_its_page(db: None) -> None:
    with holding_the_clock():
        before = database_now()
    assert database_now() >= before
    with holding_the_clock():
        assert database_now() is not before


def test_a_page_asks_the_clock_at_most_once(world: World) -> None:
    client = world.client("citra")
    entry = world.entry("oki")
    client.get(f"/entri/{entry.pk}/")
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/entri/{entry.pk}/")
    clock = ("strftime('%Y-%m-%dT%H:%M:%f', 'now')", "clock_timestamp")
    asked = [query for query in seen if any(words in query["sql"] for words in clock)]
    assert len(asked) <= 1
    assert len(seen) <= 14
