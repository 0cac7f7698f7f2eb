"""The region's internal review as a whole: every innovation with its tally, what is still open, the minutes made."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim, Entry, Report
from piagam.entries.queries import report_by_region
from piagam.mentoring.models import InternalCheck, Minutes
from piagam.mentoring.queries.places import RegionGate
from piagam.mentoring.queries.progress import progress_of
from piagam.mentoring.queries.reviewing import Tally, tallies_of
from piagam.mentoring.stated import still_holds
from piagam.people.actor import Actor


@dataclass(frozen=True)
class Point:
    """One line of the checklist before the minutes; `open` says how many things are missing."""

    text: str
    open: int


def report_of(actor: Actor, gate: RegionGate) -> Report:
    return report_by_region(actor, gate.edition.pk, gate.region.pk)


def reviewed(report: Report) -> list[tuple[Entry, Tally]]:
    """Every innovation with its tally, those that wait first: four queries."""
    tallies = tallies_of(report)
    entries = Entry.objects.filter(report=report.pk).select_related("innovation", "department")
    rows = [(one, tallies.get(one.pk, Tally())) for one in entries.defer("innovation__profile")]
    return sorted(rows, key=lambda row: (-row[1].waiting, row[0].department.name, row[0].pk))


def total_of(rows: list[tuple[Entry, Tally]]) -> Tally:
    """The sum over all innovations."""
    total = Tally()
    for _entry, tally in rows:
        for name in ("answered", "open", "again", "asked", "replied", "done", "lowered"):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    return total


def checklist_of(gate: RegionGate, total: Tally) -> list[Point]:
    """What a careful coordinator looks at before the minutes are made."""
    progress = progress_of(gate.region, gate.edition)
    return [
        Point(_("Setiap isian terjawab sudah diperiksa"), total.open),
        Point(_("Isian yang berubah sudah diperiksa ulang"), total.again),
        Point(_("Setiap pertanyaan sudah dijawab dan diputus"), total.asked + total.replied),
        Point(_("Isian wajib terjawab dan berbukti"), sum(one.mandatory_missing for one in progress)),
        Point(_("Tidak ada inovasi yang masih disusun atau dikembalikan"),
              sum(one.draft + one.returned for one in progress)),
        Point(_("Setiap perangkat daerah punya pendamping"), sum(not one.mentor for one in progress)),
    ]  # fmt: skip


def minutes_of(report: Report) -> QuerySet[Minutes]:
    return Minutes.objects.filter(report=report.pk).select_related("made_by")


def minutes_by_id(actor: Actor, minutes_id: int) -> Minutes:
    """Minutes of a region; Http404 when there are none."""
    del actor
    found = Minutes.objects.select_related("report__edition", "report__region").filter(pk=minutes_id).first()
    if found is None:
        raise Http404
    return found


def data_of(report: Report, made_by: str) -> dict[str, Any]:
    """The review as it stands, for the minutes: who checked how much, what was lowered and why, what is open."""
    rulebook = rulebook_of(report.edition)
    reasons = {one.code: one.words for one in rulebook.reasons}
    newest: dict[int, InternalCheck] = {}
    found = InternalCheck.objects.filter(claim__report=report, claim__entry__isnull=False)
    for check in found.select_related("by", "claim__entry__innovation", "claim__entry__department").order_by(
        "pk"
    ):
        newest[check.claim_id] = check
    live = [one for one in newest.values() if still_holds(one, one.claim)]
    by = Counter((one.by.name if one.by else "", one.verdict) for one in live)
    names = sorted({name for name, _verdict in by})
    rows = reviewed(report)
    units: dict[str, list[int]] = {}
    for entry, tally in rows:
        sums = units.setdefault(entry.department.name, [0, 0, 0, 0, 0])
        for place, number in enumerate((1, tally.answered, tally.done - tally.lowered, tally.lowered,
                                        tally.answered - tally.done)):  # fmt: skip
            sums[place] += number
    return {
        "edition": report.edition.title, "region": report.region.name, "zone": report.region.time_zone,
        "rulebook": report.edition.rulebook_id, "made_by": made_by,
        "checkers": [[name, *(by[name, verdict] for verdict in ("accept", "lower", "ask_back"))] for name in names],
        "units": [[name, *sums] for name, sums in sorted(units.items())],
        "lowered": [doubt(one, rulebook, reasons) for one in live if one.verdict == "lower"],
        "asked": [doubt(one, rulebook, reasons) for one in live if one.verdict == "ask_back"],
    }  # fmt: skip


def doubt(check: InternalCheck, rulebook: Any, reasons: dict[str, str]) -> dict[str, Any]:
    """One lowered or asked-back row as the minutes keep it."""
    claim: Claim = check.claim
    indicator = rulebook.indicator(claim.indicator)
    return {
        "title": claim.entry.title if claim.entry else "", "row": f"{indicator.number} {indicator.words}",
        "department": claim.entry.department.name if claim.entry else "", "claimed": check.claimed,
        "level": check.level, "reason": reasons.get(check.reason_code, ""), "note": check.note,
        "answer": check.answer, "by": check.by.name if check.by else "",
    }  # fmt: skip
