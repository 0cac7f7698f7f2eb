"""Telling people: a row in the same transaction as the change. Undone with it, delivered after it."""

from collections.abc import Iterable

from django.utils import timezone

from piagam.notices.categories import USUAL, Way, category_of, way_for
from piagam.notices.jobs import enqueue_delivery
from piagam.notices.models import Notice, OutboxMail
from piagam.notices.person import Person, id_of
from piagam.notices.sending import choices_of, send_on


def tell(user: Person, text: str, url: str = "", *, kind: str) -> Notice:
    """One sentence for one person, with the page where something can be done about it."""
    return _tell([id_of(user)], text, url, kind)[0]


def tell_all(users: Iterable[Person], text: str, url: str = "", *, kind: str) -> int:
    """The same sentence for many, in a few queries a thousand; how many."""
    return len(_tell([id_of(user) for user in users], text, url, kind))


def _tell(people: list[int], text: str, url: str, kind: str) -> list[Notice]:
    if not people:
        return []
    category = category_of(kind)
    choices = choices_of(people)
    now = timezone.now()
    notices = [
        Notice(
            user_id=person, kind=kind, category=category, text=_short(text, 500), url=url, created_at=now,
            way=way_for(category, choices[person].ways) if person in choices else USUAL[category],
        )
        for person in people
    ]  # fmt: skip
    for notice in notices:
        if notice.way == Way.NONE:
            notice.read_at = now  # it can be looked up, and asks for nothing
    Notice.objects.bulk_create(notices, batch_size=1000)
    send_on(notices)
    return notices


def send_mail_later(to: str, subject: str, body: str) -> OutboxMail:
    """A mail for the outbox. It leaves when the transaction is done, and only where a mail server is set up."""
    mail = OutboxMail.objects.create(to=to, subject=_short(" ".join(subject.split()), 250), body=body)
    enqueue_delivery(mail)
    return mail


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
