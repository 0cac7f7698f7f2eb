"""What follows the index: categories, other awards, the panel, and the reasons a verifier may give."""

from dataclasses import dataclass
from fractions import Fraction

from tallybook.indicators import Stated
from tallybook.language import either


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Stated):
    """Something with a code and a label."""

    code: str
    label: str
    label_en: str = ""

    @property
    def words(self) -> str:
        """The label in the language in use."""
        return either(self.label, self.label_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Category(Named):
    """An award category. Quotas are counts of regions; None while unset."""

    cluster: str = ""
    quota_nominees: int | None = None
    quota_winners: int | None = None
    tie: str = ""
    unset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraAward(Named):
    """An award beside the categories."""

    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Named):
    """A verifier's reason: for which decisions it may be given, and the sentence the region reads."""

    decisions: tuple[str, ...]
    sentence: str
    sentence_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelStage(Stated):
    """Presentation, field validation, or how the two are put together. `set`: its criteria."""

    code: str
    label: str = ""
    label_en: str = ""
    set: str = ""
    text: str = ""
    weight: Fraction | None = None
    unset: str = ""
