"""`{% talk_link talks "row:sid-16" url what %}`: the way to a conversation, with how many and how many new."""

from typing import Any

from django import template

from piagam.conversations.counts import Talk, Talks

register = template.Library()


@register.inclusion_tag("conversations/link.html")
def talk_link(talks: Talks | None, part: str, url: str, what: str = "") -> dict[str, Any]:
    """The link beside a field, a row, a document."""
    return {"talk": talks.of(part) if talks else Talk(), "url": url, "what": what}


@register.inclusion_tag("conversations/badge.html")
def talk_badge(talks: Talks | None, part: str) -> dict[str, Any]:
    """Only how many, where there is something: for a line that is itself no place for a link."""
    return {"talk": talks.of(part) if talks else Talk()}
