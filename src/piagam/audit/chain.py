"""How an event becomes a hash. Another program in another language can follow these forty lines."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.functional import Promise

HASHED = (
    "sequence", "at", "actor_id", "actor_role", "verb", "object_type", "object_id", "region_code",
    "edition_id", "reason", "data", "nonce", "previous_hash",
)  # fmt: skip


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, no NaN: the same value gives the same text everywhere."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_plain
    )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | Promise):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"An audit event cannot hold a {type(value).__name__}: give text, numbers, lists, dicts.")


def instant(value: datetime) -> str:
    """UTC with microseconds: "2026-11-23T03:31:10.000123Z"."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def event_hash(event: Mapping[str, object]) -> str:
    """SHA-256 of the canonical JSON of every column but the hash itself."""
    return hashlib.sha256(canonical({name: event[name] for name in HASHED}).encode()).hexdigest()
