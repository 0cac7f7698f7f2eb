"""Conversations about fields and documents."""

from django.http import HttpResponse

from piagam.conversations.topics import Topic
from piagam.conversations.views import thread_page
from piagam.innovations.topics import document_topic, field_topic
from piagam.people.guards import PiagamRequest, guarded

SEES = ("innovation.read",)


@guarded("conversation.read", field_topic, sees=SEES)
def field_talk(request: PiagamRequest, topic: Topic) -> HttpResponse:
    """About one field of a profile."""
    return thread_page(request, topic)


@guarded("conversation.read", document_topic, sees=SEES)
def document_talk(request: PiagamRequest, topic: Topic) -> HttpResponse:
    """About one document."""
    return thread_page(request, topic)
