"""An edition of an award: its pinned rulebook, its calendar, its phase."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from piagam.editions.clock import database_now
from piagam.people.deciding import Place


class Phase(models.TextChoices):
    """The phases of an edition, in order (policy/permissions.md §1)."""

    DRAFT = "D", _("Persiapan")
    OPEN = "O", _("Penjaringan")
    CLOSED = "C", _("Ditutup")
    VERIFICATION = "V", _("Verifikasi")
    APPEAL = "A", _("Sanggahan")
    JURY = "J", _("Penjurian")
    FINAL = "F", _("Pleno")
    PUBLISHED = "P", _("Terbit")


class PinnedRulebook(models.Model):
    """A rulebook as it was when an edition took it: its files, word for word, under their fingerprint."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    files = models.JSONField()  # path → text
    pinned_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.sha256[:12]


class Edition(models.Model):
    """One year of the award. `phase` is the last decision; the clock alone turns open into closed."""

    id = models.SlugField(primary_key=True, max_length=40)
    title = models.CharField(_("judul"), max_length=200)
    year = models.PositiveSmallIntegerField(_("tahun"))
    rulebook = models.ForeignKey(PinnedRulebook, on_delete=models.PROTECT, related_name="editions")
    rulebook_approved_at = models.DateTimeField(null=True, blank=True)
    phase = models.CharField(max_length=1, choices=Phase.choices, default=Phase.DRAFT)
    opens_at = models.DateTimeField(_("dibuka"), null=True, blank=True)
    closes_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="opens_before_it_closes",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
            ),
            models.CheckConstraint(
                name="open_editions_have_an_end", condition=Q(phase="D") | Q(closes_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def phase_at(self, now: datetime) -> str:
        """The phase at an instant: open is closed from `closes_at` on, to the microsecond."""
        if self.phase == Phase.OPEN and self.closes_at is not None and now >= self.closes_at:
            return Phase.CLOSED.value
        return self.phase

    @property
    def phase_now(self) -> str:
        """The phase on the database's clock."""
        return self.phase_at(database_now()) if self.phase == Phase.OPEN else self.phase

    @property
    def phase_label(self) -> str:
        return str(Phase(self.phase_now).label)

    def place(self) -> Place:
        phase = self.phase_now
        return Place(edition=self.pk, phase=phase, phase_until=self.closes_at, published=phase != Phase.DRAFT)


class CalendarDate(models.Model):
    """A planned date of an edition, for people to read; only `Edition.closes_at` acts by itself."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="dates")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=120)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_date_of_a_code"),
        ]

    def __str__(self) -> str:
        return self.label
