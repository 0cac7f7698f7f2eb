"""What people of a region say to each other about a thing. It stays with the thing, from year to year."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

PERSON = settings.AUTH_USER_MODEL


class Thread(models.Model):
    """The conversation about one thing: a field, a row, a document, an entry.

    `about` names it: "innovation:5/field:tujuan", "innovation:5/row:sid-16", "region:17.71/row:spd-01",
    "document:9", "entry:12". A row's key holds the innovation, not the entry, so it stays across editions.
    """

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="threads")
    department = models.ForeignKey(
        "regions.Department", on_delete=models.PROTECT, null=True, related_name="threads"
    )
    about = models.CharField(max_length=120, unique=True)
    label = models.CharField(max_length=300)  # what it is about, in words, for lists and notices
    url = models.CharField(max_length=300)  # its page, as it was when somebody wrote last
    opened_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    last_role = models.CharField(max_length=4, blank=True)  # of who wrote last: whom it waits for
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["region", "resolved_at"], name="threads_of_region")]

    def __str__(self) -> str:
        return self.about


class Comment(models.Model):
    """One thing said. It is never deleted: its author may hide it, which leaves a line."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=4)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.by_id}"


class Wording(models.Model):
    """How a comment read before it was edited."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField()
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.until:%H:%M}"


class Seen(models.Model):
    """Up to which comment a person has read a conversation."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="seen")
    user = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    comment = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "user"], name="seen_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.user_id}"
