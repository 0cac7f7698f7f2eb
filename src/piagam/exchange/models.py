"""What was exchanged: under which lasting name a thing is known elsewhere, and which packages came in."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from piagam.people.deciding import Place


class Origin(models.Model):
    """The lasting name of a thing, the same at every instance that holds it; keys differ, this does not."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department"
        DOCUMENT = "document"
        INNOVATION = "innovation"
        ENTRY = "entry"
        REGION = "region"  # the region's own answers in an edition: the report

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    object_id = models.BigIntegerField()
    seen = models.CharField(max_length=64, blank=True)  # its fingerprint when it last went out or came in

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_lasting_name"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Arrival(models.Model):
    """A package that was taken in, and what became of it."""

    report = models.ForeignKey("entries.Report", on_delete=models.PROTECT, related_name="arrivals")
    sha256 = models.CharField(max_length=64)  # of the package's manifest
    manifest = models.JSONField()
    outcome = models.JSONField()  # kind → counts, conflicts, scores before and after
    receipts = models.JSONField(default=list)  # submissions of the other instance, word for word
    taken_in_at = models.DateTimeField(default=timezone.now)
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-taken_in_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.sha256[:12]}"

    def place(self) -> Place:
        return self.report.place()


class Delivery(models.Model):
    """A package on its way in: sent by a coordinator, taken in by a job."""

    upload = models.UUIDField(unique=True)  # uploads.Upload; gone once it was taken in
    file_name = models.CharField(max_length=255)
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    done = models.PositiveIntegerField(default=0)  # files
    whole = models.PositiveIntegerField(default=0)
    refused = models.TextField(blank=True)  # why it could not be taken in
    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_waiting(self) -> bool:
        return not self.refused and self.arrival_id is None

    def place(self) -> Place:
        return self.membership.place()


class SheetImport(models.Model):
    """A filled-in form that somebody sent in: what it would do, as it was last looked at, and what became of it."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    sent_at = models.DateTimeField(default=timezone.now)
    plan = models.JSONField(default=dict)  # exchange.sheets.plan, as the preview shows it
    digest = models.CharField(
        max_length=64
    )  # of what was shown; another one means that something changed since
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_applied(self) -> bool:
        return self.applied_at is not None

    @property
    def has_problems(self) -> bool:
        return bool(self.plan.get("problems"))

    @property
    def changes_nothing(self) -> bool:
        return not any(self.plan.get(part) for part in ("made", "changed", "answered"))

    def place(self) -> Place:
        return Place(region=self.region_id, province=self.region.province_code, owner=self.owner_id)
