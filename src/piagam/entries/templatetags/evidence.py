"""What a row's page says of its evidence: {% load evidence %}."""

from collections.abc import Mapping
from typing import Any

from django import template

from piagam.entries.models import EvidenceLink
from piagam.innovations.models import Document
from piagam.innovations.standing import standing_in
from tallybook import Indicator, Standing

register = template.Library()


@register.simple_tag(takes_context=True)
def standing(context: Mapping[str, Any], indicator: Indicator, link: EvidenceLink) -> Standing:
    """{% standing row.indicator link as found %}: whether its document still counts in the page's edition."""
    return standing_of_document(context, indicator, link.document)


@register.simple_tag(takes_context=True)
def standing_of_document(context: Mapping[str, Any], indicator: Indicator, document: Document) -> Standing:
    """{% standing_of_document indicator document as found %}: the same for a document that is not linked yet."""
    entry = context.get("entry")
    profile = entry.profile if entry is not None else None
    return standing_in(context["report"].edition, document, indicator, profile=profile)


@register.filter
def is_behind(link: EvidenceLink) -> bool:
    """Is the row bound to an earlier version of the document than its newest?"""
    newest = getattr(link, "newest_position", None)
    return link.version is not None and newest is not None and link.version.position < newest
