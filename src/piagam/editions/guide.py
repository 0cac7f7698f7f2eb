"""The indicator guide of an edition: what is asked, what each level needs, what proves it."""

from dataclasses import dataclass

from tallybook import Indicator, IndicatorSet, Rulebook


@dataclass(frozen=True)
class Chapter:
    """The indicators of one variable."""

    label: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Volume:
    """One indicator set, by chapters."""

    set: IndicatorSet
    chapters: tuple[Chapter, ...]

    @property
    def count(self) -> int:
        return sum(len(one.indicators) for one in self.chapters)


def guide_of(rulebook: Rulebook) -> list[Volume]:
    """Sets and variables in the rulebook's order."""
    labels = {(one.set, one.code): one.words for one in rulebook.variables}
    volumes = []
    for one in rulebook.sets.values():
        chapters: dict[str, list[Indicator]] = {}
        for indicator in one.indicators:
            chapters.setdefault(indicator.variable, []).append(indicator)
        made = [Chapter(labels.get((one.code, code), ""), tuple(rows)) for code, rows in chapters.items()]
        volumes.append(Volume(one, tuple(made)))
    return volumes
