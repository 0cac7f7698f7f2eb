"""The bases and readings of an answer, each with a rule of its own. `build` makes the answer inside a branch."""

from collections.abc import Callable, Iterable, Sequence

from tallybook.answers import Answer, Branch, ByKind, Choice, OneOf, Option
from tallybook.levels import Level
from tallybook.read.table import Row, unique

Levels = tuple[Level, ...]
Build = Callable[[Row, Levels], Answer | None]


def asked(row: Row, name: str) -> dict[str, str]:
    """The name of a fact and what a form calls it."""
    return {name: row[name], "label": row["label"] or row[name], "label_en": row["label_en"]}


def _branches(row: Row, levels: Levels, build: Build) -> Iterable[Branch]:
    unique(row["branches"])
    for one in row["branches"]:
        own = _own_levels(one, levels)
        if own is not None:
            answer: Answer | None = _choice_of(own)
        elif one.get("answer") is not None:
            answer = build(one["answer"], levels)
        else:
            if "answer" in one:  # left out; a broken one was reported where it stands
                one.spot.problem("missing: write `levels` (texts) or an `answer`")
            continue
        if answer is not None and "code" in one and "label" in one:
            yield Branch(code=one["code"], label=one["label"], label_en=one["label_en"], answer=answer)


def _own_levels(one: Row, levels: Levels) -> Levels | None:
    texts: Sequence[str] | None = one.get("levels")
    if texts is None:
        return None
    if one.get("answer") is not None:
        one.spot.problem("`levels` and `answer` say the same; write one of them")
    english = one["levels_en"] or [""] * len(texts)
    if len(texts) != len(levels) or len(english) != len(texts):
        (one.spot / "levels").problem(f"must be {len(levels)} texts, one for each level")
    pairs = zip(texts, english, strict=False)
    return tuple(
        Level(level=n, text=text, text_en=text_en) for n, (text, text_en) in enumerate(pairs, start=1)
    )


def _choice_of(levels: Levels) -> Choice:
    options = (
        Option(code=str(one.level), label=one.text, label_en=one.text_en, level=one.level) for one in levels
    )
    return Choice(levels=levels, options=tuple(options))


def one_of(row: Row, levels: Levels, build: Build) -> Answer:
    """The answer with bases."""
    branches = tuple(_branches(row, levels, build))
    return OneOf(levels=levels, branches=branches, **asked(row, "key"))


def by_kind(row: Row, levels: Levels, build: Build) -> Answer:
    """The answer with readings."""
    branches = tuple(_branches(row, levels, build))
    return ByKind(levels=levels, branches=branches, follows=row["follows"], **asked(row, "key"))
