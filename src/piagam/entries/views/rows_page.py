"""The page of rows: of an entry, or of the region itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from piagam.conversations.counts import Talks, talks_about
from piagam.entries.actions import ChangedMeanwhile
from piagam.entries.actions.again import stamp_of
from piagam.entries.drawing import closed, in_pairs, line, lists_of_gaps, page_of_rows
from piagam.entries.earlier import earlier_entry, row_before
from piagam.entries.facts import profile_in_words
from piagam.entries.forms import FactsForm, ReturnForm
from piagam.entries.maturity import maturity_of
from piagam.entries.models import Entry, Report
from piagam.entries.readiness import ineligibility, profile_gaps
from piagam.entries.reading import OWN, sees_evidence, sees_levels
from piagam.entries.rows import Row, by_variable, rows_of
from piagam.entries.slots import report_of, rules_for
from piagam.entries.states import possible
from piagam.innovations.topics import root_of
from piagam.people.actor import Actor
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest


def page_of(
    request: PiagamRequest,
    holder: Entry | Report,
    *,
    bound: FactsForm | None = None,
    theirs: ChangedMeanwhile | None = None,
    return_form: ReturnForm | None = None,
    typed: str | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of rows: as it is, or with a row or a note that was not accepted and everything typed in it."""
    actor, place, report = request.actor, holder.place(), report_of(holder)
    open_row = bound.indicator.code if bound else request.GET.get("buka", "")
    rows = rows_of(holder, bound=bound, opened=open_row)
    can_edit = (
        may(actor, "claim.edit", place) and possible(report, "claim.edit") and possible(holder, "claim.edit")
    )
    context: dict[str, Any] = {
        "holder": holder,
        "report": report,
        "edition": report.edition,
        "phase": place.phase,
        "rulebook": rules_for(holder),
        "can_edit": can_edit,
        "own": actor.role in OWN,
        "shows_levels": sees_levels(actor, place),
        "shows_evidence": sees_evidence(actor),
        "open_row": open_row,
        "mistakes": [one for one in rules_for(holder).reasons if {"lower", "reject"} & set(one.decisions)],
        "bound": bound,
        "talks": talks_on(holder, actor),
        "conflict": theirs,
    }
    if isinstance(holder, Entry):
        context |= {"entry": holder, **again_context(holder), "typed": typed, "problem": problem}
        opened = next((row.indicator for row in rows if row.code == open_row), None)
        context["row_before"] = row_before(context["earlier"], opened) if opened else None
    if "bagian" in request.GET and context["shows_levels"]:
        return one_row(request, rows, context)
    page, maturity = page_of_rows(holder), maturity_of(rows)
    context |= {
        "groups": [
            (
                label,
                [
                    (row, "" if row.code == open_row else closed(row, page, badge(context["talks"], row)))
                    for row in group
                ],
            )
            for label, group in by_variable(rows, rules_for(holder))
        ],
        "maturity": maturity,
        "gap_lines": lists_of_gaps(maturity, page) if can_edit else {},
        "open_line": next((line(row) for row in rows if row.code == open_row), ""),
    }
    if isinstance(holder, Entry):
        context |= entry_context(request, holder, return_form or ReturnForm())
    return render(request, "entries/answers.html", context, status=status)


def talks_on(holder: Entry | Report, actor: Actor) -> Talks | None:
    """The conversations about the rows, for people of the region."""
    if not may(actor, "conversation.read", replace(holder.place(), published=False)):
        return None
    root = root_of(holder.innovation) if isinstance(holder, Entry) else f"region:{holder.region_id}"
    return talks_about(root, actor.user_id)


def badge(talks: Talks | None, row: Row) -> str:
    """How many have spoken about a row; empty where nobody has."""
    talk = talks.of(f"row:{row.code}") if talks else None
    return render_to_string("conversations/badge.html", {"talk": talk}) if talk and talk.total else ""


def one_row(request: PiagamRequest, rows: Sequence[Row], context: dict[str, Any]) -> HttpResponse:
    """The row that was asked for, alone: rows.js puts it in place of its closed line."""
    row = next((one for one in rows if one.code == context["open_row"]), None)
    if row is None:
        raise Http404
    return render(request, "entries/row.html", {**context, "row": row, "open_line": line(row)})


def again_context(entry: Entry) -> dict[str, Any]:
    """What is known of the innovation's entry in an earlier edition."""
    return {
        "earlier": earlier_entry(entry),
        "asks_what_is_new": rules_for(entry).again.developed,
        "developed_stamp": stamp_of(entry.developed),
    }


def entry_context(request: PiagamRequest, entry: Entry, return_form: ReturnForm) -> dict[str, Any]:
    """What only an entry has: its profile, its problems, the steps it can take."""
    actor, place, rulebook = request.actor, entry.place(), rules_for(entry)
    open_report = possible(entry.report, "claim.edit")
    steps = ("entry.send", "entry.return", "entry.accept")
    can = {step.removeprefix("entry."): open_report and possible(entry, step) and may(actor, step, place)
           for step in steps}  # fmt: skip
    return {
        "entry": entry,
        "can": {"send": can["send"], "send_back": can["return"], "accept": can["accept"]},
        "return_form": return_form,
        "profile_gaps": profile_gaps(entry.report.edition, entry),
        "ineligible": ineligibility(entry.report.edition, entry),
        "profile_lines": in_pairs(profile_in_words(rulebook, entry.profile)),
    }
