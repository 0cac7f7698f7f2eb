"""People: one account each, a role for an edition or a standing one, and what waits for a second person."""

import hashlib
import secrets
from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from piagam.people.deciding import Place


class Role(models.TextChoices):
    """The ten roles of `policy/permissions.md`; PUB is nobody's membership."""

    OPD = "OPD", _("Operator perangkat daerah")
    COR = "COR", _("Koordinator daerah")
    HEAD = "HEAD", _("Kepala daerah")
    PROV = "PROV", _("Pengawas provinsi")
    VER = "VER", _("Verifikator")
    QC = "QC", _("Pengawas mutu")
    JUR = "JUR", _("Juri")
    ADM = "ADM", _("Administrator")
    AUD = "AUD", _("Auditor")
    PUB = "PUB", _("Publik")


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an address is kept in lower case so that one person has one account."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        user = self.model(email=email.strip().lower(), name=name.strip())
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


def new_pseudonym() -> str:
    """A code by which an account can be named without naming the person."""
    return secrets.token_hex(4)


class User(AbstractBaseUser):
    """One person, one account. The name is shown only where the field table allows it."""

    email = models.EmailField(_("surel"), unique=True)
    name = models.CharField(_("nama"), max_length=200)
    pseudonym = models.CharField(max_length=16, unique=True, default=new_pseudonym, editable=False)
    is_active = models.BooleanField(default=True)
    totp_secret = models.CharField(max_length=64, blank=True)
    totp_since = models.DateTimeField(null=True, blank=True)
    totp_last_step = models.BigIntegerField(default=0)  # a code counts once
    sessions_epoch = models.PositiveIntegerField(default=0)  # one more ends every session of the person
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def place(self) -> Place:
        return Place(owner=self.pk)

    @property
    def has_second_factor(self) -> bool:
        return self.totp_since is not None

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must still agree with: the password, and how often all sessions were ended."""
        salt = "piagam.people.models.User.sessions"
        return salted_hmac(
            salt, f"{self.password}:{self.sessions_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()


class Membership(models.Model):
    """A role that a person holds: for one edition, or standing (edition empty) until it is ended."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=4, choices=Role.choices)
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, null=True, blank=True)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, null=True, blank=True)
    department = models.ForeignKey("regions.Department", on_delete=models.PROTECT, null=True, blank=True)
    granted_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    delegated_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="delegated"
    )  # whose role of an operator this person fills in, beside the own one, until `until`
    until = models.DateField(null=True, blank=True)  # its last day

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "edition"],
                condition=Q(ended_at=None, delegated_by=None),
                name="one_role_per_edition",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["user", "department"],
                condition=Q(ended_at=None, delegated_by__isnull=False),
                name="one_delegation_of_a_department",
            ),
            models.CheckConstraint(
                name="a_delegation_has_a_last_day",
                condition=Q(delegated_by=None, until=None)
                | Q(role="OPD", delegated_by__isnull=False, until__isnull=False) & ~Q(delegated_by=F("user")),
            ),
            models.CheckConstraint(
                name="a_role_lives_somewhere",
                condition=Q(role="OPD", region__isnull=False, department__isnull=False)
                | Q(role__in=["COR", "HEAD", "PROV"], region__isnull=False, department=None)
                | Q(role__in=["VER", "QC", "JUR", "ADM", "AUD"], region=None, department=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    def place(self) -> Place:
        return _place_in(self.region, self.department_id)


class Invitation(models.Model):
    """A link by mail that makes an account. Only the hash of its token is kept."""

    email = models.EmailField()
    role = models.CharField(max_length=4, choices=Role.choices)
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, null=True, blank=True)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, null=True, blank=True)
    department = models.ForeignKey("regions.Department", on_delete=models.PROTECT, null=True, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()}"

    @staticmethod
    def hash_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()

    def place(self) -> Place:
        return _place_in(self.region, self.department_id)


class Proposal(models.Model):
    """Something one person asked for and another must approve before it takes effect (condition `2p`)."""

    action = models.CharField(max_length=40)  # the action that was asked for, e.g. "edition.advance"
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, null=True, blank=True)
    params = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    approved = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar = ["-proposed_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="two_people",
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("proposed_by")) | Q(approved=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} #{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    def place(self) -> Place:
        """Where it lies: in its edition's present phase, or nowhere in particular; asked for by its proposer."""
        if self.edition is None:
            return Place(requested_by=self.proposed_by_id)
        return replace(self.edition.place(), requested_by=self.proposed_by_id)


class Announcement(models.Model):
    """A word to many, by whom, to whom, and to how many it went. One region's, or (region empty) the ministry's."""

    subject = models.CharField(max_length=150)
    text = models.TextField()
    roles = models.JSONField(default=list)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, null=True, blank=True)
    province_code = models.CharField(max_length=2, blank=True)  # empty: of every province
    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=32)  # of the form it was written in
    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="announcement"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    told = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["made_by", "key"], name="one_announcement_of_a_form"),
        ]

    def __str__(self) -> str:
        return self.subject


def _place_in(region: Any, department_id: int | None) -> Place:
    if region is None:
        return Place()
    return Place(region=region.code, province=region.province_code, department=department_id)
