"""Reading promises: bytes that were named before the end and may be delivered for a day after it."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from piagam.editions.clock import database_now
from piagam.editions.models import Edition
from piagam.entries.models import Entry, Promise, Report
from piagam.entries.slots import report_of
from piagam.people.actor import Actor

GRACE = timedelta(hours=24)


def until(edition: Edition) -> datetime | None:
    """The last instant at which promised bytes are taken; None while the edition has no end."""
    return edition.closes_at + GRACE if edition.closes_at else None


def live_promises() -> QuerySet[Promise]:
    """Promises that still count: neither delivered nor taken back, and not past their day."""
    found = Promise.objects.filter(taken_back_at=None, delivered_at=None)
    closes = "claim__report__edition__closes_at"
    return found.filter(Q(**{closes: None}) | Q(**{f"{closes}__gt": database_now() - GRACE}))


def promised_claims(reports: Iterable[int]) -> set[int]:
    """The claims of some reports that a live promise supports. The clock is asked only where there are promises."""
    open_ones = Promise.objects.filter(taken_back_at=None, delivered_at=None, claim__report__in=list(reports))
    found = list(open_ones.values_list("claim_id", "claim__report__edition__closes_at"))
    if not found:
        return set()
    now = database_now()
    return {claim for claim, closes_at in found if closes_at is None or closes_at > now - GRACE}


def promises_of(holder: Entry | Report) -> dict[int, Promise]:
    """The live promises of an entry, or of the region's own answers, by claim."""
    found = Promise.objects.filter(taken_back_at=None, delivered_at=None, claim__report=report_of(holder).pk)
    own = {
        promise.claim_id: promise
        for promise in found.filter(claim__entry=holder.pk if isinstance(holder, Entry) else None)
    }
    last = until(report_of(holder).edition)
    return own if own and (last is None or database_now() < last) else {}


def undelivered_in(report: Report, departments: Collection[int] | None) -> QuerySet[Promise]:
    """What is still to be delivered for a report: of some departments, or of all and the region itself."""
    found = live_promises().filter(claim__report=report.pk)
    found = found.select_related("claim__report__edition", "claim__entry__innovation")
    return found if departments is None else found.filter(claim__entry__department__in=departments)


def promise_by_id(actor: Actor, promise_id: int) -> Promise:
    """One promise with what its place needs."""
    del actor
    found = Promise.objects.select_related(
        "claim__report__edition", "claim__report__region", "claim__entry__report__region",
        "claim__entry__report__edition", "claim__entry__department", "claim__entry__innovation", "link",
    )  # fmt: skip
    promise = found.filter(pk=promise_id).first()
    if promise is None:
        raise Http404
    return promise
