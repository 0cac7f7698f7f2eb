"""One row for each distinct content. The bytes lie in the store under the same fingerprint."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """Bytes that never change, named by their SHA-256. What people call the file is kept where it is used."""

    class Scan(models.TextChoices):
        UNSCANNED = "unscanned", _("Belum dipindai")
        CLEAN = "clean", _("Bersih")
        INFECTED = "infected", _("Mengandung virus")

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    pages = models.PositiveIntegerField(
        null=True, blank=True
    )  # a PDF's pages; 1 for an image; empty: no preview
    created_at = models.DateTimeField(default=timezone.now)
    scan_state = models.CharField(max_length=10, choices=Scan.choices, default=Scan.UNSCANNED)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__gt=0), name="no_empty_files"),
            models.CheckConstraint(condition=Q(pages=None) | Q(pages__gt=0), name="no_file_of_zero_pages"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.media_type}"

    @property
    def is_infected(self) -> bool:
        return self.scan_state == self.Scan.INFECTED

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def has_preview(self) -> bool:
        """Can `previews.page_image` draw it?"""
        return self.pages is not None


class FileText(models.Model):
    """The words of a file, page by page, with a form feed between pages."""

    class State(models.TextChoices):
        READ = "read", _("Terbaca")
        NONE = "none", _("Tanpa teks")  # a scan, a photo, a video
        FAILED = "failed", _("Tidak terbaca")

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, primary_key=True, related_name="words")
    text = models.TextField(blank=True)
    state = models.CharField(max_length=6, choices=State.choices)

    def __str__(self) -> str:
        return f"{self.file_id[:12]} {self.state}"
