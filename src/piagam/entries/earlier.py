"""An innovation that took part before: its last entry in an earlier edition, and what this one must say about it."""

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.facts import in_words
from piagam.entries.models import Claim, Entry
from tallybook import Indicator


def earlier_entry(entry: Entry) -> Entry | None:
    """The last submitted entry of the same innovation in an edition that opened before this one."""
    edition = entry.report.edition
    found = Entry.objects.filter(innovation=entry.innovation_id, state=Entry.State.SUBMITTED)
    if entry.pk and not found.exclude(pk=entry.pk).values_list("pk", flat=True).first():
        return None  # as nearly always: asked plainly, before the question with its joins
    found = found.exclude(report__edition=edition.pk).filter(report__edition__year__lte=edition.year)
    if edition.opens_at is not None:
        found = found.filter(report__edition__opens_at__lt=edition.opens_at)
    found = found.select_related("report__edition", "report__region", "innovation", "department")
    return found.order_by("-report__edition__opens_at", "-pk").first()


def must_say_what_is_new(entry: Entry) -> bool:
    """Was it entered before, does the edition ask what was developed since, and is nothing written yet?"""
    if entry.developed.strip() or not rulebook_of(entry.report.edition).again.developed:
        return False
    return earlier_entry(entry) is not None


def row_before(earlier: Entry | None, indicator: Indicator) -> dict[str, object] | None:
    """The same row of the earlier entry: its level and its facts in words."""
    if earlier is None:
        return None
    claim = Claim.objects.filter(entry=earlier.pk, indicator=indicator.code, level__isnull=False).first()
    rows = rulebook_of(earlier.report.edition).by_code
    if claim is None:
        return None
    words = in_words(rows[indicator.code], claim.facts) if claim.facts and indicator.code in rows else ""
    return {"edition": earlier.report.edition.title, "level": claim.level, "words": words}
