"""Writes planned regions into the database in batches: departments, innovations, entries, claims, evidence."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from piagam.demo.evidence import DemoDocument
from piagam.demo.facts import FactPool
from piagam.demo.levels import draw_at, draw_levels
from piagam.demo.names import titles
from piagam.demo.plan import BENGKULU, BENGKULU_MATURE, RegionPlan
from piagam.demo.profiles import profile
from piagam.editions.models import Edition
from piagam.entries.models import Claim, Entry, EvidenceLink, Report
from piagam.innovations.models import Document, DocumentVersion, Innovation
from piagam.regions.models import Department
from tallybook import Indicator, Rulebook

BATCH = 4000


@dataclass
class Writer:
    """Everything that stays the same from region to region."""

    edition: Edition
    rulebook: Rulebook
    rng: random.Random
    pool: FactPool
    documents: list[DemoDocument]
    state: str  # of the entries that are done: "accepted" while open, "submitted" afterwards

    def write(self, plan: RegionPlan) -> Report | None:
        """One region, whole; None when it reports nothing."""
        departments = self._departments(plan)
        if plan.is_silent:
            return None
        report = Report.objects.create(
            edition=self.edition,
            region=plan.region,
            state="submitted" if self.state == "submitted" else "draft",
        )
        links = self._library(plan)
        spd = [row for row in self.rulebook.sets["spd"].indicators if row.answer.kind != "automatic"]
        levels = draw_levels(self.rng, spd, plan.quality)
        claims = list(self._claims(report, None, spd, levels))
        entries = self._entries(plan, report, departments)
        sid = [row for row in self.rulebook.sets["sid"].indicators if row.answer.kind != "automatic"]
        for position, entry in enumerate(entries):
            claims += self._claims(report, entry, sid, self._levels(plan, sid, position))
        claims = Claim.objects.bulk_create(claims, batch_size=BATCH)
        EvidenceLink.objects.bulk_create(
            (
                self._link(claim, links[number % len(links)])
                for number, claim in enumerate(claims)
                if claim.level
            ),
            batch_size=BATCH,
        )
        return report

    def _departments(self, plan: RegionPlan) -> dict[str, Department]:
        Department.objects.bulk_create(
            (Department(region=plan.region, name=name) for name in plan.departments), ignore_conflicts=True
        )
        return {one.name: one for one in Department.objects.filter(region=plan.region)}

    def _library(self, plan: RegionPlan) -> list[DocumentVersion]:
        documents = Document.objects.bulk_create(
            Document(region=plan.region, subject=one.subject, number=one.number,
                     issuer=plan.region.name, dated="2025-03-03")
            for one in self.documents
        )  # fmt: skip
        return DocumentVersion.objects.bulk_create(
            DocumentVersion(document=document, file=one.file, file_name=f"{one.code}.pdf")
            for document, one in zip(documents, self.documents, strict=True)
        )

    def _entries(self, plan: RegionPlan, report: Report, departments: dict[str, Department]) -> list[Entry]:
        named = titles(self.rng, plan.region.code, list(plan.departments), plan.innovations)
        innovations = Innovation.objects.bulk_create(
            (
                Innovation(
                    region=plan.region, department=departments[department], title=title,
                    profile=profile(self.rng, title, department, plan.region.name, self.edition.year),
                )
                for title, department in named
            ),
            batch_size=BATCH,
        )  # fmt: skip
        states = self._states(plan, len(innovations))
        return Entry.objects.bulk_create(
            (
                Entry(
                    report=report, innovation=one, department_id=one.department_id, state=state,
                    frozen={"title": one.title, "profile": one.profile} if state == "submitted" else None,
                    note="Lampirkan halaman yang memuat nama inovasi." if state == "returned" else "",
                )
                for one, state in zip(innovations, states, strict=True)
            ),
            batch_size=BATCH,
        )  # fmt: skip

    def _states(self, plan: RegionPlan, how_many: int) -> Iterator[str]:
        for number in count():
            if number >= how_many:
                return
            if self.state == "submitted":
                yield "submitted"
            else:
                yield self.rng.choices(
                    ("accepted", "sent", "draft", "returned"),
                    (70, 12, 15, 3) if plan.quality > 0.4 else (30, 20, 45, 5),
                )[0]

    def _levels(self, plan: RegionPlan, rows: list[Indicator], position: int) -> list[int]:
        if plan.region.code == BENGKULU:
            if position < BENGKULU_MATURE * plan.innovations // 274:
                return draw_at(self.rng, rows, at_least=80, below=108)
            return draw_at(self.rng, rows, at_least=34, below=80)
        return draw_levels(self.rng, rows, min(1.0, max(0.05, self.rng.gauss(plan.quality, 0.14))))

    def _claims(
        self, report: Report, entry: Entry | None, rows: list[Indicator], levels: list[int]
    ) -> Iterator[Claim]:
        for row, level in zip(rows, levels, strict=True):
            if level:
                facts: dict[str, Any] | None = self.pool.facts(row.code, level)
                yield Claim(report=report, entry=entry, indicator=row.code, facts=facts, level=level)

    def _link(self, claim: Claim, version: DocumentVersion) -> EvidenceLink:
        return EvidenceLink(
            claim=claim, document_id=version.document_id, version=version, pages=str(1 + claim.pk % 2)
        )
