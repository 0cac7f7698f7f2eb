"""How far an entry, or the region's own answers, have come: points now, points possible, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from piagam.entries.rows import Row


@dataclass(frozen=True)
class Gap:
    """Something that is missing, and the points it would bring."""

    row: Row
    kind: str  # unanswered, unfinished, unsupported, level
    sentence: str
    gain: Fraction

    @property
    def is_mandatory(self) -> bool:
        return self.row.indicator.mandatory


@dataclass(frozen=True)
class Maturity:
    """The summary that stands above the rows."""

    points: Fraction
    maximum: Fraction
    rows: int
    answered: int
    supported: int
    gaps: tuple[Gap, ...]

    @property
    def percent(self) -> int:
        return int(100 * self.points / self.maximum) if self.maximum else 0

    @property
    def missing(self) -> tuple[Gap, ...]:
        """What an answer or a document is missing for; higher levels are not missing, they are chances."""
        return tuple(gap for gap in self.gaps if gap.kind != "level")

    @property
    def missing_mandatory(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.missing if gap.is_mandatory)

    @property
    def chances(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.kind == "level")


def gap_of(row: Row) -> Gap | None:
    """What the row is missing, if anything."""
    match row.state:
        case "empty":
            return Gap(row, "unanswered", _("Belum dijawab."), row.gain)
        case "unfinished":
            return Gap(row, "unfinished", " ".join(row.problems) or _("Belum lengkap."), row.gain)
        case "unsupported":
            return Gap(row, "unsupported", _("Belum ada bukti: dihitung 0."), row.gain)
        case _ if row.next_step:
            return Gap(row, "level", row.next_step, row.gain)
    return None


def maturity_of(rows: Sequence[Row]) -> Maturity:
    """The sum over the rows, each with its gap: mandatory ones first, then by the points they would bring."""
    gaps = [gap for row in rows if (gap := gap_of(row))]
    gaps.sort(key=lambda gap: (gap.kind == "level", not gap.is_mandatory, -gap.gain))
    return Maturity(
        points=sum((row.points for row in rows), Fraction(0)),
        maximum=sum((row.points_at(row.top) for row in rows), Fraction(0)),
        rows=len(rows),
        answered=sum(row.answered for row in rows),
        supported=sum(row.supported for row in rows),
        gaps=tuple(gaps),
    )
