"""The record of what happened to a region's things, for its coordinator and its head; actors are pseudonyms."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from piagam.audit.queries import events_of_region
from piagam.audit.record import FILLS_IN_FOR
from piagam.desks.event_words import object_in_words, verb_in_words
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.models import User
from piagam.regions.models import Region
from piagam.showcase.queries import shown_edition


@dataclass(frozen=True)
class RegionRecord:
    """The audit events about one region."""

    region: Region
    where: Place

    def place(self) -> Place:
        return self.where


def own_record(actor: Actor) -> RegionRecord:
    """The record of the actor's own region in the shown edition's phase; Http404 without a region."""
    region = Region.objects.filter(pk=actor.region_code or "").first()
    if region is None:
        raise Http404
    edition = shown_edition()
    phase = edition.phase_now if edition else "D"
    return RegionRecord(region, Place(region=region.pk, province=region.province_code, phase=phase))


@guarded("audit.read_own", own_record)
def region_record(request: PiagamRequest, record: RegionRecord) -> HttpResponse:
    """Newest first, by pages."""
    events = events_of_region(record.region.pk).order_by("-sequence")
    page = Paginator(events, 50).get_page(request.GET.get("halaman"))
    filled = {event.pk: event.facts.get(FILLS_IN_FOR) for event in page}
    people = {event.actor_id for event in page} | set(filled.values())
    found = User.objects.filter(pk__in=people - {None})
    pseudonyms = dict(found.values_list("pk", "pseudonym"))
    rows = [
        {
            "event": event,
            "who": pseudonyms.get(event.actor_id or 0, ""),
            "instead_of": pseudonyms.get(filled[event.pk] or 0, ""),
            "what": verb_in_words(event.verb),
            "object": object_in_words(event.object_type, event.object_id),
        }
        for event in page
    ]
    return render(request, "desks/region_record.html", {"region": record.region, "page": page, "rows": rows})
