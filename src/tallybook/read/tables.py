"""The tables of each file of a rulebook: which keys they have. The JSON Schema is printed from here."""

from typing import Any

from tallybook.profile import FIELD_KINDS
from tallybook.read.answer_tables import AnswerShape
from tallybook.read.index_tables import INDEX, PART
from tallybook.read.shape import (
    TEXTS,
    Anything,
    Code,
    Count,
    Day,
    Flag,
    Key,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Shape,
    Text,
    optional,
)  # fmt: skip
from tallybook.read.table import Table, labelled

ABSENT: Any = object()
OPTION = Table(labelled(level=optional(Count(unset=False))), may_be_unset=False)

EDITION = Table(
    {
        "id": Key(Code()),
        "title": Key(Text()),
        "title_en": optional(Text(), ""),
        "year": Key(Count(1900, unset=False)),
        "award": Key(Text()),
        "award_en": optional(Text(), ""),
        "award_short": Key(Text()),
        "index_name": optional(Text(), ""),
        "index_name_en": optional(Text(), ""),
        "organiser": Key(Text()),
        "organiser_en": optional(Text(), ""),
        "legal": Key(TEXTS),
        "scale": Key(OneOf(("0-100", "open", "none"))),
    },
    stated=True,
)
REJECTED = Table({"in_divisor": Key(Flag()), "in_count": Key(Flag())}, may_be_unset=False)
CLAIMS = Table(
    {
        "levels": Key(Count(1, unset=False)),
        "without_evidence_is_zero": Key(Flag()),
        "rejected": Key(REJECTED),
        "without_innovations": optional(OneOf(("index-zero",)), ""),
    },
    stated=True,
)
ELIGIBILITY = Table(
    {
        "applied_from": Key(Day()),
        "applied_to": Key(Day()),
        "or_developed_within": Key(Flag()),
        "stage": optional(Text(), ""),
    },
    stated=True,
)
CALENDAR = Table(labelled(opens=Key(Day()), closes=Key(Day())))
WHERE = {"kind": Text(), "is_disadvantaged": Flag(), "is_border": Flag(), "is_papua": Flag()}
CLUSTER = Table(labelled(where=Key(Table({name: optional(shape) for name, shape in WHERE.items()}))))
AFFAIR = Table(labelled(basic=Key(Flag())))
VARIABLE = Table(labelled(set=Key(Code())))
FILES = Table({"formats": Key(TEXTS), "max_bytes": Key(Count(1))}, stated=True)

FIELD = Table(
    labelled(
        kind=Key(OneOf(FIELD_KINDS)),
        required=Key(Flag()),
        min_words=optional(Count(1)),
        max_words=optional(Count(1)),
        max_length=optional(Count(1)),
        options=optional(ListOf(OPTION), ()),
        options_from=optional(OneOf(("affairs",)), ""),
        not_before=optional(Code(), ""),
        help=optional(Text(), ""),
        help_en=optional(Text(), ""),
        formats=optional(TEXTS, ()),
        computed_from=optional(Text(), ""),
    ),
    stated=True,
)

SET = Table(
    labelled(
        of=Key(OneOf(("region", "innovation", "nominee"))),
        prefix=Key(Text()),
        published_maximum=Key(Number()),
    )
)
LEVEL = Table(
    {
        "level": Key(Count(1, unset=False)),
        "text": Key(Text()),
        "text_en": optional(Text(), ""),
        "example_good": optional(Text(), ""),
        "example_bad": optional(Text(), ""),
    },
    may_be_unset=False,
)
EVIDENCE = Table(
    {
        "text": optional(Text(), ""),
        "text_en": optional(Text(), ""),
        "formats": optional(TEXTS, ()),
        "years": optional(TEXTS, ()),
        "window": optional(Text(), ""),
        "window_en": optional(Text(), ""),
        "per_event": optional(Flag(), absent=False),
        "highlight": optional(Flag(), absent=False),
    }
)
INDICATOR = Table(
    {
        "code": Key(Code()),
        "number": Key(Text()),
        "variable": optional(Code(), ""),
        "label": Key(Text()),
        "label_en": optional(Text(), ""),
        "definition": optional(Text(), ""),
        "definition_en": optional(Text(), ""),
        "weight": optional(Number(), ABSENT),  # computed rows have none; the others are looked at there
        "mandatory": Key(Flag()),
        "level": optional(ListOf(LEVEL), ()),
        "answer": Key(AnswerShape()),
        "evidence": optional(EVIDENCE),
        "as_published": optional(TEXTS, ()),
    },
    stated=True,
)

PREDICATE = Table(
    {
        **labelled(),
        "from": Key(Number(), into="from_"),
        "to": Key(Number(("open",))),
        "certificate": Key(Flag()),
    },
    stated=True,
)
RANKING = Table(
    {
        "ties": Key(OneOf(("shared",))),
        "key": Key(OneOf(("index-exact", "total-exact"))),
        "order": Key(OneOf(("descending",))),
    },
    stated=True,
)

CATEGORY = Table(
    labelled(
        cluster=optional(Code(), ""),
        quota_nominees=Key(Count(1)),
        quota_winners=Key(Count(1)),
        tie=optional(Text(), ""),
    ),
    stated=True,
)
EXTRA = Table(labelled(basis=optional(Text(), "")))
STAGE = Table(
    {
        "label": optional(Text(), ""),
        "label_en": optional(Text(), ""),
        "set": optional(Code(), ""),
        "text": optional(Text(), ""),
        "weight": optional(Number()),
    },
    stated=True,
)
REASON = Table(
    labelled(
        decisions=Key(ListOf(OneOf(("accept", "lower", "reject", "return")), least=1)),
        sentence=Key(Text()),
        sentence_en=optional(Text(), ""),
    ),
    may_be_unset=False,
)
SOURCE = Table(
    {
        "id": Key(Text()),
        "what": Key(Text()),
        "url": optional(Text(), ""),
        "repo": optional(Text(), ""),
        "path": optional(Text(), ""),
        "index_id": optional(Text(), ""),
        "title": optional(Text(), ""),
        "date": optional(Text(), ""),
    },
    may_be_unset=False,
)

CASE = Table(
    {"name": Key(Text()), "given": Key(MapOf(Anything())), "expect": Key(MapOf(Anything()))},
    may_be_unset=False,
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
