"""Conversations about rows and entries."""

from django.http import HttpResponse

from piagam.conversations.topics import Topic
from piagam.conversations.views import thread_page
from piagam.entries.reading import READS
from piagam.entries.topics import entry_topic, region_row_topic, row_topic
from piagam.people.guards import PiagamRequest, guarded


@guarded("conversation.read", row_topic, sees=READS)
def row_talk(request: PiagamRequest, topic: Topic) -> HttpResponse:
    """About one row of an innovation."""
    return thread_page(request, topic)


@guarded("conversation.read", region_row_topic, sees=READS)
def region_row_talk(request: PiagamRequest, topic: Topic) -> HttpResponse:
    """About one row of the region."""
    return thread_page(request, topic)


@guarded("conversation.read", entry_topic, sees=READS)
def entry_talk(request: PiagamRequest, topic: Topic) -> HttpResponse:
    """About an innovation's report as a whole."""
    return thread_page(request, topic)
