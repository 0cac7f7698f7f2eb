"""What a package says of a region's season, as plain data with lasting names instead of keys."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from piagam.entries.manifest import canonical, sha256_of
from piagam.entries.models import Claim, Entry, EvidenceLink, Report, Submission
from piagam.exchange.models import Origin
from piagam.exchange.package.names import uid_of_report, uids_of
from piagam.exchange.package.plain import as_json, name_of, plain, without_names
from piagam.innovations.models import Document, DocumentVersion, FieldChange, Innovation
from piagam.mentoring.models import InternalCheck
from piagam.regions.models import Department

KIND = Origin.Kind


@dataclass(frozen=True)
class Season:
    """Each part as a list of things; `files`: the fingerprints of all bytes that are spoken of, in order."""

    parts: dict[str, list[dict[str, Any]]]
    files: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Key → lasting name of everything of a region."""

    departments: Mapping[int, str]
    documents: Mapping[int, str]
    innovations: Mapping[int, str]


def fingerprint_of(thing: Mapping[str, Any]) -> str:
    """The same wherever the thing says the same, whoever wrote it."""
    return sha256_of(canonical(without_names(dict(thing))))


def season_of(report: Report) -> Season:
    """Everything of a region and its report in one edition, each list in the order of lasting names."""
    region = report.region_id
    departments = list(Department.objects.filter(region=region).order_by("pk"))
    documents = list(Document.objects.filter(region=region).order_by("pk"))
    innovations = list(Innovation.objects.filter(region=region).order_by("pk"))
    names = Names(
        uids_of(KIND.DEPARTMENT, [one.pk for one in departments]),
        uids_of(KIND.DOCUMENT, [one.pk for one in documents]),
        uids_of(KIND.INNOVATION, [one.pk for one in innovations]),
    )
    entries = list(Entry.objects.filter(report=report).order_by("pk"))
    entry_names = uids_of(KIND.ENTRY, [one.pk for one in entries])
    claims = claims_by_entry(report, names)
    versions = versions_by_document(region)
    parts = {
        "departments": [department_line(one, names) for one in departments],
        "documents": [document_line(one, names, versions[one.pk]) for one in documents],
        "innovations": innovation_lines(innovations, names),
        "entries": [
            {
                "uid": entry_names[one.pk], **plain(one), "innovation": names.innovations[one.innovation_id],
                "department": names.departments[one.department_id], "claims": claims[one.pk],
            }
            for one in entries
        ],
        "region": [{"uid": uid_of_report(report), "claims": claims[None]}],
        "submissions": submission_lines(report),
    }  # fmt: skip
    for name, things in parts.items():
        if name != "submissions":
            things.sort(key=lambda thing: thing["uid"])
    files = {version["sha256"] for lines in versions.values() for version in lines}
    return Season(parts, tuple(sorted(files)))


def department_line(one: Department, names: Names) -> dict[str, Any]:
    parent = names.departments.get(one.parent_id) if one.parent_id else None
    successor = names.departments.get(one.merged_into_id) if one.merged_into_id else None
    return {"uid": names.departments[one.pk], **plain(one), "parent": parent, "merged_into": successor}


def versions_by_document(region: str) -> dict[int, list[dict[str, Any]]]:
    """The versions of every document of a region, oldest first."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = DocumentVersion.objects.filter(document__region=region).select_related("added_by")
    for one in rows.order_by("document", "position"):
        found[one.document_id].append({**plain(one), "sha256": one.file_id, "by": name_of(one.added_by)})
    return found


def document_line(one: Document, names: Names, versions: list[dict[str, Any]]) -> dict[str, Any]:
    department = names.departments.get(one.department_id) if one.department_id else None
    return {"uid": names.documents[one.pk], **plain(one), "department": department, "versions": versions}


def innovation_lines(innovations: list[Innovation], names: Names) -> list[dict[str, Any]]:
    """Innovations with the history of their fields; documents in a profile by their lasting names."""
    history: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = FieldChange.objects.filter(innovation__in=[one.pk for one in innovations]).select_related("by")
    for change in rows.order_by("innovation", "at", "pk"):
        line = {**plain(change), "by": name_of(change.by)}
        line["old"], line["new"] = (named(value, names.documents) for value in (change.old, change.new))
        history[change.innovation_id].append(line)
    lines = []
    for one in innovations:
        merged = names.innovations.get(one.merged_into_id) if one.merged_into_id else None
        line = {
            "uid": names.innovations[one.pk],
            **plain(one),
            "department": names.departments[one.department_id],
        }
        line["profile"] = {code: named(value, names.documents) for code, value in one.profile.items()}
        lines.append({**line, "merged_into": merged, "history": history[one.pk]})
    return lines


def named(value: Any, documents: Mapping[Any, Any]) -> Any:
    """A value of a profile with a document's name in the place of its key, or the other way round."""
    if isinstance(value, dict) and set(value) == {"document"}:
        return {"document": documents.get(value["document"])}
    return value


def claims_by_entry(report: Report, names: Names) -> dict[int | None, list[dict[str, Any]]]:
    """The claims of a report with their evidence and internal checks; None: the region's own."""
    evidence: dict[int, list[dict[str, Any]]] = defaultdict(list)
    links = EvidenceLink.objects.filter(claim__report=report).select_related("version")
    for link in links.order_by("claim", "added_at", "pk"):
        line = {**plain(link), "document": names.documents.get(link.document_id)}
        evidence[link.claim_id].append({**line, "position": link.version.position if link.version else None})
    checks: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for check in (
        InternalCheck.objects.filter(claim__report=report).select_related("by", "answered_by").order_by("pk")
    ):
        line = {**plain(check), "by": name_of(check.by), "answered_by": name_of(check.answered_by)}
        checks[check.claim_id].append(line)
    found: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for claim in Claim.objects.filter(report=report).select_related("updated_by").order_by("indicator"):
        found[claim.entry_id].append(
            {
                **plain(claim),
                "by": name_of(claim.updated_by),
                "evidence": evidence[claim.pk],
                "checks": checks[claim.pk],
            }
        )
    return found


def submission_lines(report: Report) -> list[dict[str, Any]]:
    """The receipts, word for word."""
    return [
        {
            "number": one.number, "sha256": one.sha256, "submitted_at": as_json(one.submitted_at),
            "taken_back_at": as_json(one.taken_back_at), "manifest": one.manifest,
        }
        for one in Submission.objects.filter(report=report).order_by("submitted_at", "pk")
    ]  # fmt: skip


def mark_seen(season: Season) -> None:
    """Remembers what every thing said when it went out or came in."""
    rows = {
        str(one.uid): one for one in Origin.objects.filter(uid__in=[uid for uid, _line in things_in(season)])
    }
    for uid, line in things_in(season):
        rows[uid].seen = fingerprint_of(line)
    Origin.objects.bulk_update(rows.values(), ["seen"], batch_size=500)


def things_in(season: Season) -> list[tuple[str, dict[str, Any]]]:
    """Everything that has a lasting name."""
    return [
        (line["uid"], line) for name, lines in season.parts.items() if name != "submissions" for line in lines
    ]
