"""Documents that are in the library already, under the same bytes or the same number."""

import re

from piagam.files.receiving import Received
from piagam.innovations.models import Document
from piagam.innovations.queries.library import documents_for
from piagam.people.actor import Actor

SHOWN = 5


def twins_of(actor: Actor, document: Document, received: Received | None) -> list[Document]:
    """Those a person may read that hold the very bytes, or have the number, date and issuer of the document."""
    found = documents_for(actor).filter(region=document.region_id)
    twins: dict[int, Document] = {}
    if received is not None:
        same = found.filter(versions__file=received.stored_file).distinct().order_by("-created_at", "-pk")
        twins = {one.pk: one for one in same[:SHOWN]}
    if document.number and document.dated:
        wanted = (bare(document.number), bare(document.issuer))
        for one in found.filter(dated=document.dated).exclude(number="").order_by("pk"):
            if (bare(one.number), bare(one.issuer)) == wanted:
                twins[one.pk] = one
    return list(twins.values())[:SHOWN]


def same_bytes(actor: Actor, received: Received) -> list[Document]:
    """Documents in use whose newest version is these very bytes, newest first."""
    found = documents_for(actor).filter(versions__file=received.stored_file, retired_at=None).distinct()
    return [
        one
        for one in found.prefetch_related("versions").order_by("-created_at", "-pk")[:SHOWN]
        if max(one.versions.all(), key=lambda version: version.position).file_id == received.stored_file.pk
    ]


def bare(text: str) -> str:
    """Letters and digits only, small: "188.4/ 12 /2025" and "188.4/12/2025" are one number."""
    return re.sub(r"[\W_]+", "", text).casefold()
