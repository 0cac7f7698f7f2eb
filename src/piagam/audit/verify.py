"""`verify_chain`: every event is hashed again, in order, and compared with the head."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from piagam.audit.chain import HASHED, event_hash
from piagam.audit.models import GENESIS, AuditEvent, ChainHead


@dataclass(frozen=True)
class Head:
    """The end of the chain: whoever has noted it can later see whether anything before it was changed."""

    length: int = 0
    hash: str = GENESIS


@dataclass(frozen=True)
class ChainVerdict:
    """What was found. `broken_at` is the sequence number of the first event that is wrong or missing."""

    ok: bool
    length: int
    broken_at: int | None
    sentence: str


def head() -> Head:
    """The present end of the chain."""
    row = ChainHead.objects.first()
    return Head(row.length, row.hash) if row else Head()


def verify_chain(*, witnessed: Head | None = None) -> ChainVerdict:
    """Reads the whole chain in constant memory; writers need not stop.

    `witnessed` is a head noted earlier in a place that this database's owner cannot rewrite. Without one, a
    tail cut off together with the head row stays unseen.
    """
    before = head()
    marks = [mark for mark in (before, witnessed) if mark is not None]
    length, last = 0, GENESIS
    for event in _events():
        expected = length + 1
        if event["sequence"] != expected:
            return _broken(length, expected, _("peristiwa ini hilang atau tidak pada urutannya"))
        if event["previous_hash"] != last:
            return _broken(length, expected, _("tidak tersambung dengan peristiwa sebelumnya"))
        if event_hash(event) != event["hash"]:
            return _broken(length, expected, _("isinya berubah setelah dicatat"))
        length, last = expected, event["hash"]
        if any(mark.length == length and mark.hash != last for mark in marks):
            return _broken(length - 1, expected, _("berbeda dari ujung catatan yang pernah disimpan"))
    after = head()
    if length < max(mark.length for mark in marks):
        return _broken(length, length + 1, _("catatan terpotong; peristiwa sesudahnya hilang"))
    if length > after.length or (length == after.length and last != after.hash):
        return _broken(length, after.length + 1, _("ada peristiwa yang tidak ditulis oleh sistem ini"))
    sentence = _("Catatan audit utuh: %(length)s peristiwa.") % {"length": length}
    return ChainVerdict(True, length, None, sentence)


def _events() -> Iterator[dict[str, Any]]:
    rows = AuditEvent.objects.order_by("sequence").values(*HASHED, "hash")
    yield from rows.iterator(chunk_size=2000)


def _broken(length: int, at: int, what: str) -> ChainVerdict:
    sentence = _("Catatan audit rusak pada peristiwa nomor %(at)s: %(what)s.") % {"at": at, "what": what}
    return ChainVerdict(False, length, at, sentence)
