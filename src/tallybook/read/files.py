"""The files of a rulebook, and the tables each of them has."""

from tallybook.read.containers import Key, ListOf, optional
from tallybook.read.index_tables import INDEX, PART
from tallybook.read.shape import Count, Shape
from tallybook.read.table import Table
from tallybook.read.tables import (
    AFFAIR,
    AGAIN,
    CALENDAR,
    CASE,
    CATEGORY,
    CLAIMS,
    CLUSTER,
    EDITION,
    ELIGIBILITY,
    EXTRA,
    FIELD,
    FILES,
    INDICATOR,
    PREDICATE,
    RANKING,
    REASON,
    SET,
    SOURCE,
    STAGE,
    SUBMISSION,
    VARIABLE,
)

FILES_OF: dict[str, Table] = {}


def _file(**keys: Key) -> Table:
    """The top of a file: only these tables, nothing that all tables have."""
    return Table(keys, may_be_unset=False, is_file=True)


def _many(table: Shape, least: int = 0) -> Key:
    return Key(ListOf(table, least=least)) if least else optional(ListOf(table), ())


FILES_OF.update(
    {
        "edition.toml": _file(
            format=Key(Count(1, unset=False)),
            edition=Key(EDITION),
            claims=Key(CLAIMS),
            eligibility=optional(ELIGIBILITY),
            again=optional(AGAIN),
            submission=optional(SUBMISSION),
            calendar=_many(CALENDAR),
            cluster=_many(CLUSTER),
            affair=_many(AFFAIR),
            variable=_many(VARIABLE),
            evidence=optional(FILES),
        ),
        "profile.toml": _file(field=_many(FIELD)),
        "indicators/*.toml": _file(set=Key(SET), indicator=_many(INDICATOR, least=1)),
        "index.toml": _file(
            part=_many(PART, least=1), index=Key(INDEX), predicate=_many(PREDICATE), ranking=Key(RANKING)
        ),
        "awards.toml": _file(category=_many(CATEGORY), extra=_many(EXTRA)),
        "panel.toml": _file(presentation=optional(STAGE), field=optional(STAGE), composition=optional(STAGE)),
        "reasons.toml": _file(reason=_many(REASON)),
        "sources.toml": _file(source=_many(SOURCE, least=1)),
        "cases/*.toml": _file(case=_many(CASE)),
    }
)
NEEDED = ("edition.toml", "index.toml", "sources.toml")
