"""The region's own quality gate: what it found on its claims, who mentors whom, by when departments are to be done."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from piagam.people.deciding import Place

PERSON = settings.AUTH_USER_MODEL


class InternalCheck(models.Model):
    """What the region itself found on a claim. The newest of a claim is the live one; older ones stay."""

    class Verdict(models.TextChoices):
        ACCEPT = "accept", _("Diterima")
        LOWER = "lower", _("Diturunkan")
        ASK_BACK = "ask_back", _("Ditanyakan kembali")

    claim = models.ForeignKey("entries.Claim", on_delete=models.CASCADE, related_name="internal_checks")
    claim_version = models.PositiveIntegerField()
    claimed = models.PositiveSmallIntegerField()  # the level that was stated when it was checked
    stated_sha256 = models.CharField(max_length=64)  # of the facts and the level that were checked
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    level = models.PositiveSmallIntegerField(null=True, blank=True)  # what counts; empty while asked back
    reason_code = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)  # the department's, to what was asked back
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verdict="ask_back", level=None) | ~Q(verdict="ask_back") & Q(level__isnull=False),
                name="a_check_leaves_a_level_or_a_question",
            ),
            models.CheckConstraint(
                condition=Q(verdict="accept") | ~Q(note=""), name="a_doubt_has_a_sentence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.verdict}"

    def place(self) -> Place:
        return self.claim.place()


class Minutes(models.Model):
    """The record of the region's internal review as it stood: numbered, kept as data, printed the same each time."""

    report = models.ForeignKey("entries.Report", on_delete=models.PROTECT, related_name="minutes")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80, unique=True)
    data = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "position"], name="minutes_in_order"),
        ]

    def __str__(self) -> str:
        return self.number

    def place(self) -> Place:
        return self.report.place()


class Mentor(models.Model):
    """A coordinator who looks after a department, from a day to a day."""

    department = models.ForeignKey("regions.Department", on_delete=models.CASCADE, related_name="mentors")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="mentored")
    assigned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department"], condition=Q(until=None), name="one_mentor_of_a_department"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.department_id}"


class CoachingNote(models.Model):
    """What coordinators note about their work with a department. Only coordinators of the region read it."""

    department = models.ForeignKey(
        "regions.Department", on_delete=models.CASCADE, related_name="coaching_notes"
    )
    text = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.department_id} {self.at:%Y-%m-%d}"


class Deadline(models.Model):
    """By when departments hand in to the coordinator: the region's date, or an exception for one department."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.CASCADE, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "regions.Department", on_delete=models.CASCADE, null=True, blank=True, related_name="deadlines"
    )
    due_at = models.DateTimeField()
    ladder = models.JSONField(default=list)  # days before the date on which to remind; of the region's date
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "region", "department"],
                name="one_deadline_of_a_department",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.department_id or ''} {self.due_at:%Y-%m-%d}"


class Reminder(models.Model):
    """That a department was reminded on a step of the ladder, so that it is told once."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="reminders")
    department = models.ForeignKey("regions.Department", on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField()  # of the date it was about; another date begins the ladder again
    days = models.PositiveSmallIntegerField()
    told = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["deadline", "department", "due_at", "days"], name="a_step_of_the_ladder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department_id} {self.days}"
