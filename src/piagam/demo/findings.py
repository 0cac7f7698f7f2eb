"""Locked findings on every claim of a demo edition: most accepted, some lowered or rejected, by a seeded draw."""

import random
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from piagam.audit.record import record
from piagam.demo.progress import progress
from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim, EvidenceLink
from piagam.people.models import Membership
from piagam.verification.models import Assignment, Finding
from tallybook import Reason

BATCH = 4000
LOWERED, REJECTED = 0.06, 0.02


def find_all(edition: Edition) -> None:
    """Assigns and finds on all submitted claims above level 0."""
    claims = Claim.objects.filter(report__edition=edition, report__state="submitted", level__gt=0)
    claims = claims.filter(Q(entry=None) | Q(entry__state="submitted")).order_by("pk")
    total = claims.count()
    rng = random.Random(total)
    users = list(Membership.objects.filter(role="VER", ended_at=None).values_list("user_id", flat=True))
    reasons = {
        decision: [one for one in rulebook_of(edition).reasons if decision in one.decisions]
        for decision in ("lower", "reject")
    }
    stream = progress(
        ((pk, level or 0) for pk, level in claims.values_list("pk", "level").iterator(chunk_size=BATCH)),
        total=total,
        label="Findings",
    )
    now = timezone.now()
    while chunk := list(islice(stream, BATCH)):
        seen: dict[int, list[str]] = {}
        links = EvidenceLink.objects.filter(claim_id__in=[pk for pk, _level in chunk], version__isnull=False)
        for claim_id, sha in links.values_list("claim_id", "version__file_id"):
            seen.setdefault(claim_id, []).append(sha)
        with transaction.atomic():
            assignments = Assignment.objects.bulk_create(
                Assignment(claim_id=pk, verifier_id=rng.choice(users), reason="Data demo")
                for pk, _level in chunk
            )
            Finding.objects.bulk_create(
                Finding(assignment=assignment, claim_id=pk, seen=sorted(seen.get(pk, [])), decided_at=now,
                        locked_at=now, **decision)
                for assignment, (pk, _claimed), decision in zip(
                    assignments, chunk, decisions(rng, chunk, reasons), strict=True
                )
            )  # fmt: skip
            record("demo.findings", by=None, on=edition, edition=edition.pk,
                   data={"first": chunk[0][0], "last": chunk[-1][0], "count": len(chunk)})  # fmt: skip


def decisions(
    rng: random.Random, chunk: list[tuple[int, int]], reasons: dict[str, list[Reason]]
) -> Iterator[dict[str, Any]]:
    """A decision for each claim."""
    for _pk, level in chunk:
        draw = rng.random()
        if draw < REJECTED:
            kind, verified = "reject", 0
        elif draw < REJECTED + LOWERED and level > 1:
            kind, verified = "lower", level - 1
        else:
            yield {"decision": "accept", "level": level}
            continue
        reason = rng.choice(reasons[kind])
        yield {"decision": kind, "level": verified, "reason_code": reason.code, "note": reason.sentence}
