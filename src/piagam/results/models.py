"""The result of an edition, decided by two people, and the certificates that follow from it."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from piagam.people.deciding import Place


class Result(models.Model):
    """A run proposed, approved and published as the result. A correction would be a new version."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="results")
    run = models.OneToOneField("scoring.Run", on_delete=models.PROTECT, related_name="result")
    version = models.PositiveSmallIntegerField(default=1)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "version"], name="one_result_of_a_version"),
            models.CheckConstraint(
                name="a_result_takes_two_people",
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="approved_before_published",
                condition=Q(published_at=None) | Q(approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} v{self.version}"

    def place(self) -> Place:
        place = self.edition.place()
        return Place(
            edition=place.edition,
            phase=place.phase,
            phase_until=place.phase_until,
            published=self.published_at is not None,
            requested_by=self.proposed_by_id,
        )


LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another


def new_code() -> str:
    """The unguessable code of a certificate's public page: 60 bits in three groups, easy to type."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def spellings(code: str) -> tuple[str, ...]:
    """A code as given, and as it was issued if somebody typed it small, with blanks or without hyphens."""
    bare = "".join(letter for letter in code.upper() if letter.isalnum())
    return code, "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))


class Certificate(models.Model):
    """A certificate as issued: what it says is kept, its page and its PDF are made from that."""

    class Kind(models.TextChoices):
        PREDICATE = "predicate", _("Predikat daerah")

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=20, unique=True, default=new_code)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="certificates")
    recipient = models.CharField(max_length=300)
    wording = models.JSONField()  # what the certificate says, by field
    issued_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["result", "region"], condition=Q(kind="predicate"), name="one_predicate_certificate"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def place(self) -> Place:
        edition = self.result.edition.place()
        return Place(
            edition=edition.edition,
            phase=edition.phase,
            region=self.region_id,
            province=self.region.province_code,
            published=self.result.published_at is not None,
        )
