"""What people talk about in a report: its rows, which keep their conversation from year to year, and an entry."""

from dataclasses import replace

from django.urls import reverse

from piagam.conversations.topics import Topic
from piagam.entries.models import Entry
from piagam.entries.queries import entry_by_id, entry_slot, region_slot
from piagam.innovations.topics import root_of
from piagam.people.actor import Actor
from piagam.people.deciding import Place


def place_of(entry: Entry) -> Place:
    """Where the entry lies, with the collaborators of its innovation."""
    invited = entry.innovation.collaborators.values_list("user_id", flat=True)
    return replace(entry.place(), invited=frozenset(invited if entry.innovation.is_shared else ()))


def row_topic(actor: Actor, entry_id: int, indicator: str) -> Topic:
    """A row of an innovation."""
    slot = entry_slot(actor, entry_id, indicator)
    entry = slot.holder
    assert isinstance(entry, Entry)
    return Topic(
        about=f"{root_of(entry.innovation)}/row:{indicator}",
        label=f"{slot.indicator.number} {slot.indicator.words} · {entry.title}",
        url=reverse("entries:row_talk", args=[entry.pk, indicator]),
        back=f"{reverse('entries:entry', args=[entry.pk])}?buka={indicator}#{indicator}",
        region=entry.report.region,
        where=place_of(entry),
    )


def region_row_topic(actor: Actor, edition_id: str, region_code: str, indicator: str) -> Topic:
    """A row of the region itself."""
    slot = region_slot(actor, edition_id, region_code, indicator)
    where, report = slot.place(), slot.holder
    assert not isinstance(report, Entry)
    page = reverse("entries:region_answers", args=[edition_id, region_code])
    return Topic(
        about=f"region:{region_code}/row:{indicator}",
        label=f"{slot.indicator.number} {slot.indicator.words} · {report.region.name}",
        url=reverse("entries:region_row_talk", args=[edition_id, region_code, indicator]),
        back=f"{page}?buka={indicator}#{indicator}",
        region=report.region,
        where=where,
    )


def entry_topic(actor: Actor, entry_id: int) -> Topic:
    """An innovation's report as a whole."""
    entry = entry_by_id(actor, entry_id)
    return Topic(
        about=f"{root_of(entry.innovation)}/entry:{entry.pk}",
        label=f"{entry.title} · {entry.report.edition.title}",
        url=reverse("entries:entry_talk", args=[entry.pk]),
        back=reverse("entries:entry", args=[entry.pk]),
        region=entry.report.region,
        where=place_of(entry),
    )
