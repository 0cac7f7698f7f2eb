"""The record of who did what: one row a change, each bound to the row before it by its hash."""

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

GENESIS = "0" * 64


class AuditEvent(models.Model):
    """One event. Written once by `record`; the database refuses to change or delete it."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()  # the database's clock, UTC
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    actor_role = models.CharField(max_length=8)  # CLOCK: nobody asked, a moment came
    verb = models.CharField(max_length=60)  # the matrix's name of the action, "entry.send"
    object_type = models.CharField(max_length=60)  # "entries.entry"
    object_id = models.CharField(max_length=100, blank=True)
    region_code = models.CharField(max_length=20, blank=True)
    edition_id = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    data = models.TextField(default="{}")  # canonical JSON
    nonce = models.CharField(max_length=32)  # 128 random bits: a hash shown to others cannot be guessed back
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["-sequence"]
        indexes: ClassVar = [
            models.Index(fields=["region_code", "-sequence"], name="audit_by_region"),
            models.Index(fields=["edition_id", "-sequence"], name="audit_by_edition"),
            models.Index(fields=["object_type", "object_id", "-sequence"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.object_type} {self.object_id}"

    @property
    def facts(self) -> dict[str, Any]:
        """What `data` says, as Python values."""
        facts: dict[str, Any] = json.loads(self.data)
        return facts


class ChainHead(models.Model):
    """One row: how long the chain is and its last hash. Whoever appends locks it first."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    length = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_chain_one_head")]

    def __str__(self) -> str:
        return f"{self.length} {self.hash[:12]}"
