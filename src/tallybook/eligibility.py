"""Which innovations an edition takes, by date."""

from dataclasses import dataclass
from datetime import date

from tallybook.indicators import Stated
from tallybook.language import current, say

MONTHS_ID = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
             "November", "Desember")  # fmt: skip
MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December")  # fmt: skip


def day_in_words(day: date) -> str:
    """ "31 Desember 2025"."""
    months = MONTHS_EN if current() == "en" else MONTHS_ID
    return f"{day.day} {months[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """May the innovation enter? `first_date`: the first application date that would do; None when none is near."""

    ok: bool
    sentence: str
    first_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility(Stated):
    """Applied between the two days, both inside; or, where the edition says so, developed between them."""

    applied_from: date | None
    applied_to: date | None
    or_developed_within: bool
    stage: str = ""
    unset: str = ""

    def check(self, applied: date | None, developed: date | None) -> Verdict:
        """Weighs the dates of first application and of further development."""
        start, end = self.applied_from, self.applied_to
        if start is None or end is None:
            return Verdict(True, say("Batas tanggal belum ditetapkan.", "No dates have been set."))
        span = f"{day_in_words(start)} {say('s.d.', 'to')} {day_in_words(end)}"
        if applied is None:
            return Verdict(
                False, say(f"Isi waktu penerapan ({span}).", f"Give the date of application ({span})."), start
            )
        if start <= applied <= end:
            return Verdict(True, say(f"Diterapkan dalam rentang {span}.", f"Applied within {span}."))
        if applied > end:
            return Verdict(
                False,
                say(
                    f"Baru diterapkan setelah {day_in_words(end)}.",
                    f"Applied only after {day_in_words(end)}.",
                ),
            )
        if self.or_developed_within and developed is not None and start <= developed <= end:
            return Verdict(True, say(f"Dikembangkan dalam rentang {span}.", f"Developed within {span}."))
        if self.or_developed_within:
            return Verdict(
                False,
                say(
                    f"Diterapkan sebelum {day_in_words(start)}: perlu pengembangan dalam rentang {span}.",
                    f"Applied before {day_in_words(start)}: it must have been developed within {span}.",
                ),
                start,
            )
        return Verdict(
            False,
            say(
                f"Diterapkan sebelum {day_in_words(start)}: di luar rentang {span}.",
                f"Applied before {day_in_words(start)}: outside {span}.",
            ),
            start,
        )
