"""Runs of the engine, kept with the fingerprints of what went in; never edited."""

from fractions import Fraction
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from piagam.people.deciding import Place


class Run(models.Model):
    """One computation over a whole edition."""

    class Line(models.TextChoices):
        CLAIMED = "claimed", _("Menurut isian")
        VERIFIED = "verified", _("Terverifikasi")

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="runs")
    line = models.CharField(max_length=10, choices=Line.choices)
    rulebook_sha256 = models.CharField(max_length=64)
    claims_sha256 = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=40)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.line} #{self.pk}"

    def place(self) -> Place:
        return self.edition.place()


class RegionScore(models.Model):
    """A region's result in a run, with the claims it was computed from: the tree can be made again at any time."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="scores")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="scores")
    claims = models.JSONField()  # this region's object of CLAIMS.json
    parts = models.JSONField()  # part code → decimal string as published
    total = models.CharField(max_length=20, blank=True)
    index = models.CharField(max_length=20, blank=True)  # as published, two decimals
    index_exact = models.CharField(max_length=80, blank=True)  # "a/b"
    hundredths = models.IntegerField(null=True)  # for sorting and thresholds
    predicate = models.CharField(max_length=80, blank=True)
    maturity = models.JSONField(default=dict)  # entry id → points as published

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "region"], name="one_score_of_a_region"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.index}"


class Rank(models.Model):
    """A place in a cluster; equal results share one."""

    score = models.ForeignKey(RegionScore, on_delete=models.PROTECT, related_name="ranks")
    cluster = models.CharField(max_length=40)
    place_number = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["cluster", "place_number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["score", "cluster"], name="one_place_a_cluster"),
        ]

    def __str__(self) -> str:
        return f"{self.cluster} {self.place_number}"


class Scenario(models.Model):
    """What somebody supposed of a region's report, under a name. It changes nothing but itself."""

    report = models.ForeignKey("entries.Report", on_delete=models.CASCADE, related_name="scenarios")
    NAME_LENGTH = 80
    name = models.CharField(_("nama skenario"), max_length=NAME_LENGTH)
    words = models.JSONField()  # what is supposed, as scoring.supposing reads it
    claims_sha256 = models.CharField(max_length=64)  # of the claims it was computed on
    index = models.CharField(max_length=20, blank=True)  # as it was then, two decimals
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-updated_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "name"], name="one_scenario_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def place(self) -> Place:
        return self.report.place()


class Snapshot(models.Model):
    """How a report stood on one day, measured on that day. A day without one was not measured."""

    report = models.ForeignKey("entries.Report", on_delete=models.CASCADE, related_name="snapshots")
    day = models.DateField()  # in the region's zone
    taken_at = models.DateTimeField(default=timezone.now)
    claimed = models.IntegerField(null=True)  # hundredths of the index, as claimed
    checked = models.IntegerField(null=True)  # the same by internal check; empty: nothing was checked
    innovations = models.PositiveIntegerField()
    claims = models.PositiveIntegerField()
    claims_checked = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "day"], name="one_snapshot_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.day}"

    @property
    def claimed_index(self) -> Fraction | None:
        return None if self.claimed is None else Fraction(self.claimed, 100)

    @property
    def checked_index(self) -> Fraction | None:
        return None if self.checked is None else Fraction(self.checked, 100)


class PeerLevel(models.Model):
    """What the regions of a cluster reached on one row of a published run: the median of their mean levels."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="peer_levels")
    cluster = models.CharField(max_length=40)
    indicator = models.CharField(max_length=20)
    median = models.DecimalField(max_digits=6, decimal_places=4)
    regions = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "cluster", "indicator"], name="one_median_of_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.cluster} {self.indicator} {self.median}"
