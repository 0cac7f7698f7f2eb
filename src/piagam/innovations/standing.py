"""Does a document of the library still count for a row in an edition?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from piagam.editions.models import Edition
from piagam.innovations.document_lines import facts_of
from piagam.innovations.models import Document
from piagam.innovations.rules import APPLIED
from piagam.innovations.values import day
from tallybook import Indicator, Standing, standing_of


def judged_on(edition: Edition) -> date:
    """The day on which a document must be in force: today, or the last day of reporting when that is over."""
    today = timezone.localdate()
    return min(today, timezone.localdate(edition.closes_at)) if edition.closes_at else today


def standing_in(
    edition: Edition, document: Document, indicator: Indicator, *, profile: Mapping[str, Any] | None
) -> Standing:
    """Whether the document counts for the row of the edition, and why not. `profile`: the innovation's."""
    applied = day(profile.get(APPLIED)) if profile is not None else None
    return standing_of(
        indicator.evidence, facts_of(document), year=edition.year, on=judged_on(edition), applied=applied
    )
