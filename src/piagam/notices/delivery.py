"""One mail goes out: claimed first, sent outside any transaction, then marked. At least once, almost always once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from piagam.notices.models import OutboxMail

LEASE = timedelta(minutes=5)  # longer than a mail server may take; then another worker may try
MAX_ATTEMPTS = 10
MAX_WAIT = timedelta(hours=2)


@dataclass(frozen=True)
class Outcome:
    """What became of it. `again_at`: when to try again; None when there is nothing more to do."""

    sent: bool
    again_at: datetime | None = None


def deliver(mail_id: int) -> Outcome:
    """Sends the mail unless it was sent or another worker is at it."""
    now = timezone.now()
    claimed = OutboxMail.objects.filter(pk=mail_id, sent_at=None, due_at__lte=now, attempts__lt=MAX_ATTEMPTS)
    if not claimed.update(due_at=now + LEASE, attempts=F("attempts") + 1):
        return Outcome(sent=False)
    mail = OutboxMail.objects.get(pk=mail_id)
    try:
        EmailMessage(
            mail.subject, mail.body, to=[mail.to], headers={"Auto-Submitted": "auto-generated"}
        ).send()
    except Exception as error:  # a mail server fails in many ways; each is tried again, and shown
        return _failed(mail, error)
    OutboxMail.objects.filter(pk=mail_id).update(sent_at=timezone.now(), last_error="")
    return Outcome(sent=True)


def _failed(mail: OutboxMail, error: Exception) -> Outcome:
    again_at = timezone.now() + wait_after(mail.attempts)
    text = f"{type(error).__name__}: {error}"[:1000]
    OutboxMail.objects.filter(pk=mail.pk).update(due_at=again_at, last_error=text)
    return Outcome(sent=False, again_at=again_at if mail.attempts < MAX_ATTEMPTS else None)


def wait_after(attempts: int) -> timedelta:
    """1, 2, 4 … minutes, two hours at most."""
    return min(MAX_WAIT, timedelta(minutes=2 ** (attempts - 1)))
