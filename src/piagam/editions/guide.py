"""The indicator guide of an edition: what is asked, what each level needs, what proves it."""

from dataclasses import dataclass

from tallybook import Indicator, IndicatorSet, Rulebook

ORDER = ("region", "innovation", "nominee")  # who is asked, in the order in which an edition asks


@dataclass(frozen=True)
class Row:
    """One indicator, with the names of the sources it was taken from."""

    indicator: Indicator
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """The indicators of one variable."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Volume:
    """One indicator set, by chapters."""

    set: IndicatorSet
    chapters: tuple[Chapter, ...]

    @property
    def count(self) -> int:
        return sum(len(one.rows) for one in self.chapters)


def guide_of(rulebook: Rulebook) -> list[Volume]:
    """What regions answer, then what each innovation does, then nominees; variables in the rulebook's order."""
    labels = {(one.set, one.code): one.words for one in rulebook.variables}
    volumes = []
    for one in sorted(
        rulebook.sets.values(), key=lambda one: ORDER.index(one.of) if one.of in ORDER else len(ORDER)
    ):
        chapters: dict[str, list[Row]] = {}
        for indicator in one.indicators:
            row = Row(indicator, tuple(source_name(rulebook, code) for code in indicator.source))
            chapters.setdefault(indicator.variable, []).append(row)
        made = [Chapter(labels.get((one.code, code), ""), tuple(rows)) for code, rows in chapters.items()]
        volumes.append(Volume(one, tuple(made)))
    return volumes


def source_name(rulebook: Rulebook, code: str) -> str:
    """What a source is, by its id."""
    source = rulebook.sources.get(code)
    return source.title or source.what if source else code
