"""The bank, searched, filtered and put in order: what the list, the reports and an export read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from piagam.innovations.models import Innovation, Summary
from piagam.innovations.queries.bank import innovations_for
from piagam.innovations.queries.units import units_under
from piagam.innovations.rules import Rules, rules_now
from piagam.innovations.summaries import bring_up
from piagam.people.actor import Actor

EMPTY_ANSWER = "-"  # as a filter of a field: not answered yet
ORDERS: dict[str, tuple[Any, ...]] = {
    "terbaru": ("-updated_at", "-pk"),
    "terlama": ("updated_at", "pk"),
    "nama": ("title", "pk"),
    "lengkap": ("-summary__done", "title", "pk"),
    "kurang": ("summary__done", "title", "pk"),
    "layak": (F("summary__eligible_from").asc(nulls_last=True), "title", "pk"),
    "perangkat": ("department__name", "title", "pk"),
}
WORDS_AT_MOST = 8


@dataclass(frozen=True)
class BankFilters:
    """How the bank is looked at. Everything empty: all that is not archived, the last changed first."""

    words: str = ""
    department: int | None = None  # with its sub-units
    answers: Mapping[str, str] = field(default_factory=dict)  # field of the rulebook → option, or "-"
    outlook: str = ""  # a code of Summary.Outlook
    eligible_by: date | None = None
    entered: str = ""  # an edition
    not_entered: str = ""
    archived: bool | None = False  # None: both
    order: str = ""


def innovations_matching(
    actor: Actor, filters: BankFilters, rules: Rules | None = None
) -> QuerySet[Innovation]:
    """The innovations a person may read that match, in order, with their summaries; long texts are left unread."""
    bring_up(innovations_for(actor), rules or rules_now())
    return narrowed(actor, filters)


def narrowed(actor: Actor, filters: BankFilters) -> QuerySet[Innovation]:
    """The same, by the summaries as they are."""
    found = innovations_for(actor)
    for word in filters.words.lower().split()[:WORDS_AT_MOST]:
        found = found.filter(
            Q(summary__texts__contains=word) | Q(title__icontains=word) | Q(department__name__icontains=word)
        )
    if filters.department is not None:
        found = found.filter(department__in=units_under(filters.department))
    for code, answer in filters.answers.items():
        key = f"summary__choices__{code}"
        found = found.filter(**({f"{key}__isnull": True} if answer == EMPTY_ANSWER else {key: answer}))
    if filters.outlook:
        found = found.filter(summary__outlook=filters.outlook)
    if filters.eligible_by is not None:
        found = found.filter(summary__eligible_from__lte=filters.eligible_by)
    if filters.entered:
        found = found.filter(pk__in=entered_in(filters.entered))
    if filters.not_entered:
        found = found.exclude(pk__in=entered_in(filters.not_entered))
    if filters.archived is not None:
        found = found.filter(archived_at__isnull=not filters.archived)
    kept = found.select_related("summary").defer("profile", "summary__texts", "summary__choices")
    return kept.order_by(*ORDERS.get(filters.order, ORDERS["terbaru"]))


def entered_in(edition: str) -> QuerySet[Innovation, int]:
    """The keys of those with an entry in an edition. Read through the relation: entries are a later stage."""
    return Innovation.objects.filter(entries__report__edition=edition).values_list("pk", flat=True)


def outlooks(actor: Actor, filters: BankFilters) -> dict[str, int]:
    """How many of what matches stand in each outlook; the outlook chosen itself does not narrow them."""
    found = narrowed(actor, replace(filters, outlook="")).order_by()
    counted = found.values_list("summary__outlook").annotate(number=Count("pk"))
    return dict.fromkeys(Summary.Outlook.values, 0) | {code or "": number for code, number in counted}
