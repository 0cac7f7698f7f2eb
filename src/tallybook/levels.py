"""The levels of an indicator: what each asks for, and what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tallybook.language import either, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One possible answer. `points` is weight × level; None while the weight is unset."""

    level: int
    text: str
    text_en: str = ""
    points: Fraction | None = None
    example_good: str = ""
    example_bad: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """The text in the language in use."""
        return either(self.text, self.text_en)


def text_of(levels: Sequence[Level], level: int) -> str:
    """The text of a level; for level 0 that nothing counts."""
    found = next((one.words for one in levels if one.level == level), "")
    return found or say("belum memenuhi tingkat mana pun", "no level is met")


def named(levels: Sequence[Level], level: int) -> str:
    """ "Tingkat 2: Peraturan Kepala Daerah"."""
    return f"{say('Tingkat', 'Level')} {level}: {text_of(levels, level)}"


def stated(levels: Sequence[Level], level: int) -> str:
    """The same inside a sentence: "tingkat 2: Peraturan Kepala Daerah"."""
    return f"{say('tingkat', 'level')} {level}: {text_of(levels, level)}"
