"""The bank counted: by department and by each field with one answer out of a list. Every table adds up."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from piagam.innovations.models import Summary
from piagam.innovations.queries.matching import EMPTY_ANSWER, BankFilters, innovations_matching
from piagam.innovations.rules import Rules
from piagam.people.actor import Actor

OUTLOOKS = tuple(Summary.Outlook.values)


@dataclass(frozen=True)
class Line:
    """One row of a table: an answer and how many innovations gave it, in all and in each outlook."""

    answer: str
    words: str
    total: int
    by_outlook: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """One table: the name of its filter, its rows, and their sum."""

    name: str
    words: str
    lines: Sequence[Line]
    sum: Line


def tables_of(actor: Actor, filters: BankFilters, rules: Rules, departments: dict[int, str]) -> list[Table]:
    """The tables of what matches, from one reading of the summaries."""
    found = innovations_matching(actor, replace(filters, outlook=""), rules).order_by()
    rows = list(found.values_list("department_id", "summary__choices", "summary__outlook"))
    names = [(str(pk), name) for pk, name in departments.items()]
    tables = [table("perangkat", _("Perangkat daerah"), rows, lambda row: str(row[0]), names)]
    for field in rules.fields:
        if field.kind == "choice":
            options = [*((one.code, one.words) for one in field.options), (EMPTY_ANSWER, _("(belum diisi)"))]
            tables.append(table(field.code, field.words, rows, answer_to(field.code), options))
    return tables


def answer_to(code: str) -> Callable[[Any], str]:
    """Reads a field's answer out of a row."""
    return lambda row: (row[1] or {}).get(code) or EMPTY_ANSWER


def table(
    name: str, words: str, rows: list[Any], answer: Callable[[Any], str], options: list[tuple[str, str]]
) -> Table:
    """Counts the rows by their answer; an answer that the rulebook no longer offers keeps a line of its own."""
    counted = Counter((answer(row), row[2]) for row in rows)
    given = {found for found, _outlook in counted}
    known = [*options, *((one, one) for one in sorted(given - {code for code, _words in options}))]
    lines = [
        Line(
            code,
            text,
            sum(counted[code, one] for one in OUTLOOKS),
            tuple(counted[code, one] for one in OUTLOOKS),
        )
        for code, text in known
        if code in given
    ]
    columns = tuple(sum(column) for column in zip(*(line.by_outlook for line in lines), strict=True)) or (
        0,
    ) * len(OUTLOOKS)
    return Table(name, words, lines, Line("", _("Jumlah"), sum(columns), columns))
