"""Telling people: a row in the same transaction as the change. Undone with it, delivered after it."""

from collections.abc import Iterable

from piagam.notices.jobs import enqueue_delivery
from piagam.notices.models import Notice, OutboxMail
from piagam.notices.person import Person, id_of


def tell(user: Person, text: str, url: str = "", *, kind: str = "info") -> Notice:
    """One sentence for one person, with the page where something can be done about it."""
    return Notice.objects.create(user_id=id_of(user), kind=kind, text=_short(text, 500), url=url)


def tell_all(users: Iterable[Person], text: str, url: str = "", *, kind: str = "info") -> int:
    """The same sentence for many, in one query a thousand; how many."""
    notices = [Notice(user_id=id_of(user), kind=kind, text=_short(text, 500), url=url) for user in users]
    Notice.objects.bulk_create(notices, batch_size=1000)
    return len(notices)


def send_mail_later(to: str, subject: str, body: str) -> OutboxMail:
    """A mail for the outbox. It leaves when the transaction is done, and only where a mail server is set up."""
    mail = OutboxMail.objects.create(to=to, subject=_short(" ".join(subject.split()), 250), body=body)
    enqueue_delivery(mail)
    return mail


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
