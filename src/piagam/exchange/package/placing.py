"""Putting the things of a package in their places: found again by their lasting names, else made."""

from collections.abc import Callable
from typing import Any

from django.db import models

from piagam.entries.models import Claim, Entry, EvidenceLink, Report
from piagam.exchange.models import Origin
from piagam.exchange.package.gathering import fingerprint_of, named, season_of, things_in
from piagam.exchange.package.names import keys_of
from piagam.exchange.package.plain import values_for
from piagam.innovations.models import Document, DocumentVersion, FieldChange, Innovation
from piagam.mentoring.models import InternalCheck
from piagam.regions.models import Department

Line = dict[str, Any]
KIND = Origin.Kind
PARTS_OF_KINDS = {
    KIND.DEPARTMENT: "departments", KIND.DOCUMENT: "documents", KIND.INNOVATION: "innovations",
    KIND.ENTRY: "entries", KIND.REGION: "region",
}  # fmt: skip


class Placing:
    """One package being placed. `outcome` hears what became of each thing."""

    def __init__(self, report: Report, outcome: Any) -> None:
        self.report = report
        self.region = report.region_id
        self.outcome = outcome
        season = season_of(report)
        self.here = {uid: fingerprint_of(line) for uid, line in things_in(season)}
        self.keys: dict[str, dict[str, int]] = {}
        self.seen: dict[str, str] = {}
        self.clashing: set[str] = set()  # lasting names of what both sides changed

    def place(self, parts: dict[str, list[Line]]) -> None:
        """Everything, in the order in which things speak of each other."""
        for kind, name in PARTS_OF_KINDS.items():
            self.keys[kind] = keys_of(kind, [str(line["uid"]) for line in parts[name]])
        self.seen = {
            str(one.uid): one.seen for one in Origin.objects.filter(uid__in=[
                line["uid"] for name in parts for line in parts[name]])
        }  # fmt: skip
        self.each(KIND.DEPARTMENT, parts["departments"], self.department, "name")
        self.parents(parts["departments"])
        self.each(KIND.DOCUMENT, parts["documents"], self.document, "subject")
        self.each(KIND.INNOVATION, parts["innovations"], self.innovation, "title")
        self.merged(parts["innovations"])
        titles = {line["uid"]: line["title"] for line in parts["innovations"]}
        self.each(KIND.ENTRY, parts["entries"], self.entry, lambda line: titles.get(line["innovation"], ""))
        self.each(KIND.REGION, parts["region"][:1], self.regional, lambda line: "")
        self.remember()

    def each(self, kind: str, lines: list[Line], put: Callable[[Line], int], label: Any) -> None:
        """Puts those things that are new, or that only the other side changed."""
        for line in lines:
            uid, incoming = str(line["uid"]), fingerprint_of(line)
            key, here = self.keys[kind].get(uid), self.here.get(uid)
            if key is not None and here == incoming:
                self.count(self.outcome.same, kind)
            elif (
                key is not None
                and here is not None
                and here != self.seen.get(uid)
                and not self.is_empty(kind)
            ):
                name = label(line) if callable(label) else line[label]
                self.clashing.add(uid)
                self.outcome.conflicts.append({"kind": str(kind), "name": str(name)[:300]})
            else:
                is_new = key is None
                self.keys[kind][uid] = put(line)
                self.count(self.outcome.added if is_new else self.outcome.changed, kind)

    def is_empty(self, kind: str) -> bool:
        """Has the region not answered anything of its own yet? Then there is nothing to protect."""
        return kind == KIND.REGION and not Claim.objects.filter(report=self.report, entry=None).exists()

    @staticmethod
    def count(counts: dict[str, int], kind: str) -> None:
        counts[str(kind)] = counts.get(str(kind), 0) + 1

    def save(self, kind: str, model: type[models.Model], line: Line, **more: Any) -> Any:
        """The row of a thing, changed or made; a made one keeps its lasting name."""
        values = {**values_for(model, line), **more}
        key = self.keys[kind].get(line["uid"])
        if key is not None:
            row = model._default_manager.get(pk=key)
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            return row
        row = model._default_manager.create(**values)
        Origin.objects.update_or_create(kind=kind, object_id=row.pk, defaults={"uid": line["uid"]})
        return row

    def department(self, line: Line) -> int:
        namesake = Department.objects.filter(region=self.region, name=line["name"]).first()
        if line["uid"] not in self.keys[KIND.DEPARTMENT] and namesake is not None:
            Origin.objects.filter(kind=KIND.DEPARTMENT, object_id=namesake.pk).delete()
            Origin.objects.create(kind=KIND.DEPARTMENT, object_id=namesake.pk, uid=line["uid"])
            return int(namesake.pk)
        return int(self.save(KIND.DEPARTMENT, Department, line, region_id=self.region).pk)

    def parents(self, lines: list[Line]) -> None:
        """Who belongs to whom, once all are there."""
        keys = self.keys[KIND.DEPARTMENT]
        for line in lines:
            here = Department.objects.filter(pk=keys[line["uid"]])
            if line.get("parent"):
                here.update(parent_id=keys[line["parent"]])
            if line.get("merged_into"):
                told = {name: line[name] for name in ("merged_on", "merged_basis")}
                here.update(merged_into_id=keys[line["merged_into"]], is_active=False, **told)

    def document(self, line: Line) -> int:
        owner = self.keys[KIND.DEPARTMENT][line["department"]] if line["department"] else None
        row = self.save(KIND.DOCUMENT, Document, line, region_id=self.region, department_id=owner)
        for version in line["versions"]:
            values = {**values_for(DocumentVersion, version), "file_id": version["sha256"]}
            position = values.pop("position")
            DocumentVersion.objects.get_or_create(document=row, position=position, defaults=values)
        return int(row.pk)

    def innovation(self, line: Line) -> int:
        documents = self.keys[KIND.DOCUMENT]
        profile = {code: named(value, documents) for code, value in line["profile"].items()}
        known = self.keys[KIND.INNOVATION].get(line["uid"])
        version = Innovation.objects.values_list("version", flat=True).get(pk=known) + 1 if known else 1
        row = self.save(
            KIND.INNOVATION, Innovation, {**line, "profile": profile}, region_id=self.region, version=version,
            department_id=self.keys[KIND.DEPARTMENT][line["department"]],
        )  # fmt: skip
        FieldChange.objects.filter(innovation=row).delete()
        changes = []
        for change in line["history"]:
            values = values_for(FieldChange, change)
            values["old"], values["new"] = (
                named(value, documents) for value in (change["old"], change["new"])
            )
            changes.append(FieldChange(innovation=row, **values))
        FieldChange.objects.bulk_create(changes, batch_size=500)
        return int(row.pk)

    def merged(self, lines: list[Line]) -> None:
        """Which innovation went into which, once all are there."""
        keys = self.keys[KIND.INNOVATION]
        for line in lines:
            if line.get("merged_into"):
                Innovation.objects.filter(pk=keys[line["uid"]]).update(
                    merged_into_id=keys[line["merged_into"]]
                )

    def entry(self, line: Line) -> int:
        state = Entry.State.ACCEPTED if line["state"] == Entry.State.SUBMITTED else Entry.State(line["state"])
        innovation = self.keys[KIND.INNOVATION][line["innovation"]]
        twin = Entry.objects.filter(report=self.report, innovation=innovation).first()
        if twin is not None and line["uid"] not in self.keys[KIND.ENTRY]:
            Origin.objects.filter(kind=KIND.ENTRY, object_id=twin.pk).delete()
            Origin.objects.create(kind=KIND.ENTRY, object_id=twin.pk, uid=line["uid"])
            self.keys[KIND.ENTRY][line["uid"]] = twin.pk
        row = self.save(
            KIND.ENTRY, Entry, {**line, "state": state}, report=self.report, innovation_id=innovation, frozen=None,
            department_id=self.keys[KIND.DEPARTMENT][line["department"]],
        )  # fmt: skip
        self.claims(line["claims"], entry=row)
        return int(row.pk)

    def regional(self, line: Line) -> int:
        self.claims(line["claims"], entry=None)
        return self.report.pk

    def claims(self, lines: list[Line], *, entry: Entry | None) -> None:
        """The answers of an entry, or of the region itself, with their evidence and checks; others go."""
        kept = {one.indicator: one for one in Claim.objects.filter(report=self.report, entry=entry)}
        for line in lines:
            values = values_for(Claim, line)
            claim = kept.pop(values["indicator"], None) or Claim(report=self.report, entry=entry, version=0)
            for name, value in values.items():
                setattr(claim, name, value)
            claim.version += 1
            claim.save()
            self.evidence(claim, line["evidence"])
            InternalCheck.objects.filter(claim=claim).delete()
            InternalCheck.objects.bulk_create(
                InternalCheck(claim=claim, claim_version=claim.version, **values_for(InternalCheck, check))
                for check in line["checks"]
            )
        Claim.objects.filter(pk__in=[one.pk for one in kept.values()]).delete()

    def evidence(self, claim: Claim, lines: list[Line]) -> None:
        """The documents of a row, bound to the very versions they were bound to there."""
        EvidenceLink.objects.filter(claim=claim).delete()
        for line in lines:
            document = self.keys[KIND.DOCUMENT][line["document"]]
            version = None
            if line["position"] is not None:
                version = DocumentVersion.objects.get(document=document, position=line["position"])
            EvidenceLink.objects.create(
                claim=claim, document_id=document, version=version, **values_for(EvidenceLink, line)
            )

    def remember(self) -> None:
        """What every placed thing says now is what it came in with; conflicting ones stay as they were seen."""
        season = season_of(self.report)
        lines = dict(things_in(season))
        placed = {uid for keys in self.keys.values() for uid in keys} - self.clashing
        rows = list(Origin.objects.filter(uid__in=placed))
        for row in rows:
            if str(row.uid) in lines:
                row.seen = fingerprint_of(lines[str(row.uid)])
        Origin.objects.bulk_update(rows, ["seen"], batch_size=500)
