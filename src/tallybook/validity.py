"""Does a document count for an indicator in the year of an edition, and if not, why?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from tallybook.documents import DocumentFacts, kind_in_words
from tallybook.eligibility import day_in_words
from tallybook.language import say
from tallybook.stated import Stated

if TYPE_CHECKING:
    from tallybook.indicators import EvidenceRule


class Outcome(StrEnum):
    """`FREE`: the rulebook says nothing about time for the indicator."""

    COUNTS = "counts"
    NOT = "not"
    UNSURE = "unsure"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a document counts, and the sentence that says so. `why`: its reason alone, where there is one."""

    outcome: Outcome
    sentence: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidityRule(Stated):
    """When documents of some kinds count; of every kind where `kinds` is empty. Years are counted back: 0 is T-0.

    `unclear`: years of which the source does not say whether they are inside.
    """

    kinds: tuple[str, ...] = ()
    dated_from: int | None = None
    dated_to: int | None = None
    dated_in: str = ""
    covers: tuple[int, ...] = ()
    unclear: tuple[int, ...] = ()
    in_force: bool = False

    def __str__(self) -> str:
        """The rule in words, years as T-0, T-1, …"""
        said = [f"{say('dari', 'from')} T-{self.dated_from}"] if self.dated_from is not None else []
        said += [f"{say('sampai', 'to')} T-{self.dated_to}"] if self.dated_to is not None else []
        said += [say("tahun penerapan", "year of application")] if self.dated_in else []
        said += [f"{say('memuat', 'about')} {_years(self.covers)}"] if self.covers else []
        said += [f"{say('tidak tegas', 'unclear')} {_years(self.unclear)}"] if self.unclear else []
        said += [say("masih berlaku", "in force")] if self.in_force else []
        kinds = ", ".join(kind_in_words(kind) for kind in self.kinds)
        return (f"{kinds}: " if kinds else "") + ", ".join(said)


def _years(back: tuple[int, ...]) -> str:
    return "/".join(f"T-{one}" for one in back)


RANK = (Outcome.COUNTS, Outcome.UNSURE, Outcome.NOT)


def standing_of(
    evidence: "EvidenceRule | None",
    document: DocumentFacts,
    *,
    year: int,
    on: date,
    applied: date | None = None,
) -> Standing:
    """Weighs a document by the rules of an indicator. `on`: the day on which it must be in force.

    `applied`: when the innovation was first applied. One rule that is met suffices.
    """
    rules = evidence.valid if evidence is not None else ()
    if not rules:
        return Standing(Outcome.FREE, say("Pedoman tidak membatasi tahun bukti untuk isian ini.",
                                          "The rulebook sets no years for evidence of this row."))  # fmt: skip
    kinds = [kind for rule in rules for kind in rule.kinds]
    fitting = [rule for rule in rules if not rule.kinds or document.kind in rule.kinds]
    if not fitting and not document.kind:
        return unsure(say("isi jenis dokumen", "give the kind of document"))
    if not fitting:
        asked, given = ", ".join(kind_in_words(kind) for kind in kinds), kind_in_words(document.kind)
        return _not(f"jenisnya {given}, yang diminta {asked}", f"its kind is {given}; asked for is {asked}")
    found = [_by(rule, document, year, on, applied) for rule in fitting]
    return min(found, key=lambda one: RANK.index(one.outcome))


def _by(rule: ValidityRule, document: DocumentFacts, year: int, on: date, applied: date | None) -> Standing:
    found = [
        *_dated(rule, document, year),
        *_applied(rule, document, applied),
        *_covers(rule, document, year),
        *_in_force(rule, document, on),
    ]
    wrong = [one for one in found if one.outcome is Outcome.NOT]
    open_ = [one for one in found if one.outcome is Outcome.UNSURE]
    if wrong or open_:
        return (wrong or open_)[0]
    return Standing(Outcome.COUNTS, say("Masih berlaku untuk ", "Counts for ") + f"{year}.")


