"""Is the region's report ready? What goes, what stays behind, what is missing: the page before the submission."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.claims_json import affairs_of
from piagam.entries.maturity import Maturity, maturity_of
from piagam.entries.models import Claim, Entry, EvidenceLink, Report
from piagam.entries.promises import live_promises
from piagam.entries.rows import rows_from, rows_of
from piagam.entries.slots import indicators_for
from piagam.innovations.rules import TITLE, Rules, eligibility_of, standing_of
from tallybook import Affair, Rulebook


@dataclass(frozen=True)
class EntryCheck:
    """One entry as the coordinator weighs it."""

    entry: Entry
    maturity: Maturity
    profile_gaps: tuple[str, ...]
    ineligible: str  # why it does not qualify, empty when it does

    @property
    def goes(self) -> bool:
        return self.entry.state in {Entry.State.ACCEPTED, Entry.State.SUBMITTED}

    @property
    def reason_left(self) -> str:
        """Why it stays behind."""
        reasons = {
            "draft": _("Masih disusun perangkat daerah."),
            "returned": _("Dikembalikan dan belum diajukan lagi."),
            "sent": _("Sudah diajukan, belum Anda periksa."),
        }
        return reasons.get(self.entry.state, "")

    @property
    def optional_missing(self) -> int:
        return len(self.maturity.missing) - len(self.maturity.missing_mandatory)

    @property
    def is_complete(self) -> bool:
        return not (self.maturity.missing or self.profile_gaps or self.ineligible)


@dataclass(frozen=True)
class Coverage:
    """The basic-service affairs, which of them the accepted innovations cover, and how many are needed."""

    affairs: tuple[tuple[Affair, bool], ...]
    needed: int

    @property
    def covered(self) -> int:
        return sum(has for _affair, has in self.affairs)

    @property
    def suffices(self) -> bool:
        return self.covered >= self.needed


@dataclass(frozen=True)
class Readiness:
    """Everything the submit page says."""

    going: tuple[EntryCheck, ...]
    left: tuple[EntryCheck, ...]
    region: Maturity
    coverage: Coverage | None

    @property
    def leaves(self) -> str:
        """The entries left behind, as the form carries them."""
        return ",".join(str(check.entry.pk) for check in self.left)

    @property
    def is_empty(self) -> bool:
        """Is there nothing to submit?"""
        return not self.going and not self.region.answered

    @property
    def incomplete(self) -> tuple[EntryCheck, ...]:
        return tuple(check for check in self.going if not check.is_complete)

    @property
    def mean(self) -> Fraction:
        points = [check.maturity.points for check in self.going]
        return sum(points, Fraction(0)) / len(points) if points else Fraction(0)


def checks_of(report: Report, entries: Sequence[Entry]) -> list[EntryCheck]:
    """The entries with their maturity and the problems of their profiles: three queries for all of them."""
    rulebook = rulebook_of(report.edition)
    ids = [entry.pk for entry in entries]
    claims: dict[int, dict[str, Claim]] = {pk: {} for pk in ids}
    for claim in Claim.objects.filter(entry__in=ids):
        claims[claim.entry_id or 0][claim.indicator] = claim
    evidence: dict[int, list[EvidenceLink]] = {}
    for link in EvidenceLink.objects.filter(claim__entry__in=ids):
        evidence.setdefault(link.claim_id, []).append(link)
    promises = {one.claim_id: one for one in live_promises().filter(claim__entry__in=ids)}
    indicators = indicators_for(Entry(report=report))
    return [
        EntryCheck(
            entry,
            maturity_of(rows_from(indicators, rulebook, claims[entry.pk], evidence, promises)),
            profile_gaps(report.edition, entry),
            ineligibility(report.edition, entry),
        )
        for entry in entries
    ]


def profile_gaps(edition: Edition, entry: Entry) -> tuple[str, ...]:
    """Each field of the profile that is missing or wrong, with its label."""
    rules = Rules(edition, rulebook_of(edition))
    labels = {field.code: field.words for field in rules.fields}
    found = standing_of(rules, {**entry.profile, TITLE: entry.title}).problems
    return tuple(f"{labels.get(code, code)}: {' '.join(problems)}" for code, problems in found.items())


def ineligibility(edition: Edition, entry: Entry) -> str:
    """Why the innovation does not qualify for the edition; empty when it does."""
    verdict = eligibility_of(Rules(edition, rulebook_of(edition)), entry.profile)
    return "" if verdict is None or verdict.ok else verdict.sentence


def coverage_of(rulebook: Rulebook, entries: Sequence[Entry]) -> Coverage | None:
    """The affairs that the index asks for; None when the edition asks for none."""
    requirement = next((part.requires for part in rulebook.parts if part.requires), None)
    if requirement is None:
        return None
    served = {code for entry in entries for code in affairs_of(entry.profile)}
    asked = [affair for affair in rulebook.affairs if affair.code in requirement.affairs]
    return Coverage(tuple((affair, affair.code in served) for affair in asked), requirement.at_least or 0)


def readiness_of(report: Report) -> Readiness:
    """The whole report weighed, in a fixed number of queries."""
    found = Entry.objects.filter(report=report.pk).select_related("innovation", "department")
    entries = list(found.order_by("department__name", "innovation__title", "pk"))
    checks = checks_of(report, entries)
    going = tuple(check for check in checks if check.goes)
    left = tuple(check for check in checks if not check.goes)
    coverage = coverage_of(rulebook_of(report.edition), [check.entry for check in going])
    return Readiness(going, left, maturity_of(rows_of(report)), coverage)
