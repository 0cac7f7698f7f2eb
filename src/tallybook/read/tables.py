"""The tables of each file of a rulebook: which keys they have. The JSON Schema is printed from here."""

from typing import Any

from tallybook.documents import KINDS
from tallybook.profile import FIELD_KINDS
from tallybook.read.answer_tables import AnswerShape
from tallybook.read.containers import TEXTS, Anything, Key, ListOf, MapOf, optional
from tallybook.read.shape import Code, Count, Day, Flag, Number, OneOf, Text, YearBack
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
AGAIN = Table({"developed": Key(Flag())}, stated=True)
SUBMISSION = Table({"statement": Key(Flag())}, stated=True)
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
YEAR_BACK = YearBack()
VALID = Table(
    {
        "kinds": optional(ListOf(OneOf(tuple(KINDS)), least=1), ()),
        "dated_from": optional(YEAR_BACK),
        "dated_to": optional(YEAR_BACK),
        "dated_in": optional(OneOf(("application-year",)), ""),
        "covers": optional(ListOf(YEAR_BACK, least=1), ()),
        "unclear": optional(ListOf(YEAR_BACK, least=1), ()),
        "in_force": optional(Flag(), absent=False),
    },
    stated=True,
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
        "signed_by": optional(OneOf(("head",)), ""),
        "valid": optional(ListOf(VALID, least=1), ()),
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
        "effort": optional(OneOf(("low", "medium", "high")), ""),
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
