"""Keeping sketches in step with the texts: of the bank by its versions, of published entries once."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from piagam.editions.models import Phase
from piagam.entries.models import Entry
from piagam.innovations.models import Innovation
from piagam.likeness.models import Posting, Sketch
from piagam.likeness.sketches import text_sketch, title_sketch, words_of

BATCH = 200
SHORT = 60  # a value with fewer letters is a choice or a name, no text


def text_of(profile: Mapping[str, Any]) -> str:
    """The texts of a profile, whatever the rulebook calls them: every value long enough to be one."""
    return "\n".join(value for value in profile.values() if isinstance(value, str) and len(value) >= SHORT)


def fingerprint_of(text: str) -> str:
    """The same for texts that differ in nothing but marks, spaces and capitals; empty for no text."""
    words = words_of(text)
    return sha256(" ".join(words).encode()).hexdigest() if words else ""


def outdated(region: str | None = None) -> QuerySet[Innovation]:
    """Innovations whose sketch is missing or older than their text."""
    found = Innovation.objects.filter(archived_at=None)
    found = found.filter(Q(sketch=None) | ~Q(sketch__version=F("version")))
    return (found.filter(region=region) if region else found).order_by("pk")


def unsketched_entries() -> QuerySet[Entry]:
    """Published entries that have no sketch yet. What is published never changes, so one is enough."""
    found = Entry.objects.filter(
        sketch=None, state=Entry.State.SUBMITTED, report__edition__phase=Phase.PUBLISHED
    )
    return found.select_related("report").order_by("pk")


def sketch_of(title: str, profile: Mapping[str, Any]) -> Sketch:
    """A sketch, not saved yet."""
    text = text_of(profile)
    return Sketch(title=title[:300], text_sha256=fingerprint_of(text), numbers=text_sketch(text))


@transaction.atomic
def keep(made: list[Sketch]) -> None:
    """Puts new sketches in the place of older ones of the same things."""
    innovations = [one.innovation_id for one in made if one.innovation_id]
    entries = [one.entry_id for one in made if one.entry_id]
    Sketch.objects.filter(Q(innovation__in=innovations) | Q(entry__in=entries)).delete()
    Sketch.objects.bulk_create(made)
    postings = [
        Posting(sketch=one, number=number, is_published=one.entry_id is not None)
        for one in made
        for number in {*one.numbers, *title_sketch(one.title)}
    ]
    Posting.objects.bulk_create(postings, batch_size=2000)


def refresh_bank(region: str | None = None, *, most: int | None = None) -> list[int]:
    """Sketches what changed in the bank; the keys of the innovations."""
    keys = []
    for batch in in_batches(outdated(region), most):
        made = []
        for innovation in batch:
            one = sketch_of(innovation.title, innovation.profile)
            one.innovation, one.region_id, one.version = innovation, innovation.region_id, innovation.version
            made.append(one)
            keys.append(innovation.pk)
        keep(made)
    return keys


def refresh_published(*, most: int | None = None) -> int:
    """Sketches newly published entries; how many."""
    count = 0
    for batch in in_batches(unsketched_entries(), most):
        made = []
        for entry in batch:
            one = sketch_of(entry.title, entry.profile)
            one.entry, one.region_id = entry, entry.report.region_id
            made.append(one)
        keep(made)
        count += len(made)
    return count


def in_batches(found: QuerySet[Any], most: int | None) -> Iterator[list[Any]]:
    """The rows in small lists; each is asked for anew, since what was done no longer matches."""
    left = most
    while left is None or left > 0:
        batch = list(found[: BATCH if left is None else min(BATCH, left)])
        if not batch:
            return
        yield batch
        left = None if left is None else left - len(batch)


def build(progress: Callable[[int, int], None]) -> int:
    """Everything that is not sketched yet; `progress` hears what is done and how much there is."""
    whole = outdated().count() + unsketched_entries().count()
    done = 0
    progress(done, whole)
    while step := len(refresh_bank(most=BATCH)) or refresh_published(most=BATCH):
        done += step
        progress(done, whole)
    return done
