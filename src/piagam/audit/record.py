"""`record`: the only way an event is written."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import connection
from django.db.models import Model
from django.db.transaction import TransactionManagementError

from piagam.audit.chain import canonical, event_hash
from piagam.audit.models import AuditEvent, ChainHead

CLOCK = "CLOCK"
FILLS_IN_FOR = "fills_in_for"


class Who(Protocol):
    """Whoever acts: a person in a role."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...
    @property
    def fills_in_for(self) -> int | None: ...


def record(
    verb: str,
    *,
    by: Who | None,
    on: object,
    region: str | None = "",
    edition: str | None = "",
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Appends an event to the chain, inside the transaction that makes the change.

    `by` is None when the clock acts. `on` is a model instance, or a pair (type, id). Writers wait for each
    other from here to the end of their transaction, so record last, after the rows are changed.

    Whoever fills in for a colleague acts under the own name; `data` then says for whom, whatever the event is.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("record() belongs in the transaction of the change it records.")
    head = _locked_head()
    object_type, object_id = name_of(on)
    facts = dict(data or {})
    if by is not None and by.fills_in_for is not None:
        facts[FILLS_IN_FOR] = by.fills_in_for
    columns: dict[str, Any] = {
        "sequence": head.length + 1,
        "at": _database_now(),
        "actor_id": by.user_id if by else None,
        "actor_role": by.role if by else CLOCK,
        "verb": verb,
        "object_type": object_type,
        "object_id": object_id,
        "region_code": region or "",
        "edition_id": edition or "",
        "reason": reason,
        "data": canonical(facts),
        "nonce": secrets.token_hex(16),
        "previous_hash": head.hash,
    }
    event = AuditEvent(**columns, hash=event_hash(columns))
    event.save(force_insert=True)
    ChainHead.objects.filter(pk=head.pk).update(length=event.sequence, hash=event.hash)
    return event


def name_of(on: object) -> tuple[str, str]:
    """("entries.entry", "12") for a model instance; a pair as it is; anything else by its class."""
    if isinstance(on, Model):
        return on._meta.label_lower, str(on.pk)
    if isinstance(on, tuple):
        kind, key = on
        return str(kind), str(key)
    return type(on).__name__.lower(), str(getattr(on, "pk", ""))


def _locked_head() -> ChainHead:
    """The head, locked until the transaction ends. SQLite is locked already: IMMEDIATE transactions."""
    head = ChainHead.objects.select_for_update().first()
    if head is None:
        if AuditEvent.objects.exists():
            raise RuntimeError(
                "The audit chain has lost its head. Run `piagam check` before anything is changed."
            )
        ChainHead.objects.bulk_create([ChainHead()], ignore_conflicts=True)
        head = ChainHead.objects.select_for_update().get()
    return head


def _database_now() -> datetime:
    """The database's clock at this very moment, not at the start of the transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
            return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
        return moment.astimezone(UTC)
