"""The first date on which an innovation becomes eligible, and what stands in the way of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from piagam.innovations.models import Summary
from piagam.innovations.rules import APPLIED, DEVELOPED, STAGE, Rules, Standing, eligibility_of, standing_of
from piagam.innovations.values import EMPTY, day
from tallybook import ProfileField

READY, LACKING, LATER, NOT_YET = (
    Summary.Outlook.READY,
    Summary.Outlook.LACKING,
    Summary.Outlook.LATER,
    Summary.Outlook.NOT_YET,
)


@dataclass(frozen=True)
class Outlook:
    """How an innovation stands before an edition's conditions, as a code, a date and sentences."""

    code: str
    first_date: date | None
    year: int  # of the edition that the date is for
    reason: str = ""  # why not yet: "too-old", "stage", "no-date"
    lacking: tuple[ProfileField, ...] = ()

    @property
    def is_ready(self) -> bool:
        return self.code == READY

    @property
    def more_lacking(self) -> int:
        """How many fields stand behind the first six."""
        return max(0, len(self.lacking) - 6)


def outlook_of(rules: Rules, profile: Mapping[str, Any], standing: Standing | None = None) -> Outlook:
    """The verdict on dates, stage and required fields together."""
    known = standing or standing_of(rules, profile)
    lacking = tuple(
        field
        for field in rules.fields
        if field.code in known.problems or (field.required and profile.get(field.code) in EMPTY)
    )
    condition, year = rules.rulebook.eligibility, rules.edition.year
    code = LACKING if lacking else READY
    if condition is None or condition.applied_from is None or condition.applied_to is None:
        return Outlook(code, None, year, lacking=lacking)
    start, end = condition.applied_from, condition.applied_to
    applied, developed = day(profile.get(APPLIED)), day(profile.get(DEVELOPED))
    if applied is None:
        return Outlook(NOT_YET, None, year, "no-date", lacking)
    counted = applied
    if applied < start and condition.or_developed_within and developed is not None:
        counted = developed
    if counted > end:
        years = years_until(counted, end)
        return Outlook(LATER, in_years(end, years) + timedelta(days=1), year + years, "too-new", lacking)
    if counted < start:
        return Outlook(NOT_YET, None, year, "too-old", lacking)
    stage = profile.get(STAGE)
    if condition.stage and stage and stage != condition.stage:
        return Outlook(NOT_YET, None, year, "stage", lacking)
    return Outlook(code, counted, year, lacking=lacking)


def years_until(counted: date, end: date) -> int:
    """How many editions later the date lies inside: every edition so far moved its window by whole years."""
    years = max(1, counted.year - end.year)
    return years if counted <= in_years(end, years) else years + 1


def in_years(moment: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)


def sentences_of(rules: Rules, outlook: Outlook) -> list[str]:
    """What the form says beside the dates: from when on, and what is still missing."""
    award, year = rules.rulebook.award_short, rules.edition.year
    name = f"{award} {year}"
    said = []
    if outlook.code == LATER and outlook.first_date and rules.rulebook.eligibility:
        said.append(
            _(
                "Terlalu baru untuk %(edition)s: tanggalnya paling lambat %(last)s. "
                "Tanggal pertama yang layak: %(first)s, untuk penilaian %(year)s, "
                "bila rentangnya bergeser setahun seperti selama ini."
            )
            % {
                "edition": name,
                "last": in_words(rules.rulebook.eligibility.applied_to),
                "first": in_words(outlook.first_date),
                "year": outlook.year,
            }
        )
    elif outlook.first_date and outlook.is_ready:
        said.append(
            _("Layak untuk %(edition)s sejak %(first)s.")
            % {"edition": name, "first": in_words(outlook.first_date)}
        )
    elif outlook.first_date:
        said.append(
            _("Menurut tanggalnya layak untuk %(edition)s sejak %(first)s, begitu isiannya lengkap.")
            % {"edition": name, "first": in_words(outlook.first_date)}
        )
    if outlook.lacking:
        said.append(
            ngettext(
                "Satu isian masih perlu dilengkapi.",
                "%(count)d isian masih perlu dilengkapi.",
                len(outlook.lacking),
            )
            % {"count": len(outlook.lacking)}
        )
    return said


def in_words(moment: date | None) -> str:
    return date_format(moment, "j F Y") if moment else "–"


def verdict_of(rules: Rules, profile: Mapping[str, Any], standing: Standing) -> dict[str, Any]:
    """What part_verdict.html and part_progress.html ask for."""
    outlook = outlook_of(rules, profile, standing)
    return {
        "rules": rules,
        "standing": standing,
        "eligibility": eligibility_of(rules, profile),
        "outlook": outlook,
        "outlook_sentences": sentences_of(rules, outlook),
    }
