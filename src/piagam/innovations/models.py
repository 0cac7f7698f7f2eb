"""The bank of a region: innovations that live across years, and the library of evidence documents."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from piagam.people.deciding import Place
from tallybook.documents import kind_in_words


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
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    is_shared = models.BooleanField(default=False)  # has collaborators: only then are they asked for

    class Meta:
        ordering: ClassVar = ["-updated_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["region", "department", "-updated_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="an_innovation_has_a_name"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(archived_at__isnull=False),
                name="what_was_merged_is_archived",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def place(self) -> Place:
        invited = self.collaborators.values_list("user_id", flat=True) if self.is_shared else ()
        return Place(
            region=self.region_id, province=self.region.province_code, department=self.department_id,
            invited=frozenset(invited),
        )  # fmt: skip


class Summary(models.Model):
    """What lists ask of an innovation, worked out from its profile and kept in step by `summaries.bring_up`."""

    class Outlook(models.TextChoices):
        READY = "ready", _("Layak")
        LACKING = "lacking", _("Isian kurang")
        LATER = "later", _("Layak nanti")
        NOT_YET = "not-yet", _("Belum layak")

    innovation = models.OneToOneField(
        Innovation, on_delete=models.CASCADE, primary_key=True, related_name="summary"
    )
    judged_by = models.CharField(
        max_length=60, blank=True
    )  # edition and rulebook; other ones mean: judge anew
    judged_version = models.PositiveIntegerField(default=0)  # the innovation's version that was judged
    done = models.PositiveSmallIntegerField(default=0)
    asked = models.PositiveSmallIntegerField(default=0)
    outlook = models.CharField(max_length=8, choices=Outlook.choices, default=Outlook.NOT_YET)
    eligible_from = models.DateField(null=True, blank=True)
    choices = models.JSONField(default=dict)  # field code → the option chosen
    texts = models.TextField(blank=True)  # title and texts in small letters, for the search

    def __str__(self) -> str:
        return f"{self.innovation_id} {self.outlook}"


class Collaborator(models.Model):
    """A person of another department who may read and edit one innovation."""

    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="collaborators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["invited_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["innovation", "user"], name="a_collaborator_once"),
        ]

    def __str__(self) -> str:
        return f"{self.innovation_id} {self.user_id}"


class Presence(models.Model):
    """That a person has an innovation open, and which field: a line that is overwritten every few seconds."""

    innovation = models.ForeignKey(Innovation, on_delete=models.CASCADE, related_name="present")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=60, blank=True)  # the rulebook's code; empty: only reading
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["innovation", "user"], name="a_person_is_here_once"),
        ]

    def __str__(self) -> str:
        return f"{self.innovation_id} {self.user_id} {self.field}"


class Tombstone(models.Model):
    """What is left of an innovation that was deleted: that it was there, who took it away, when and why."""

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("regions.Department", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField(unique=True)  # the innovation's
    title = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)  # of title and profile as they were
    reason = models.CharField(max_length=300)
    begun_at = models.DateTimeField()
    deleted_at = models.DateTimeField(default=timezone.now)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-deleted_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def place(self) -> Place:
        return Place(region=self.region_id, province=self.region.province_code, department=self.department_id)


class SavedFilter(models.Model):
    """A way of looking at the bank that a person named, perhaps for the whole region."""

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("nama saringan"), max_length=80)
    query = models.CharField(max_length=1000)  # as it stands in the address
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "owner", "name"], name="one_filter_of_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="a_filter_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def place(self) -> Place:
        return Place(region=self.region_id, owner=self.owner_id)


class Document(models.Model):
    """A document of the evidence library: stored once, linked to many claims."""

    class Confidentiality(models.TextChoices):
        PUBLIC = "public", _("Umum")
        INTERNAL = "internal", _("Internal")
        PERSONAL = "personal", _("Memuat data pribadi")

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="documents")
    department = models.ForeignKey(
        "regions.Department", on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )  # empty: the region's own
    subject = models.CharField(_("tentang"), max_length=300)
    number = models.CharField(_("nomor"), max_length=120, blank=True)
    dated = models.DateField(_("tanggal"), null=True, blank=True)
    issuer = models.CharField(_("penerbit"), max_length=200, blank=True)
    link = models.URLField(_("tautan"), max_length=500, blank=True)
    kind = models.CharField(_("jenis"), max_length=30, blank=True)  # a code of tallybook.documents.KINDS
    covers_from = models.PositiveSmallIntegerField(null=True, blank=True)  # the years its contents are about
    covers_to = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField(_("berlaku mulai"), null=True, blank=True)
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    is_open_ended = models.BooleanField(_("berlaku sampai dicabut"), default=False)
    revoked_on = models.DateField(_("dicabut pada"), null=True, blank=True)
    revoked_by = models.CharField(_("dicabut dengan"), max_length=120, blank=True)  # that document's number
    confidentiality = models.CharField(
        _("kerahasiaan"), max_length=8, choices=Confidentiality.choices, default=Confidentiality.INTERNAL
    )
    retired_at = models.DateTimeField(null=True, blank=True)  # not offered any more; stays where it is used
    retired_because = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["region", "-created_at"], name="library_newest"),
            models.Index(fields=["region", "dated"], name="library_by_date"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(subject=""), name="a_document_has_a_subject"),
            models.CheckConstraint(
                condition=Q(covers_from=None, covers_to=None) | Q(covers_from__lte=F("covers_to")),
                name="a_document_covers_years_in_order",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lte=F("valid_until")),
                name="a_document_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(is_open_ended=False) | Q(valid_until=None), name="an_open_end_has_no_date"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def kind_words(self) -> str:
        """The kind in the language in use; empty where nobody has said it."""
        return kind_in_words(self.kind)

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
