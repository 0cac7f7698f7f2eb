"""The chain finds every kind of tampering, at the event where it begins."""

import contextlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from piagam.audit import triggers
from piagam.audit.chain import canonical, event_hash
from piagam.audit.models import AuditEvent, ChainHead
from piagam.audit.queries import all_events, events_about, events_of_region
from piagam.audit.record import record
from piagam.audit.verify import Head, head, verify_chain


@dataclass(frozen=True)
class Someone:
    user_id: int | None = None
    role: str = "COR"
    fills_in_for: int | None = None


def write(count: int = 5) -> list[AuditEvent]:
    return [
        record(
            "entry.send",
            by=Someone(),
            on=("entries.entry", n),
            region="17.71",
            edition="iga-2026",
            data={"n": n},
        )
        for n in range(1, count + 1)
    ]


def sql(statement: str, *values: object) -> None:
    """What someone with the database's password does."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def broken_at() -> int | None:
    verdict = verify_chain()
    assert verdict.ok == (verdict.broken_at is None)
    return verdict.broken_at


@pytest.mark.django_db
def test_an_untouched_chain_is_whole() -> None:
    assert verify_chain().ok
    events = write()
    verdict = verify_chain()
    assert (verdict.ok, verdict.length) == (True, 5)
    assert "5" in verdict.sentence
    assert head() == Head(5, events[-1].hash)
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert events[2].previous_hash == events[1].hash


@pytest.mark.django_db
def test_an_event_read_back_has_the_hash_it_was_written_with() -> None:
    written = record(
        "score.correct", by=None, on=("scoring.run", 3), reason="Berkas terbaca keliru — diperbaiki ✔",
        data={"z": 1, "a": [Decimal("61.20"), date(2026, 1, 2), None, True], "ä": "é"},
    )  # fmt: skip
    event = AuditEvent.objects.get()
    assert event.data == '{"a":["61.20","2026-01-02",null,true],"z":1,"ä":"é"}'
    assert event.facts["z"] == 1
    assert event_hash(vars(event)) == written.hash
    assert (event.actor_role, event.actor_id) == ("CLOCK", None)
    assert abs((event.at - datetime.now(UTC)).total_seconds()) < 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    "column, value",
    [
        ("verb", "entry.accept"), ("actor_role", "ADM"), ("reason", "lain"), ("data", '{"n":9}'),
        ("nonce", "0" * 32), ("object_id", "9"), ("region_code", "17.06"), ("edition_id", "iga-2027"),
        ("at", "2026-01-01 00:00:00+00:00"),
    ],
)  # fmt: skip
def test_an_edit_is_found_at_its_event(column: str, value: str) -> None:
    write()
    sql(f"UPDATE audit_auditevent SET {column} = %s WHERE sequence = 3", value)
    assert broken_at() == 3


@pytest.mark.django_db
def test_an_edit_with_a_fitting_hash_is_found_at_the_next_event() -> None:
    write()
    event = AuditEvent.objects.get(sequence=3)
    event.verb = "entry.accept"
    sql(
        "UPDATE audit_auditevent SET verb = %s, hash = %s WHERE sequence = 3",
        event.verb,
        event_hash(vars(event)),
    )
    assert broken_at() == 4


@pytest.mark.django_db
def test_a_deleted_event_is_found() -> None:
    write()
    sql("DELETE FROM audit_auditevent WHERE sequence = 2")
    assert broken_at() == 2


@pytest.mark.django_db
def test_two_events_that_changed_places_are_found() -> None:
    write()
    for old, new in ((2, 92), (3, 2), (92, 3)):
        sql("UPDATE audit_auditevent SET sequence = %s WHERE sequence = %s", new, old)
    assert broken_at() == 2


@pytest.mark.django_db
def test_a_tail_that_was_cut_off_is_found() -> None:
    write()
    sql("DELETE FROM audit_auditevent WHERE sequence > 3")
    assert broken_at() == 4


@pytest.mark.django_db
def test_an_event_that_was_slipped_in_is_found() -> None:
    write()
    event = AuditEvent.objects.get(sequence=5)
    event.sequence, event.previous_hash = 6, event.hash
    event.hash = event_hash(vars(event))
    event.save(force_insert=True)
    assert broken_at() == 6


@pytest.mark.django_db
def test_a_tail_cut_off_together_with_the_head_is_found_by_a_witness() -> None:
    events = write()
    witnessed = head()
    sql("DELETE FROM audit_auditevent WHERE sequence > 3")
    sql("UPDATE audit_chainhead SET length = 3, hash = %s", events[2].hash)
    assert verify_chain().ok, "alone, the database cannot know"
    assert verify_chain(witnessed=witnessed).broken_at == 4


@pytest.mark.django_db
def test_a_chain_rewritten_from_one_event_on_is_found_by_a_witness() -> None:
    write()
    witnessed = head()
    sql("DELETE FROM audit_auditevent WHERE sequence > 3")
    sql(
        "UPDATE audit_chainhead SET length = 3, hash = (SELECT hash FROM audit_auditevent WHERE sequence = 3)"
    )
    record("entry.send", by=None, on=("x", 1))
    record("entry.send", by=None, on=("x", 2))
    assert verify_chain().ok
    assert verify_chain(witnessed=witnessed).broken_at == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET reason = 'x' WHERE sequence = 2",
        "DELETE FROM audit_auditevent WHERE sequence = 2",
        "DELETE FROM audit_chainhead",
        "UPDATE audit_chainhead SET length = 1",
        "UPDATE audit_chainhead SET hash = 'x'",
    ],
)
def test_the_database_refuses_to_change_the_record(statement: str) -> None:
    write()
    assert triggers.missing(connection) == []
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify_chain().ok


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_refuses_to_truncate_the_record() -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_auditevent")


@pytest.mark.django_db
def test_a_dropped_trigger_is_missed() -> None:
    triggers.remove(connection)
    assert triggers.missing(connection) == list(triggers.NAMES)


@pytest.mark.django_db
def test_events_without_a_head_stop_the_next_event() -> None:
    write(1)
    sql("DELETE FROM audit_chainhead")
    with pytest.raises(RuntimeError, match="lost its head"):
        write(1)


@pytest.mark.django_db(transaction=True)
def test_a_record_outside_a_transaction_is_refused() -> None:
    with pytest.raises(TransactionManagementError):
        record("entry.send", by=None, on=("x", 1))
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_leaves_no_event() -> None:
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        write(2)
        raise ZeroDivisionError
    assert not AuditEvent.objects.exists()
    with transaction.atomic():
        write(1)
    assert verify_chain().length == 1


@pytest.mark.django_db
def test_the_record_is_read_by_region_and_by_thing() -> None:
    write(3)
    record("edition.open", by=None, on=("editions.edition", "iga-2026"), edition="iga-2026")
    assert [event.sequence for event in events_of_region("17.71")] == [3, 2, 1]
    assert [event.sequence for event in events_about(("entries.entry", 2))] == [2]
    assert all_events(verb="edition.").count() == 1
    assert events_about(ChainHead.objects.get()).count() == 0


def test_canonical_text_does_not_depend_on_order_and_refuses_what_has_no_text() -> None:
    assert canonical({"b": 1, "a": {"d": 2, "c": 3}}) == canonical({"a": {"c": 3, "d": 2}, "b": 1})
    assert json.loads(canonical({"x": {3, 1, 2}})) == {"x": [1, 2, 3]}
    with pytest.raises(TypeError):
        canonical({"x": object()})
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"x": float("nan")})


@pytest.mark.django_db
def test_long_chains_are_read_in_a_few_queries(django_assert_num_queries: object) -> None:
    write(30)
    with django_assert_num_queries(3):  # type: ignore[operator]
        verify_chain()
