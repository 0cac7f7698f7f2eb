"""The bank of a region: innovations that live across years, and the library of evidence documents."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from piagam.people.deciding import Place


class Innovation(models.Model):
    """One innovation in the bank; its profile holds the rulebook's fields by their code."""

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="innovations")
    department = models.ForeignKey("regions.Department", on_delete=models.PROTECT, related_name="innovations")
    title = models.CharField(_("nama inovasi"), max_length=300)
    profile = models.JSONField(default=dict)  # field code → value, as the rulebook's profile.toml names them
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    updated_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-updated_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["region", "department", "-updated_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="an_innovation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.title

    def place(self) -> Place:
        return Place(region=self.region_id, province=self.region.province_code, department=self.department_id)


class Document(models.Model):
    """A document of the evidence library: stored once, linked to many claims."""

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="documents")
    department = models.ForeignKey(
        "regions.Department", on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )  # empty: the region's own
    subject = models.CharField(_("tentang"), max_length=300)
    number = models.CharField(_("nomor"), max_length=120, blank=True)
    dated = models.DateField(_("tanggal"), null=True, blank=True)
    issuer = models.CharField(_("penerbit"), max_length=200, blank=True)
    link = models.URLField(_("tautan"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(subject=""), name="a_document_has_a_subject"),
        ]

    def __str__(self) -> str:
        return self.subject

    def place(self) -> Place:
        return Place(region=self.region_id, province=self.region.province_code, department=self.department_id)


class DocumentVersion(models.Model):
    """The bytes of a document as added once; a later file is a new version and the old one stays."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    position = models.PositiveSmallIntegerField(default=1)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    reason = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["document", "-position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "position"], name="one_version_of_a_position"),
        ]

    def __str__(self) -> str:
        return self.file_name


class FieldChange(models.Model):
    """What a field of a profile said before and after somebody's change: the history of every field."""

    innovation = models.ForeignKey(Innovation, on_delete=models.PROTECT, related_name="changes")
    field = models.CharField(max_length=60)  # the rulebook's code
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["innovation", "field", "-at"], name="changes_of_a_field")]

    def __str__(self) -> str:
        return f"{self.innovation_id} {self.field}"

    def place(self) -> Place:
        return self.innovation.place()
