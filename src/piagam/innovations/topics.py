"""What people talk about in the bank: the fields of a profile, and documents."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.conversations.topics import Topic
from piagam.innovations.models import Innovation
from piagam.innovations.queries import document_by_id, innovation_by_id
from piagam.innovations.rules import TITLE, rules_now
from piagam.people.actor import Actor


def root_of(innovation: Innovation) -> str:
    """The key under which everything about an innovation is talked about, whatever the year."""
    return f"innovation:{innovation.pk}"


def field_topic(actor: Actor, innovation_id: int, field: str) -> Topic:
    """A field of a profile; Http404 for one that the rules do not know."""
    innovation = innovation_by_id(actor, innovation_id)
    rules = rules_now()
    known = rules.field(field) if rules else None
    words = known.words if known else ""
    if field == TITLE and not words:
        words = _("Nama inovasi")
    if not words:
        raise Http404
    return Topic(
        about=f"{root_of(innovation)}/field:{field}",
        label=f"{words} · {innovation.title}",
        url=reverse("innovations:field_talk", args=[innovation.pk, field]),
        back=f"{reverse('innovations:page', args=[innovation.pk])}#profil",
        region=innovation.region,
        where=innovation.place(),
    )


def document_topic(actor: Actor, document_id: int) -> Topic:
    """A document of the library."""
    seen = document_by_id(actor, document_id)
    return Topic(
        about=f"document:{seen.document.pk}",
        label=seen.document.subject,
        url=reverse("innovations:document_talk", args=[seen.document.pk]),
        back=reverse("innovations:document", args=[seen.document.pk]),
        region=seen.document.region,
        where=seen.place(),
    )
