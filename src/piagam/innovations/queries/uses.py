"""Where a document is used: rows of entries and regions of every edition, and fields of profiles."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from piagam.audit.models import AuditEvent
from piagam.innovations.models import Document, Innovation
from piagam.innovations.queries.library import uses_in_profiles
from piagam.innovations.rules import Rules
from piagam.innovations.standing import standing_in
from piagam.people.actor import Actor
from tallybook import Indicator, Standing

SHOWN_USES = 25
MOST_PROFILES = 100


@dataclass(frozen=True)
class Use:
    """One row that the document supports. `standing`: whether it would still count in the newest edition."""

    link: Any
    indicator: Indicator | None
    standing: Standing | None

    @property
    def is_behind(self) -> bool:
        """Is the row bound to an earlier version than the newest?"""
        version = self.link.version
        return version is not None and version.position < self.link.newest_position


def uses_of(
    links: Iterable[Any], document: Document, rules: Rules | None, *, newest_position: int
) -> list[Use]:
    """The rows that the document supports, each judged by the newest edition's rules."""
    found = []
    for link in links:
        link.newest_position = newest_position
        known = rules.rulebook.by_code if rules else {}
        indicator, standing = known.get(link.claim.indicator), None
        if indicator is not None and rules is not None:
            profile = link.claim.entry.innovation.profile if link.claim.entry else None
            standing = standing_in(rules.edition, document, indicator, profile=profile)
        found.append(Use(link, indicator, standing))
    return found


def profiles_using(actor: Actor, document: Document, rules: Rules | None) -> list[tuple[Innovation, str]]:
    """The innovations whose profile has the document attached, each with the fields it stands in."""
    found = []
    for innovation in uses_in_profiles(actor, document, rules)[:MOST_PROFILES]:
        fields = [
            field.words
            for field in (rules.fields if rules else ())
            if innovation.profile.get(field.code) == {"document": document.pk}
        ]
        found.append((innovation, ", ".join(fields)))
    return found


def history_of(document: Document) -> Iterable[AuditEvent]:
    """What happened to the document, the newest first."""
    found = AuditEvent.objects.filter(object_type="innovations.document", object_id=str(document.pk))
    return found.select_related("actor").order_by("-sequence")[:50]
