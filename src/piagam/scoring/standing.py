"""A report's claims as they stand now, ready for what-if questions. Read anew each time: nothing can be stale."""

from collections.abc import Mapping
from dataclasses import dataclass

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.claims_json import claims_of_reports
from piagam.entries.models import Report
from tallybook import WhatIf, read_claims


@dataclass(frozen=True)
class Standing:
    """The region whose claims may be varied, and the fingerprint of the claims."""

    what: WhatIf
    sha256: str


def standing_of(report: Report, *, levels: Mapping[int, int] | None = None) -> Standing:
    """What counts now: every entry while the region works on its report, the submitted ones afterwards.

    `levels`: claim id → level that counts instead, as internal check or verification found it.
    """
    rulebook = rulebook_of(report.edition)
    sent = report.state == Report.State.SUBMITTED
    objects = list(claims_of_reports([report], levels=levels, only_submitted=sent, with_facts=False))
    claims = read_claims({"rulebook": rulebook.id, "regions": objects}, rulebook)
    return Standing(WhatIf(rulebook, claims.regions[0]), claims.sha256)


def what_if(report: Report, *, levels: Mapping[int, int] | None = None) -> WhatIf:
    """The report as a region whose claims may be varied."""
    return standing_of(report, levels=levels).what
