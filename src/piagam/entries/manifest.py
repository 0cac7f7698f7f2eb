"""What "a submission" is: one canonical text of everything that was submitted, and its fingerprint.

Canonical: JSON, keys sorted, no blanks, UTF-8, numbers only as integers; measured values are strings. Anyone
recomputes the fingerprint with `sha256sum` on the file as downloaded.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from piagam.entries.models import Claim, Entry, EvidenceLink, Report, Statement
from piagam.entries.promises import live_promises

FORMAT = "piagam-submission/1"


def canonical(value: object) -> str:
    """The one text of a JSON value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256_of(text: str) -> str:
    """The fingerprint of a text, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def evidence_by_claim(report: Report) -> dict[int, list[dict[str, Any]]]:
    """Every linked document of a report's claims: its bytes' fingerprint, name and size, or its address."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    links = EvidenceLink.objects.filter(claim__report=report).order_by("claim", "added_at", "pk")
    rows = links.values_list(
        "claim_id", "pages", "document__subject", "document__link",
        "version__file__sha256", "version__file_name", "version__file__size", "version__position",
    )  # fmt: skip
    for claim, pages, subject, link, sha256, name, size, position in rows:
        line: dict[str, Any] = {"subject": subject, "pages": pages}
        if sha256:
            line |= {"sha256": sha256, "name": name, "size": size, "version": position}
        else:
            line |= {"link": link}
        found[claim].append(line)
    for promise in live_promises().filter(claim__report=report).order_by("claim", "pk"):
        found[promise.claim_id].append(
            {"promised": True, "sha256": promise.sha256, "size": promise.size, "media_type": promise.media_type,
             "name": promise.file_name, "pages": promise.pages}
        )  # fmt: skip
    return found


def claim_lines(claims: Iterable[Claim], evidence: Mapping[int, list[dict[str, Any]]]) -> dict[str, Any]:
    """Claims as the manifest holds them, by indicator."""
    return {
        claim.indicator: {"facts": claim.facts, "level": claim.level, "evidence": evidence.get(claim.pk, [])}
        for claim in claims
    }


def manifest_of(
    report: Report,
    entries: Sequence[Entry],
    *,
    number: str,
    submitted_at: datetime,
    statement: Statement | None = None,
) -> str:
    """The canonical text of a region's submission, in a fixed number of queries."""
    signed = {
        "name": statement.name, "text": statement.text, "content_sha256": statement.content_sha256,
        "signed_at": in_utc(statement.signed_at),
    } if statement else None  # fmt: skip
    head = {"format": FORMAT, "number": number, "submitted_at": in_utc(submitted_at), "statement": signed}
    return canonical({**head, **content_of(report, entries)})


def in_utc(instant: datetime) -> str:
    """An instant as the manifest writes it."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds")


def content_sha256(report: Report) -> str:
    """The fingerprint of what would be submitted now: it changes with every answer, document and profile in it."""
    going = Entry.objects.filter(report=report.pk, state__in=(Entry.State.ACCEPTED, Entry.State.SUBMITTED))
    entries = list(going.select_related("innovation", "department").order_by("pk"))
    return sha256_of(canonical(content_of(report, entries)))


def content_of(report: Report, entries: Sequence[Entry]) -> dict[str, Any]:
    """Everything in a submission but its number, its instant and the statement over it."""
    by_entry: dict[int | None, list[Claim]] = defaultdict(list)
    for claim in Claim.objects.filter(report=report).order_by("pk"):
        by_entry[claim.entry_id].append(claim)
    evidence = evidence_by_claim(report)
    return {
        "edition": {"id": report.edition_id, "title": report.edition.title},
        "rulebook_sha256": report.edition.rulebook_id,
        "region": {"code": report.region_id, "name": report.region.name},
        "regional_claims": claim_lines(by_entry[None], evidence),
        "entries": [
            {
                "id": entry.pk,
                "innovation": entry.innovation_id,
                "department": {"id": entry.department_id, "name": entry.department.name},
                "title": entry.title,
                "profile": entry.profile,
                "developed": entry.developed,
                "claims": claim_lines(by_entry[entry.pk], evidence),
            }
            for entry in entries
        ],
    }
