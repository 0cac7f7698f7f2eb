"""The bank in numbers: every number leads to the list it counts."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from piagam.innovations import queries
from piagam.innovations.bank_filter import BankFilter
from piagam.innovations.models import Summary
from piagam.innovations.queries import Bank
from piagam.innovations.queries.reports import OUTLOOKS, Line, Table
from piagam.innovations.rules import rules_now
from piagam.people.guards import PiagamRequest, guarded

SEES = ("innovation.read",)


@dataclass(frozen=True)
class Cell:
    """A number and the list behind it."""

    number: int
    url: str


@guarded("innovation.read", queries.bank_of, sees=SEES)
def reports(request: PiagamRequest, bank: Bank) -> HttpResponse:
    """Tables by department, affair, form, initiator, stage and the rest, within the filters of the address."""
    rules = rules_now()
    context: dict[str, Any] = {"rules": rules}
    if rules is not None:
        chosen = BankFilter(request.GET, bank.actor, rules)
        departments = {one.pk: one.name for one in chosen.departments}
        tables = queries.tables_of(bank.actor, chosen.filters(), rules, departments)
        context |= {
            "tables": [drawn(table, chosen.query()) for table in tables],
            "outlooks": [one.label for one in Summary.Outlook],
            "chips": chosen.chips(),
            "query": chosen.query(),
        }
    return render(request, "innovations/reports.html", context)


def drawn(table: Table, query: str) -> dict[str, Any]:
    """A table whose every number knows the list it counts."""
    lines = [{"words": line.words, "cells": cells(table, line, query)} for line in table.lines]
    return {"name": table.name, "words": table.words, "lines": lines, "sum": cells(table, table.sum, query)}


def cells(table: Table, line: Line, query: str) -> list[Cell]:
    """The total of a line, then its number in each outlook."""
    numbers = zip(("", *OUTLOOKS), (line.total, *line.by_outlook), strict=True)
    return [Cell(number, address(query, table.name, line.answer, outlook)) for outlook, number in numbers]


def address(query: str, name: str, answer: str, outlook: str) -> str:
    """The list narrowed by this answer and this outlook, besides what narrows the page."""
    found = QueryDict(query, mutable=True)
    for key, value in ((name, answer), ("kelayakan", outlook)):
        if value:
            found[key] = value
        elif key == "kelayakan":
            found.pop(key, None)
    return f"{reverse('innovations:list')}?{found.urlencode()}"
