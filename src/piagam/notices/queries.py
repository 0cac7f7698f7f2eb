"""A person's own notices, and the outbox for whoever looks after the site."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from piagam.notices.models import Notice, OutboxMail
from piagam.notices.person import Person, id_of


def notices_for(user: Person) -> QuerySet[Notice]:
    """All of them, newest first."""
    return Notice.objects.filter(user_id=id_of(user))


def unread_first(found: QuerySet[Notice]) -> QuerySet[Notice]:
    """What still waits to be read, then the rest; each newest first."""
    return found.alias(waits=Q(read_at=None)).order_by("-waits", "-created_at", "-pk")


def unread_for(user: Person) -> QuerySet[Notice]:
    """Those not yet read, newest first."""
    return notices_for(user).filter(read_at=None)


def recent_for(user: Person, count: int = 6) -> list[Notice]:
    """The newest few, read or not."""
    return list(notices_for(user)[:count])


def mark_read(user: Person, notice_id: int | None = None) -> int:
    """Marks one notice, or all, of this person as read; how many were unread."""
    unread = unread_for(user)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.update(read_at=timezone.now())


def outbox() -> QuerySet[OutboxMail]:
    """Every mail, newest first."""
    return OutboxMail.objects.all()


def unsent() -> QuerySet[OutboxMail]:
    """Mails that have not gone out."""
    return OutboxMail.objects.filter(sent_at=None)
