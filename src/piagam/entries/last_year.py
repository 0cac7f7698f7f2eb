"""The evidence of the edition before, and what of it still counts in this one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from piagam.entries.models import Entry, EvidenceLink, Report
from piagam.entries.slots import indicators_for
from piagam.entries.states import possible
from piagam.innovations.rules import APPLIED
from piagam.innovations.standing import standing_in
from tallybook import Indicator, Outcome, Standing


@dataclass(frozen=True)
class Carried:
    """One piece of evidence of the edition before, beside the same row of this one.

    `entry` is this edition's entry of the same innovation, None while it was not entered.
    """

    link: EvidenceLink
    report: Report
    entry: Entry | None
    indicator: Indicator | None
    is_used: bool
    judged: dict[tuple[int, str, Any], Standing] = field(default_factory=dict, compare=False, repr=False)

    @property
    def holder(self) -> Entry | Report | None:
        """What holds the row in this edition."""
        return self.entry if self.link.claim.entry_id else self.report

    @cached_property
    def standing(self) -> Standing:
        """Whether the document counts for the row in this edition."""
        if self.indicator is None:
            gone = _("Isian ini tidak ada lagi pada edisi ini.")
            return Standing(Outcome.NOT, gone, gone)
        before = self.link.claim.entry
        profile = before.innovation.profile if before is not None else None
        if self.entry is not None:
            profile = self.entry.profile  # frozen once it is submitted
        document = self.link.document
        key = (document.pk, self.indicator.code, profile.get(APPLIED) if profile else None)
        if key not in self.judged:  # the same decree beside the same row of forty innovations is weighed once
            found = standing_in(self.report.edition, document, self.indicator, profile=profile)
            self.judged[key] = found
        return self.judged[key]

    @property
    def group(self) -> str:
        """counts, not or unsure; what no rule limits counts."""
        outcome = self.standing.outcome
        return Outcome.COUNTS.value if outcome is Outcome.FREE else outcome.value

    @property
    def why_not(self) -> str:
        """Why it cannot be used again from here; empty where it can."""
        holder = self.holder
        if self.indicator is None:
            return _("Isian ini tidak ada lagi.")
        if holder is None:
            return _("Inovasinya belum ikut edisi ini.")
        if self.link.document.retired_at is not None:
            return _("Dokumen ini sudah diistirahatkan.")
        if not possible(self.report, "claim.edit") or not possible(holder, "claim.edit"):
            return _("Laporannya sudah tidak dapat diubah.")
        return ""

    @property
    def pages(self) -> str:
        """The pages of the year before, where the file is still the same; else they must be looked up anew."""
        version, newest = self.link.version, getattr(self.link, "newest_position", None)
        return self.link.pages if version is None or version.position == newest else ""


def carried_over(report: Report, links: Sequence[EvidenceLink], *, used: set[tuple[int | None, str, int]],
                 entries: Sequence[Entry]) -> list[Carried]:  # fmt: skip
    """Each link beside its row in this edition."""
    of_innovation = {entry.innovation_id: entry for entry in entries}
    rows_of_region = {row.code: row for row in indicators_for(report)}
    rows = {row.code: row for row in indicators_for(Entry(report=report))}
    judged: dict[tuple[int, str, Any], Standing] = {}
    found = []
    for link in links:
        before = link.claim.entry
        entry = of_innovation.get(before.innovation_id) if before is not None else None
        if entry is not None:
            entry.report = report
        known = rows if before is not None else rows_of_region
        indicator = known.get(link.claim.indicator)
        key = (entry.pk if entry else None, link.claim.indicator, link.document_id)
        is_used = key in used and (before is None or entry is not None)
        found.append(Carried(link, report, entry, indicator, is_used, judged))
    return found
