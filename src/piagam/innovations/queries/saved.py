"""Filters of the bank that people named."""

from django.db.models import Q, QuerySet
from django.http import Http404

from piagam.innovations.models import SavedFilter
from piagam.people.actor import Actor


def saved_filters_for(actor: Actor) -> QuerySet[SavedFilter]:
    """A person's own filters in this region, and those that others share with it."""
    mine_or_shared = Q(owner=actor.user_id) | Q(is_shared=True)
    found = SavedFilter.objects.filter(mine_or_shared, region=actor.region_code or "")
    return found.select_related("owner").order_by("name", "pk")


def saved_filter_by_id(actor: Actor, filter_id: int) -> SavedFilter:
    """One saved filter; the guard judges whose it is."""
    del actor
    found = SavedFilter.objects.select_related("region").filter(pk=filter_id).first()
    if found is None:
        raise Http404
    return found
