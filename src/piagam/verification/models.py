"""Verification: who reads which claim, and what was found."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from piagam.people.deciding import Place


class Conflict(models.Model):
    """A declared conflict of interest: this verifier decides nothing of this region."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts")
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT)
    reason = models.CharField(max_length=300)
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "edition", "region"], name="a_conflict_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.region_id}"


class Assignment(models.Model):
    """One claim given to one verifier."""

    claim = models.ForeignKey("entries.Claim", on_delete=models.PROTECT, related_name="assignments")
    verifier = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=300)
    assigned_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["verifier", "ended_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(ended_at=None), name="one_reader_of_a_claim"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} → {self.verifier_id}"

    def place(self) -> Place:
        """Where the claim lies, and for whom; read with `select_related` of claim, report, edition, region."""
        report = self.claim.report
        return Place(
            region=report.region_id,
            province=report.region.province_code,
            edition=report.edition_id,
            phase=report.edition.phase_now,
            phase_until=report.edition.closes_at,
            assignee=self.verifier_id if self.ended_at is None else None,
            in_conflict=self.in_conflict,
        )

    @property
    def in_conflict(self) -> bool:
        report = self.claim.report
        found = Conflict.objects.filter(
            user=self.verifier_id, edition=report.edition_id, region=report.region_id
        )
        return found.exists()


class Finding(models.Model):
    """A verifier's decision on one claim, bound to the bytes it saw. Final once locked."""

    class Decision(models.TextChoices):
        ACCEPT = "accept", _("Diterima")
        LOWER = "lower", _("Diturunkan")
        REJECT = "reject", _("Ditolak")

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="finding")
    claim = models.ForeignKey("entries.Claim", on_delete=models.PROTECT, related_name="findings")
    decision = models.CharField(max_length=8, choices=Decision.choices)
    level = models.PositiveSmallIntegerField()  # verified level
    reason_code = models.CharField(max_length=60, blank=True)  # of the edition's reasons.toml
    note = models.TextField(blank=True)  # sentence to the region
    seen = models.JSONField(default=list)  # SHA-256 of every file it saw
    decided_at = models.DateTimeField(default=timezone.now)
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_no_has_a_reason", condition=Q(decision="accept") | (~Q(reason_code="") & ~Q(note=""))
            ),
            models.CheckConstraint(
                name="a_rejected_claim_is_level_zero", condition=~Q(decision="reject") | Q(level=0)
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(locked_at__isnull=False), name="one_locked_finding"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.decision} {self.level}"