def unsure(what: str) -> Standing:
    """Not to be settled before somebody gives a fact."""
    head = say("Belum dapat dipastikan", "Cannot be settled yet")
    return Standing(Outcome.UNSURE, f"{head}: {what}.", what)


def _not(indonesian: str, english: str) -> Standing:
    """It does not count."""
    why = say(indonesian, english)
    return Standing(Outcome.NOT, f"{say('Tidak berlaku', 'Does not count')}: {why}.", why)


def _doubtful(year: int) -> Standing:
    return unsure(say(f"pedoman tidak tegas apakah tahun {year} termasuk",
                      f"the rulebook leaves open whether {year} is included"))  # fmt: skip


def _dated(rule: ValidityRule, document: DocumentFacts, year: int) -> Iterable[Standing]:
    """The date of the document within the years asked for."""
    if rule.dated_from is None and rule.dated_to is None:
        return
    if document.dated is None:
        yield unsure(say("isi tanggal dokumen", "give the date of the document"))
        return
    given, day = document.dated.year, day_in_words(document.dated)
    if not rule.covers and year - given in rule.unclear:
        yield _doubtful(given)
    elif rule.dated_from is not None and given < year - rule.dated_from:
        first = year - rule.dated_from
        yield _not(f"tertanggal {day}, yang diminta tahun {first} atau sesudahnya",
                   f"dated {day}; {first} or later is asked for")  # fmt: skip
    elif rule.dated_to is not None and given > year - rule.dated_to:
        last = year - rule.dated_to
        yield _not(f"tertanggal {day}, yang diminta paling lambat tahun {last}",
                   f"dated {day}; {last} or earlier is asked for")  # fmt: skip


def _applied(rule: ValidityRule, document: DocumentFacts, applied: date | None) -> Iterable[Standing]:
    """The date of the document in the year in which the innovation was applied."""
    if not rule.dated_in:
        return
    if document.dated is None:
        yield unsure(say("isi tanggal dokumen", "give the date of the document"))
    elif applied is None:
        yield unsure(say("isi waktu penerapan inovasi", "give the date on which the innovation was applied"))
    elif document.dated.year != applied.year:
        day = day_in_words(document.dated)
        yield _not(f"tertanggal {day}, sedangkan inovasinya diterapkan tahun {applied.year}",
                   f"dated {day}, but the innovation was applied in {applied.year}")  # fmt: skip


def _covers(rule: ValidityRule, document: DocumentFacts, year: int) -> Iterable[Standing]:
    """The years that the contents are about."""
    if not rule.covers:
        return
    if document.covers is None:
        yield unsure(say("isi tahun yang dimuat dokumen", "give the year the document is about"))
        return
    first, last = document.covers
    about = range(first, last + 1)
    if any(year - back in about for back in rule.covers):
        return
    doubtful = next((year - back for back in rule.unclear if year - back in about), None)
    if doubtful is not None:
        yield _doubtful(doubtful)
        return
    asked = ", ".join(str(year - back) for back in sorted(rule.covers, reverse=True))
    given = str(first) if first == last else f"{first}\u2013{last}"
    yield _not(f"memuat tahun {given}, yang diminta {asked}", f"it is about {given}; asked for is {asked}")


def _in_force(rule: ValidityRule, document: DocumentFacts, on: date) -> Iterable[Standing]:
    """In force on the day."""
    if not rule.in_force:
        return
    if document.revoked_on is not None and document.revoked_on <= on:
        day = day_in_words(document.revoked_on)
        yield _not(f"dicabut pada {day}", f"revoked on {day}")
    elif document.valid_until is not None and document.valid_until < on:
        day = day_in_words(document.valid_until)
        yield _not(f"masa berlakunya habis pada {day}", f"it expired on {day}")
    elif document.valid_from is not None and document.valid_from > on:
        day = day_in_words(document.valid_from)
        yield _not(f"baru berlaku pada {day}", f"in force only from {day}")
    elif document.valid_until is None and not document.is_open_ended:
        yield unsure(say("isi masa berlakunya", "say until when it is in force"))
