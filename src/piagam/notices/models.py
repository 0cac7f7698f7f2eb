"""What people are told: in the site, and by mail through an outbox that is part of the same transaction."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from piagam.notices.categories import Category, Way


class Notice(models.Model):
    """A sentence for one person, with the page where something can be done about it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    category = models.CharField(max_length=12, choices=Category.choices, default=Category.WORK)
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField(
        max_length=6, choices=Way.choices, default=Way.APP
    )  # as the person had chosen then
    mailed_at = models.DateTimeField(null=True, blank=True)  # when it was put into a mail

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["user", "-created_at"], name="notices_of_user"),
            models.Index(
                fields=["user"],
                condition=Q(way="digest", mailed_at=None, read_at=None),
                name="notices_to_digest",
            ),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notices_unread"),
        ]

    def __str__(self) -> str:
        return self.text


class OutboxMail(models.Model):
    """A mail that must go out. `due_at` moves ahead while one worker sends it and after each failure."""

    to = models.EmailField()
    subject = models.CharField(max_length=250)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="notices_mail_due")
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class Choice(models.Model):
    """How one person wants to be told. Whoever chose nothing has no row and gets `categories.USUAL`."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choice"
    )
    ways = models.JSONField(default=dict)  # category → way
    digest_hour = models.PositiveSmallIntegerField(default=7)
    quiet_from = models.PositiveSmallIntegerField(default=20)
    quiet_until = models.PositiveSmallIntegerField(default=6)  # the same as quiet_from: no quiet hours
    zone = models.CharField(max_length=40, blank=True)  # empty: by the clock of where the person works
    digested_on = models.DateField(null=True, blank=True)  # the person's day of the last digest

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hours_of_a_day",
                condition=Q(digest_hour__lt=24, quiet_from__lt=24, quiet_until__lt=24),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"


class Webhook(models.Model):
    """An address of a chat gateway to which one person's notices are sent, signed; or those of a shared room."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_webhooks"
    )  # whose it is; of a room: who connected it
    room = models.CharField(max_length=40, blank=True)  # see rooms.py; empty: the person's own
    address = models.URLField(max_length=500)
    secret = models.CharField(max_length=80)
    made_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    stopped_at = models.DateTimeField(null=True, blank=True)
    last_tried_at = models.DateTimeField(null=True, blank=True)
    last_answer = models.CharField(max_length=200, blank=True)  # "200", or what went wrong

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], condition=Q(room=""), name="one_webhook_of_a_person"),
            models.UniqueConstraint(fields=["room"], condition=~Q(room=""), name="one_webhook_of_a_room"),
        ]

    def __str__(self) -> str:
        return self.address


class WebhookCall(models.Model):
    """One notice on its way to a gateway."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="calls")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.notice_id}"
