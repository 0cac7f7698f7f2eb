"""A rulebook: all rules of an edition as one immutable object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from tallybook.arithmetic import IndexRule, Part, Predicate, RankingRule
from tallybook.awards import Category, ExtraAward, Named, PanelStage, Reason
from tallybook.eligibility import Eligibility
from tallybook.errors import UnknownCode
from tallybook.indicators import Indicator, IndicatorSet, Stated
from tallybook.profile import ProfileField


@dataclass(frozen=True, slots=True, kw_only=True)
class Affair(Named):
    """A field of government. `basic`: one of the basic services that every region must serve."""

    basic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster(Named):
    """A group in which regions are ranked. `where` matches columns of the list of regions."""

    where: Mapping[str, str | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable(Named):
    """A layer between a set and its indicators."""

    set: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry(Named):
    """A planned phase; None where the date is not known."""

    opens: date | None = None
    closes: date | None = None
    unset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule was found."""

    id: str
    what: str
    url: str = ""
    repo: str = ""
    path: str = ""
    index_id: str = ""
    title: str = ""
    date: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesRule(Stated):
    """What files the edition takes as evidence. `max_bytes` of one file; None while unset."""

    formats: tuple[str, ...]
    max_bytes: int | None = None
    unset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsRule(Stated):
    """How claims count. `levels` is the highest level. A rejected innovation has no points in any case."""

    levels: int
    without_evidence_is_zero: bool
    rejected_in_divisor: bool
    rejected_in_count: bool
    without_innovations: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainRule(Stated):
    """An innovation that was entered before. `developed`: must the entry say what was developed since?"""

    developed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRule(Stated):
    """What a region's submission needs. `statement`: the integrity statement, signed by the head of the region."""

    statement: bool = False


@dataclass(frozen=True, slots=True)
class Unset:
    """A number that the sources do not give: where it belongs, and why it is missing. `blocks`: the index needs it."""

    file: str
    key: str
    why: str
    blocks: bool = False

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook(Stated):
    """Everything that decides an edition. `sha256` is the fingerprint of all files but the worked cases."""

    id: str
    title: str
    title_en: str
    year: int
    award: str
    award_short: str
    award_en: str
    index_name: str
    index_name_en: str
    organiser: str
    organiser_en: str
    legal: tuple[str, ...]
    scale: str
    claims: ClaimsRule
    eligibility: Eligibility | None
    again: AgainRule
    submission: SubmissionRule
    calendar: tuple[CalendarEntry, ...]
    clusters: tuple[Cluster, ...]
    affairs: tuple[Affair, ...]
    variables: tuple[Variable, ...]
    evidence: FilesRule | None
    profile: tuple[ProfileField, ...]
    sets: Mapping[str, IndicatorSet]
    parts: tuple[Part, ...]
    index: IndexRule
    predicates: tuple[Predicate, ...]
    ranking: RankingRule
    categories: tuple[Category, ...]
    extra_awards: tuple[ExtraAward, ...]
    panel: Mapping[str, PanelStage]
    reasons: tuple[Reason, ...]
    sources: Mapping[str, Source]
    unset: tuple[Unset, ...]
    files: Mapping[str, str]
    sha256: str
    by_code: Mapping[str, Indicator] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rulebook) and other.sha256 == self.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)

    @property
    def levels(self) -> int:
        """The highest level of a claim."""
        return self.claims.levels

    @property
    def without_evidence_is_zero(self) -> bool:
        """Does a claim without evidence count as level 0?"""
        return self.claims.without_evidence_is_zero

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, set by set, in the rulebook's order."""
        return tuple(self.by_code.values())

    def indicator(self, code: str) -> Indicator:
        """The indicator with the code. Raises UnknownCode."""
        if code not in self.by_code:
            raise UnknownCode(f"{self.id} has no indicator {code}")
        return self.by_code[code]

    @property
    def can_index(self) -> bool:
        """Is every number known that the index needs?"""
        return not self.missing

    @property
    def missing(self) -> tuple[str, ...]:
        """The numbers the index needs and the sources do not give, one text each."""
        return tuple(str(one) for one in self.unset if one.blocks)
