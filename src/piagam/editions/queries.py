"""Reading editions and what is proposed about them."""

from django.db.models import Count, QuerySet
from django.http import Http404

from piagam.editions.models import CalendarDate, Edition
from piagam.people.actor import Actor
from piagam.people.models import Proposal
from piagam.people.queries import open_proposals

SEEN = (
    "edition.manage",
    "edition.read_rules",
)  # by these one knows that an edition exists; a draft stays unseen
PROPOSED = ("edition.set_rules", "edition.ask_next_phase")


def edition_by_id(actor: Actor, edition_id: str) -> Edition:
    """An edition; Http404 when there is none."""
    del actor
    found = Edition.objects.filter(pk=edition_id).select_related("rulebook").first()
    if found is None:
        raise Http404
    return found


def all_editions() -> QuerySet[Edition]:
    """Every edition, newest first."""
    return Edition.objects.annotate(regions=Count("reports")).order_by("-year", "-created_at")


def proposals_about(edition: Edition) -> QuerySet[Proposal]:
    """What waits for a second person."""
    return open_proposals(*PROPOSED, edition_id=edition.pk)


def decided_about(edition: Edition) -> QuerySet[Proposal]:
    """What two people have decided, newest first."""
    found = Proposal.objects.filter(edition=edition, action__in=PROPOSED, decided_at__isnull=False)
    return found.select_related("proposed_by", "decided_by").order_by("-decided_at")


def proposal_of_edition(actor: Actor, edition_id: str, proposal_id: int) -> Proposal:
    """A proposal about this edition; Http404 for any other."""
    del actor
    found = Proposal.objects.filter(pk=proposal_id, edition_id=edition_id, action__in=PROPOSED)
    proposal = found.select_related("edition", "proposed_by", "decided_by").first()
    if proposal is None:
        raise Http404
    return proposal


def dates_of(edition: Edition) -> list[CalendarDate]:
    """The planned dates, in order."""
    return list(edition.dates.order_by("position", "pk"))
