"""The three lines of the index: as claimed, by the region's own check, by verification."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from piagam.entries.models import Claim, Entry, Report
from piagam.people.actor import Actor
from piagam.people.deciding import may
from piagam.scoring.checked import checked_levels
from piagam.scoring.inputs import verified_levels
from piagam.scoring.standing import what_if
from tallybook import RegionResult, WhatIf


@dataclass(frozen=True)
class IndexLine:
    """One line: its result, and on how many of how many claims it rests.

    `if_stated`: the same where claims that nobody looked at count as they were stated, beside counting nothing.
    """

    code: str
    label: str
    what: WhatIf
    seen: int
    of: int
    if_stated: RegionResult | None = None

    @property
    def result(self) -> RegionResult:
        return self.what.present.result


def lines_of(actor: Actor, report: Report, what: WhatIf) -> list[IndexLine]:
    """The lines this person may read; verification only once its findings are open to the region."""
    stated = stated_levels(report)
    lines = [IndexLine("claimed", _("Menurut isian"), what, len(stated), len(stated))]
    checked = {pk: level for pk, level in checked_levels(report).items() if pk in stated}
    if checked:
        lines.append(_line("checked", _("Menurut pemeriksaan internal"), report, checked, stated))
    if may(actor, "finding.read_own", report.place()):
        found = {pk: one for pk, one in verified_levels(report.edition, report).items() if pk in stated}
        if found:
            lines.append(_line("verified", _("Terverifikasi"), report, found, stated))
    return lines


def _line(
    code: str, label: str, report: Report, levels: Mapping[int, int], stated: Mapping[int, int]
) -> IndexLine:
    strict = what_if(report, levels=levels)
    kind = what_if(report, levels={**stated, **levels}).present.result if len(levels) < len(stated) else None
    return IndexLine(code, label, strict, len(levels), len(stated), kind)


def stated_levels(report: Report) -> dict[int, int]:
    """Claim id → claimed level, of every claim that counts now."""
    found = Claim.objects.filter(report=report, level__isnull=False)
    if report.state == Report.State.SUBMITTED:
        found = found.exclude(entry__isnull=False, entry__state__in=_not_sent())
    return {pk: level or 0 for pk, level in found.values_list("pk", "level")}


def _not_sent() -> list[str]:
    return [state for state in Entry.State.values if state != Entry.State.SUBMITTED]
