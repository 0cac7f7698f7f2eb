"""Writes planned regions into the database in batches: departments, innovations, entries, claims, evidence."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.utils import timezone

from piagam.demo.evidence import DemoDocument, document_for
from piagam.demo.facts import FactPool
from piagam.demo.inserting import as_json, insert, stored, take_numbers
from piagam.demo.levels import draw_at, draw_levels
from piagam.demo.names import titles
from piagam.demo.plan import BENGKULU, BENGKULU_INNOVATIONS, BENGKULU_MATURE, RegionPlan
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
        library = self._library(plan)
        answers = list(self._region_answers(plan))
        claims: list[tuple[int | None, Indicator, int]] = [(None, row, level) for row, level in answers]
        for position, entry in enumerate(self._entries(plan, report, departments)):
            claims += [(entry.pk, row, level) for row, level in self._entry_answers(plan, position)]
        self._insert(report, claims, library)
        return report

    def _departments(self, plan: RegionPlan) -> dict[str, Department]:
        Department.objects.bulk_create(
            (Department(region=plan.region, name=name) for name in plan.departments), ignore_conflicts=True
        )
        return {one.name: one for one in Department.objects.filter(region=plan.region)}

    def _library(self, plan: RegionPlan) -> list[DocumentVersion]:
        """The region's documents, one of each kind: those of an earlier edition, or new ones."""
        files = [one.file for one in self.documents]
        kept = DocumentVersion.objects.filter(document__region=plan.region, file__in=files)
        if len(found := {version.file_id: version for version in kept}) == len(files):
            return [found[file.pk] for file in files]
        documents = Document.objects.bulk_create(
            Document(region=plan.region, subject=one.kind.subject, number=one.kind.number,
                     issuer=plan.region.name, **one.kind.lines)
            for one in self.documents
        )  # fmt: skip
        return DocumentVersion.objects.bulk_create(
            DocumentVersion(document=document, file=one.file, file_name=f"{one.kind.code}.{one.kind.format}")
            for document, one in zip(documents, self.documents, strict=True)
        )

    def _innovations(self, plan: RegionPlan, departments: dict[str, Department]) -> list[Innovation]:
        """The region's innovations: those of an earlier edition first, then new ones."""
        kept = list(Innovation.objects.filter(region=plan.region).order_by("pk")[: plan.innovations])
        taken = {one.title.lower() for one in kept}
        named = titles(
            self.rng, plan.region.code, list(plan.departments), plan.innovations - len(kept), taken
        )
        return kept + Innovation.objects.bulk_create(
            (
                Innovation(
                    region=plan.region, department=departments[department], title=title,
                    profile=profile(self.rng, title, department, plan.region.name, self.edition.year),
                )
                for title, department in named
            ),
            batch_size=BATCH,
        )  # fmt: skip

    def _entries(self, plan: RegionPlan, report: Report, departments: dict[str, Department]) -> list[Entry]:
        innovations = self._innovations(plan, departments)
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

    def _region_answers(self, plan: RegionPlan) -> Iterator[tuple[Indicator, int]]:
        rows = self._rows("spd")
        return zip(rows, draw_levels(self.rng, rows, plan.quality), strict=True)

    def _entry_answers(self, plan: RegionPlan, position: int) -> Iterator[tuple[Indicator, int]]:
        rows = self._rows("sid")
        return zip(rows, entry_levels(self.rng, rows, plan, position), strict=True)

    def _rows(self, code: str) -> list[Indicator]:
        return [row for row in self.rulebook.sets[code].indicators if row.answer.kind != "automatic"]

    def _insert(
        self, report: Report, claims: list[tuple[int | None, Indicator, int]], library: list[DocumentVersion]
    ) -> None:
        """The answered claims and one evidence link each."""
        now = stored(timezone.now())
        answered = [one for one in claims if one[2]]
        numbers = take_numbers(Claim, len(answered))
        beside = {row.code: library[document_for(row, self.documents)] for _entry, row, _level in answered}
        insert(
            Claim,
            ("id", "report", "entry", "indicator", "facts", "level", "version", "updated_at"),
            [
                (number, report.pk, entry, row.code, as_json(self.pool.facts(row.code, level)), level, 1, now)
                for number, (entry, row, level) in zip(numbers, answered, strict=True)
            ],
        )
        insert(
            EvidenceLink,
            ("claim", "document", "version", "pages", "added_at"),
            [
                (number, beside[row.code].document_id, beside[row.code].pk, str(1 + number % 2), now)
                for number, (_entry, row, _level) in zip(numbers, answered, strict=True)
            ],
        )


def entry_levels(rng: random.Random, rows: list[Indicator], plan: RegionPlan, position: int) -> list[int]:
    """The levels of a region's innovation: as its quality has it; Kota Bengkulu's as they were counted in 2025."""
    if plan.region.code == BENGKULU:
        if position < BENGKULU_MATURE * plan.innovations // BENGKULU_INNOVATIONS:
            return draw_at(rng, rows, at_least=80, below=108)
        return draw_at(rng, rows, at_least=34, below=80)
    return draw_levels(rng, rows, min(1.0, max(0.05, rng.gauss(plan.quality, 0.14))))
