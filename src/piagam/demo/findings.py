"""Locked findings on every claim of a demo edition: most accepted, some lowered or rejected, by a seeded draw."""

import itertools
import random
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from piagam.audit.record import record
from piagam.demo.inserting import as_json, insert, stored, take_numbers
from piagam.demo.progress import progress
from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim, EvidenceLink
from piagam.people.models import Membership
from piagam.verification.models import Assignment, Finding
from tallybook import Reason

BATCH = 4000
Decision = tuple[str, int, str, str]  # kind, verified level, code of the reason, note
LOWERED, REJECTED = 0.06, 0.02


def find_all(edition: Edition, *, seed: int) -> None:
    """Assigns and finds on all submitted claims above level 0."""
    claims = Claim.objects.filter(report__edition=edition, report__state="submitted", level__gt=0)
    claims = claims.filter(Q(entry=None) | Q(entry__state="submitted")).order_by("pk")
    total = claims.count()
    rng = random.Random(seed)
    verifiers = Membership.objects.filter(role="VER", ended_at=None).order_by("pk")
    users = list(verifiers.values_list("user_id", flat=True))
    reasons = {
        decision: [one for one in rulebook_of(edition).reasons if decision in one.decisions]
        for decision in ("lower", "reject")
    }
    stream = progress(
        ((pk, level or 0) for pk, level in claims.values_list("pk", "level").iterator(chunk_size=BATCH)),
        total=total,
        label="Findings",
    )
    now, marks = timezone.now(), itertools.count()
    while chunk := list(islice(stream, BATCH)):
        seen: dict[int, list[str]] = {}
        links = EvidenceLink.objects.filter(
            claim_id__gte=chunk[0][0], claim_id__lte=chunk[-1][0], version__isnull=False
        )
        for claim_id, sha in links.values_list("claim_id", "version__file_id"):
            seen.setdefault(claim_id, []).append(sha)
        with transaction.atomic():
            write(
                chunk,
                decisions(rng, chunk, reasons),
                [users[next(marks) % len(users)] for _one in chunk],
                seen,
                now,
            )
            record("demo.findings", by=None, on=edition, edition=edition.pk,
                   data={"first": chunk[0][0], "last": chunk[-1][0], "count": len(chunk)})  # fmt: skip


def write(
    chunk: list[tuple[int, int]],
    decided: Iterable[Decision],
    users: list[int],
    seen: dict[int, list[str]],
    now: datetime,
) -> None:
    """An assignment and a locked finding for each claim."""
    at = stored(now)
    numbers = take_numbers(Assignment, len(chunk))
    insert(
        Assignment,
        ("id", "claim", "verifier", "reason", "assigned_at"),
        [
            (number, pk, user, "Data demo", at)
            for number, (pk, _level), user in zip(numbers, chunk, users, strict=True)
        ],
    )
    insert(
        Finding,
        (
            "assignment",
            "claim",
            "decision",
            "level",
            "reason_code",
            "note",
            "seen",
            "decided_at",
            "locked_at",
        ),
        [
            (number, pk, *decision, as_json(sorted(seen.get(pk, []))), at, at)
            for number, (pk, _level), decision in zip(numbers, chunk, decided, strict=True)
        ],
    )


def decisions(
    rng: random.Random, chunk: list[tuple[int, int]], reasons: dict[str, list[Reason]]
) -> Iterator[Decision]:
    """A decision for each claim."""
    for _pk, level in chunk:
        draw = rng.random()
        if draw < REJECTED:
            kind, verified = "reject", 0
        elif draw < REJECTED + LOWERED and level > 1:
            kind, verified = "lower", level - 1
        else:
            yield "accept", level, "", ""
            continue
        reason = rng.choice(reasons[kind])
        yield kind, verified, reason.code, reason.sentence
