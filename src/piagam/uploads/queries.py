"""Reading uploads."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from piagam.people.actor import Actor
from piagam.uploads.models import Upload


def upload_by_key(actor: Actor, key: UUID) -> Upload:
    """One upload; the guard lets only its owner at it."""
    del actor
    found = Upload.objects.filter(pk=key).select_related("file").first()
    if found is None:
        raise Http404
    return found


def unfinished_of(actor: Actor) -> QuerySet[Upload]:
    """What a person began and has not finished, the newest first."""
    found = Upload.objects.filter(owner=actor.user_id, file=None, refused="", expires_at__gt=timezone.now())
    return found.order_by("-last_part_at")
