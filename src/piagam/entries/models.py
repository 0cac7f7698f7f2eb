"""Participation in an edition: a region's report, its entries, their claims and evidence, the submission."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from piagam.editions.models import Phase
from piagam.people.deciding import Place


class Report(models.Model):
    """What one region reports in one edition: its own answers and the entries of its departments."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Disusun")
        SUBMITTED = "submitted", _("Terkirim ke kementerian")
        WITHDRAWN = "withdrawn", _("Mengundurkan diri")

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="reports")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "region"], name="one_report_of_a_region"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.region_id}"

    def place(self) -> Place:
        phase = self.edition.phase_now
        return Place(
            region=self.region_id,
            province=self.region.province_code,
            edition=self.edition_id,
            phase=phase,
            phase_until=self.edition.closes_at,
            published=phase == Phase.PUBLISHED and self.state == self.State.SUBMITTED,
        )


class Entry(models.Model):
    """An innovation's participation in an edition. From submission on `frozen` is what counts."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Disusun")
        SENT = "sent", _("Diajukan ke koordinator")
        RETURNED = "returned", _("Dikembalikan")
        ACCEPTED = "accepted", _("Diterima koordinator")
        SUBMITTED = "submitted", _("Terkirim ke kementerian")
        WITHDRAWN = "withdrawn", _("Mengundurkan diri")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="entries")
    innovation = models.ForeignKey("innovations.Innovation", on_delete=models.PROTECT, related_name="entries")
    department = models.ForeignKey("regions.Department", on_delete=models.PROTECT, related_name="entries")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT, db_index=True)
    frozen = models.JSONField(null=True, blank=True)  # {"title": …, "profile": {…}} as submitted
    note = models.TextField(blank=True)  # the coordinator's sentence when returned
    developed = models.TextField(blank=True)  # since the last edition it was entered in
    state_since = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "innovation"], name="an_innovation_once_an_edition"),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(frozen__isnull=False), name="submitted_entries_are_frozen"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return str(self.frozen["title"]) if self.frozen else self.innovation.title

    @property
    def key(self) -> str:
        """The number as text, for keys that templates put together."""
        return str(self.pk)

    @property
    def profile(self) -> dict[str, Any]:
        """The profile that counts: frozen from submission on, the bank's before."""
        return dict(self.frozen["profile"]) if self.frozen else dict(self.innovation.profile)

    def place(self) -> Place:
        phase = self.report.edition.phase_now
        return Place(
            region=self.report.region_id,
            province=self.report.region.province_code,
            department=self.department_id,
            edition=self.report.edition_id,
            phase=phase,
            phase_until=self.report.edition.closes_at,
            published=phase == Phase.PUBLISHED and self.state == self.State.SUBMITTED,
        )


class Claim(models.Model):
    """Stated facts for one indicator, and the level that follows: of an entry, or of the region itself."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="claims")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    indicator = models.CharField(max_length=20)  # the rulebook's code, "sid-16"
    facts = models.JSONField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)  # claimed; empty: not answered
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "indicator"], name="one_claim_of_an_entry", condition=Q(entry__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["report", "indicator"], name="one_claim_of_a_region", condition=Q(entry=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.entry_id or self.report_id}"

    def place(self) -> Place:
        return self.entry.place() if self.entry else self.report.place()


class EvidenceLink(models.Model):
    """A document that supports a claim, at its pages; bound to the version that was linked."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    document = models.ForeignKey("innovations.Document", on_delete=models.PROTECT, related_name="links")
    version = models.ForeignKey(
        "innovations.DocumentVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="links"
    )  # empty: the document is a link, not a file
    pages = models.CharField(_("halaman"), max_length=60, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "document"], name="a_document_once_a_claim"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} → {self.document_id}"


class Submission(models.Model):
    """The receipt: what a region submitted, as canonical text, its fingerprint, number and time."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    number = models.CharField(max_length=60, unique=True)
    manifest = models.TextField()  # canonical JSON of everything submitted
    sha256 = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-submitted_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(taken_back_at=None), name="one_live_submission"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def place(self) -> Place:
        return self.report.place()


class Promise(models.Model):
    """Bytes promised before the end: their SHA-256, size and type; exactly these may still be delivered after it."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="promises")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    file_name = models.CharField(max_length=255)
    pages = models.CharField(max_length=60, blank=True)
    promised_at = models.DateTimeField()
    promised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    link = models.OneToOneField(
        EvidenceLink, on_delete=models.SET_NULL, null=True, related_name="promise"
    )  # once delivered

    class Meta:
        ordering: ClassVar = ["promised_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(taken_back_at=None, delivered_at=None), name="one_live_promise"
            ),
            models.CheckConstraint(name="a_promise_of_bytes", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.sha256[:12]}"

    def place(self) -> Place:
        return self.claim.place()


class Statement(models.Model):
    """The integrity statement of a head of region, bound to the fingerprint of what it speaks of."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="statements")
    name = models.CharField(max_length=200)  # as typed
    text = models.TextField()  # the very sentence that was signed
    content_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-signed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} · {self.report_id}"

    def place(self) -> Place:
        return self.report.place()


class Pact(models.Model):
    """The integrity pact of an entry: a signed scan, bound to the fingerprint of what the signer read."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="pact")
    content_sha256 = models.CharField(max_length=64)
    signer = models.CharField(max_length=200)
    document = models.ForeignKey("innovations.Document", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.entry_id} {self.content_sha256[:12]}"
