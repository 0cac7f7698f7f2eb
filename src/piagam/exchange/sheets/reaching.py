"""Whom a row reaches: its name as a key, whether it may be answered now, and what it says in words."""

from typing import Any

from django.utils.translation import gettext as _

from piagam.editions.models import Phase
from piagam.entries.facts import in_words
from piagam.entries.models import Entry, Report
from piagam.entries.states import possible
from piagam.exchange.sheets import layout
from piagam.exchange.sheets.plan import Holder, Plan
from piagam.innovations.models import Innovation
from piagam.innovations.rules import Rules
from piagam.people.actor import Actor
from piagam.people.deciding import decide
from tallybook import Indicator


def likeness_of(holder: Holder, plan: Plan) -> tuple[Any, ...]:
    """Holders of the same likeness get the same answer to `why_not`, so each likeness is asked for once."""
    if isinstance(holder, int):
        return "new", next(one for one in plan.made if one.row == holder).department.pk
    if isinstance(holder, Innovation):
        return "bank", holder.department_id, holder.archived_at is None
    return (holder.state, holder.department_id) if isinstance(holder, Entry) else (layout.REGIONAL,)


def why_not(holder: Holder, plan: Plan, report: Report, rules: Rules, by: Actor) -> str:
    """Why nothing may be answered there now; empty when it may. The actions ask the same again."""
    if isinstance(holder, int):
        made = next(one for one in plan.made if one.row == holder)
        holder = Innovation(region=report.region, department=made.department, title=made.title)
    if isinstance(holder, Innovation):
        if holder.archived_at is not None:
            return _("Inovasi ini sudah diarsipkan; pulihkan dulu sebelum mengikutkannya.")
        entry = Entry(report=report, innovation=holder, department=holder.department)
        if rules.edition.phase_now != Phase.OPEN:
            return _("Inovasi hanya dapat diikutkan selama masa penjaringan.")
        if not (verdict := decide(by, "innovation.create", entry.place())):
            return verdict.sentence
        holder = entry
    if not (verdict := decide(by, "claim.edit", holder.place())):
        return verdict.sentence
    for thing in (report, holder):
        if not possible(thing, "claim.edit"):
            return _("Tidak bisa dilakukan: statusnya sekarang “%(state)s”.") % {
                "state": thing.get_state_display()
            }
    return ""


def said(indicator: Indicator, facts: Any, level: int | None) -> str:
    """An answer in words; the level's where no facts are kept; nothing where there is no answer."""
    if facts:
        return in_words(indicator, facts)
    return _("Tingkat %(level)d") % {"level": level} if level is not None else ""


def name_of(holder: Holder) -> str:
    """A holder as a key: an entry and its innovation are one and the same."""
    if isinstance(holder, int):
        return f"row {holder}"
    if isinstance(holder, Report):
        return layout.REGIONAL
    return str(holder.innovation_id if isinstance(holder, Entry) else holder.pk)
