"""The rows of one innovation as the region checks them, and how far a region's checking has come."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim, Entry, Report
from piagam.entries.queries import entry_by_id, evidence_by_id, indicator_in
from piagam.entries.rows import Row, rows_of
from piagam.entries.slots import LinkedEvidence, Slot
from piagam.mentoring.models import InternalCheck
from piagam.mentoring.queries.checks import live_checks
from piagam.mentoring.stated import still_holds
from piagam.people.actor import Actor
from piagam.people.deciding import Place

ORDER = {"again": 0, "answered": 1, "open": 2, "asked": 3, "done": 4, "unanswered": 5}


@dataclass(frozen=True)
class CheckedRow:
    """A row with the region's newest check of it."""

    row: Row
    check: InternalCheck | None
    reason: str = ""

    @property
    def state(self) -> str:
        """unanswered, open, done, asked, answered, or again: changed since it was checked."""
        claim = self.row.claim
        if claim is None or claim.level is None:
            return "unanswered"
        return state_of(self.check, claim)


def state_of(check: InternalCheck | None, claim: Claim) -> str:
    """Where an answered claim stands in the region's check."""
    if check is None:
        return "open"
    if not still_holds(check, claim):
        return "again"
    if check.verdict != InternalCheck.Verdict.ASK_BACK:
        return "done"
    return "answered" if check.answered_at else "asked"


def checked_rows(entry: Entry) -> list[CheckedRow]:
    """All rows of an innovation with their newest checks: three queries."""
    rows = rows_of(entry)
    found = live_checks([row.claim for row in rows if row.claim is not None])
    words = {one.code: one.words for one in rulebook_of(entry.report.edition).reasons}
    checked = []
    for row in rows:
        check = found.get(row.claim.pk) if row.claim else None
        checked.append(CheckedRow(row, check, words.get(check.reason_code, "") if check else ""))
    return checked


def next_row(rows: Sequence[CheckedRow], after: str = "") -> CheckedRow | None:
    """The next row to look at, from the given one on and round to the start."""
    at = next((place for place, one in enumerate(rows) if one.row.code == after), -1)
    turned = [*rows[at + 1 :], *rows[: at + 1]]
    waiting = [one for one in turned if one.state in {"open", "again", "answered"} and one.row.code != after]
    return waiting[0] if waiting else None


def history_of(claim: Claim) -> QuerySet[InternalCheck]:
    """Every check of a claim, the newest first."""
    found = InternalCheck.objects.filter(claim=claim).select_related("by", "answered_by")
    return found.order_by("-pk")


def row_to_check(actor: Actor, entry_id: int, indicator: str) -> Slot:
    """One row of an innovation."""
    entry = entry_by_id(actor, entry_id)
    return Slot(entry, indicator_in(entry, indicator))


def sheet_of(actor: Actor, link_id: int, page: int) -> LinkedEvidence:
    """An evidence document; the page is the view's."""
    del page
    return evidence_by_id(actor, link_id)


@dataclass(frozen=True)
class AskedCheck:
    """A check that a department answers, as the thing behind its address."""

    check: InternalCheck
    entry: Entry

    @property
    def pk(self) -> int:
        return self.check.pk

    def place(self) -> Place:
        return self.entry.place()


def asked_check(actor: Actor, check_id: int) -> AskedCheck:
    """A question of the coordinator about a row; Http404 when there is none."""
    check = InternalCheck.objects.select_related("claim").filter(pk=check_id).first()
    if check is None or check.claim.entry_id is None:
        raise Http404
    return AskedCheck(check, entry_by_id(actor, check.claim.entry_id))


@dataclass
class Tally:
    """How many answered rows stand where, of an innovation or a region."""

    answered: int = 0
    open: int = 0
    again: int = 0
    asked: int = 0
    replied: int = 0
    done: int = 0
    lowered: int = 0

    @property
    def waiting(self) -> int:
        """What a coordinator has still to look at."""
        return self.open + self.again + self.replied


def tallies_of(report: Report) -> dict[int, Tally]:
    """Entry id → its tally, for all entries of a report in three queries at most."""
    if report._state.adding:
        return {}
    newest: dict[int, InternalCheck] = {}
    for check in InternalCheck.objects.filter(claim__report=report, claim__entry__isnull=False).order_by(
        "pk"
    ):
        newest[check.claim_id] = check
    tallies: dict[int, Tally] = {}
    names = {"open": "open", "again": "again", "asked": "asked", "answered": "replied", "done": "done"}
    claims = list(
        Claim.objects.filter(report=report, entry__isnull=False, level__isnull=False).defer("facts")
    )
    moved = [one.pk for one in claims if one.pk in newest and newest[one.pk].claim_version != one.version]
    facts = dict(Claim.objects.filter(pk__in=moved).values_list("pk", "facts")) if moved else {}
    for claim in claims:
        if claim.pk in facts:
            claim.facts = facts[claim.pk]
        tally = tallies.setdefault(claim.entry_id or 0, Tally())
        tally.answered += 1
        found = newest.get(claim.pk)
        state = names[state_of(found, claim)]
        setattr(tally, state, getattr(tally, state) + 1)
        tally.lowered += state == "done" and found is not None and found.verdict == "lower"
    return tallies
