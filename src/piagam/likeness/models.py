"""What is known of likeness: sketches of texts, pairs that were found, what people said of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from piagam.people.deciding import Place


class Sketch(models.Model):
    """An innovation of the bank, or an entry as published, in a form that is quick to compare."""

    innovation = models.OneToOneField(
        "innovations.Innovation", on_delete=models.CASCADE, null=True, related_name="sketch"
    )
    entry = models.OneToOneField("entries.Entry", on_delete=models.CASCADE, null=True, related_name="sketch")
    region = models.ForeignKey("regions.Region", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=0)  # of the innovation when the sketch was made
    text_sha256 = models.CharField(max_length=64, blank=True)  # of the words; empty: no text yet
    numbers = models.JSONField(default=list)  # sketches.text_sketch

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_sketch_of_one_thing",
                condition=Q(innovation=None, entry__isnull=False) | Q(innovation__isnull=False, entry=None),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Posting(models.Model):
    """That a number stands in a sketch: the index by which likeness is looked up."""

    number = models.BigIntegerField()
    sketch = models.ForeignKey(Sketch, on_delete=models.CASCADE, related_name="postings")
    is_published = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["number", "is_published", "sketch"], name="sketches_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.sketch_id}"


class Look(models.Model):
    """When a region's bank was last looked through, and how much was published then."""

    region = models.OneToOneField(
        "regions.Region", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    looked_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # a job was asked for and has not run yet
    published = models.PositiveIntegerField(default=0)  # published entries that were compared with

    def __str__(self) -> str:
        return self.region_id


class Pair(models.Model):
    """Two innovations that look alike: both of a region's bank, or one of it and one published elsewhere."""

    class State(models.TextChoices):
        OPEN = "open", _("Perlu dilihat")
        DIFFERENT = "different", _("Memang berbeda")
        REPLICATION = "replication", _("Didaftarkan sebagai replikasi")

    innovation = models.ForeignKey(
        "innovations.Innovation", on_delete=models.CASCADE, related_name="likenesses"
    )
    other = models.ForeignKey(
        "innovations.Innovation", on_delete=models.CASCADE, null=True, related_name="+"
    )  # of the same region, with the higher key
    published = models.ForeignKey("entries.Entry", on_delete=models.CASCADE, null=True, related_name="+")
    kinds = models.JSONField(default=list)  # finding.Kind values, the strongest first
    strength = models.PositiveSmallIntegerField(default=0)  # 0 to 100, for the order only
    found_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-strength", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["innovation", "other"], condition=Q(other__isnull=False), name="one_pair_at_home"
            ),
            models.UniqueConstraint(
                fields=["innovation", "published"],
                condition=Q(published__isnull=False),
                name="one_pair_abroad",
            ),
            models.CheckConstraint(
                name="a_pair_has_two_sides",
                condition=Q(other=None, published__isnull=False) | Q(other__isnull=False, published=None),
            ),
            models.CheckConstraint(
                name="a_judgement_has_a_judge", condition=Q(state="open") | Q(judged_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.innovation_id} ~ {self.other_id or self.published_id}"

    def place(self) -> Place:
        return self.innovation.place()
