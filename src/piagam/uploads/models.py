"""Uploads on their way: the row says how many bytes are safe on the disk."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from piagam.people.deciding import Place

KEPT = timedelta(days=7)


def a_week_from_now() -> datetime:
    return timezone.now() + KEPT


class Upload(models.Model):
    """A file of one person while it arrives in parts, and until a form has used it."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="uploads")
    region = models.ForeignKey("regions.Region", on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    head = models.CharField(max_length=64, blank=True)  # what the browser says of its first bytes: SHA-256
    length = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)  # bytes that are durable
    created_at = models.DateTimeField(default=timezone.now)  # when sending began
    last_part_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=a_week_from_now)
    is_package = models.BooleanField(default=False)  # a region's season: no document, kept as it is
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    refused = models.TextField(blank=True)  # the sentence, when the whole file could not be taken
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="an_upload_has_bytes", condition=Q(length__gt=0)),
            models.CheckConstraint(
                name="an_upload_ends", condition=Q(offset__gte=0) & Q(offset__lte=F("length"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.offset}/{self.length}"

    @property
    def is_complete(self) -> bool:
        return self.offset == self.length

    @property
    def percent(self) -> int:
        return int(100 * self.offset / self.length)

    def place(self) -> Place:
        return Place(region=self.region_id, owner=self.owner_id)
