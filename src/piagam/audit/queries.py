"""Reading the record, newest first. Whether someone may read is decided by the guard before."""

from django.db.models import QuerySet

from piagam.audit.models import AuditEvent
from piagam.audit.record import name_of


def events_of_region(code: str) -> QuerySet[AuditEvent]:
    """What happened to a region's things."""
    return AuditEvent.objects.filter(region_code=code)


def events_of_edition(edition_id: str) -> QuerySet[AuditEvent]:
    """What happened in an edition."""
    return AuditEvent.objects.filter(edition_id=edition_id)


def events_about(thing: object) -> QuerySet[AuditEvent]:
    """The history of one thing: a model instance, or a pair (type, id)."""
    object_type, object_id = name_of(thing)
    return AuditEvent.objects.filter(object_type=object_type, object_id=object_id)


def all_events(*, verb: str = "", region: str = "", edition: str = "") -> QuerySet[AuditEvent]:
    """The whole record, narrowed where a filter is given; `verb` matches from its beginning."""
    events = AuditEvent.objects.all()
    if verb:
        events = events.filter(verb__startswith=verb)
    if region:
        events = events.filter(region_code=region)
    if edition:
        events = events.filter(edition_id=edition)
    return events
