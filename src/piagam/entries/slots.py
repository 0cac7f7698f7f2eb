"""A slot: the place of one answer, an indicator of an entry or of the region itself."""

from dataclasses import dataclass

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Entry, EvidenceLink, Report
from piagam.people.deciding import Place
from tallybook import Indicator, Rulebook


@dataclass(frozen=True)
class Slot:
    """Where one claim goes; a guard judges it by what holds it."""

    holder: Entry | Report
    indicator: Indicator

    def place(self) -> Place:
        return self.holder.place()


@dataclass(frozen=True)
class LinkedEvidence:
    """An evidence link with the slot it lies in."""

    slot: Slot
    link: EvidenceLink

    def place(self) -> Place:
        return self.slot.place()


def report_of(holder: Entry | Report) -> Report:
    """The report a holder belongs to."""
    return holder.report if isinstance(holder, Entry) else holder


def rules_for(holder: Entry | Report) -> Rulebook:
    """The rulebook the holder's edition is held to."""
    return rulebook_of(report_of(holder).edition)


def indicators_for(holder: Entry | Report) -> tuple[Indicator, ...]:
    """The rows to answer, in order: of each innovation, or of the region itself. Computed rows take no answer."""
    return indicators_of(rules_for(holder), "innovation" if isinstance(holder, Entry) else "region")


def indicators_of(rulebook: Rulebook, of: str) -> tuple[Indicator, ...]:
    """The rows of a rulebook that are answered `of` each "innovation", or of the "region" itself."""
    used = {part.set for part in rulebook.parts}
    sets = (one for one in rulebook.sets.values() if one.of == of and one.code in used)
    return tuple(row for one in sets for row in one.indicators if row.is_answered and not row.is_marked)
