"""Adding documents to the library, and newer bytes to a document."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.files.formats import ALIASES, BY_MEDIA_TYPE, FORMATS
from piagam.files.models import StoredFile
from piagam.files.quota import require_room
from piagam.files.receiving import Received, receive
from piagam.innovations.document_lines import cleaned
from piagam.innovations.looking_after import look_after
from piagam.innovations.models import Document, DocumentVersion
from piagam.innovations.queries.twins import twins_of
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.regions.models import Department, Region
from piagam.uploads.actions import Finished, taken
from piagam.uploads.fields import Given
from piagam.web.errors import Refused


def known_formats(wanted: Iterable[str] = ()) -> list[str]:
    """Those of the wanted kinds of file that can be received; every kind when nothing special is wanted."""
    words = [ALIASES.get(word.lower().lstrip("."), word.lower().lstrip(".")) for word in wanted]
    return [word for word in dict.fromkeys(words) if word in FORMATS] or list(FORMATS)


def format_of(media_type: str) -> str:
    """The name of a stored file's kind, "pdf"."""
    known = BY_MEDIA_TYPE.get(media_type)
    return known.name if known else ""


def take_in(upload: Given, formats: Sequence[str] = (), *, by: Actor, region: Region) -> Received:
    """The bytes into the store, before any transaction. Raises BadFile with a sentence."""
    if isinstance(upload, Finished):
        received = taken(upload, allowed=known_formats(formats), by=by)
    else:
        require_region_room(region, upload.size or 0)
        received = receive(upload, allowed=known_formats(formats), max_bytes=settings.MAX_UPLOAD_BYTES)
    require_region_room(region, 0 if is_held(region, received) else received.stored_file.size)
    return received


def require_region_room(region: Region, adding: int) -> None:
    """Refuses what would pass the region's quota. The same bytes count once."""
    if limit := settings.REGION_QUOTA_BYTES:
        require_room(adding, used=bytes_of(region), limit=limit)


def bytes_of(region: Region) -> int:
    """How much the documents of a region take up."""
    held = DocumentVersion.objects.filter(document__region=region).values("file")
    return StoredFile.objects.filter(pk__in=held).aggregate(all=Sum("size"))["all"] or 0


def is_held(region: Region, received: Received) -> bool:
    """Are these bytes among the region's documents already?"""
    return DocumentVersion.objects.filter(document__region=region, file=received.stored_file).exists()


class AlreadyKept(Refused):
    """The library has these bytes, or a document of this number, date and issuer; the person decides."""

    def __init__(self, twins: Sequence[Document], received: Received | None) -> None:
        super().__init__(_("Dokumen ini tampaknya sudah ada di pustaka."), 422)
        self.twins = twins
        self.received = received


def add_document(
    actor: Actor,
    *,
    region: Region,
    department: Department | None = None,
    upload: Given | Received | None = None,
    link: str = "",
    formats: Sequence[str] = (),
    even_if_kept: bool = True,
    **lines: Any,
) -> Document:
    """A new document from a file or a link. `formats`: the kinds of file taken here, all when empty.

    Call it outside a transaction that holds locks: the file is read and inspected first. Unless `even_if_kept`,
    raises AlreadyKept when the library seems to have it.
    """
    document = Document(region=region, department=department, link=link, **cleaned({"subject": "", **lines}))
    require(actor, "document.add", document)
    if bool(upload) == bool(link):
        raise Refused(_("Pilih berkas dari perangkat Anda, atau tulis tautannya; salah satu saja."), 422)
    if isinstance(upload, Received):
        received: Received | None = upload
    else:
        received = take_in(upload, formats, by=actor, region=region) if upload else None
    if not even_if_kept and (twins := twins_of(actor, document, received)):
        raise AlreadyKept(twins, received)
    with transaction.atomic():
        document.save()
        data: dict[str, Any] = {"link": link}
        if received:
            version_of(document, received, position=1, by=actor)
            data = {"sha256": received.stored_file.sha256, "name": received.original_name}
        record("document.add", by=actor, on=document, region=region.pk, data=data)
    return document


def add_version(document: Document, *, upload: Given, reason: str, by: Actor) -> DocumentVersion:
    """Newer bytes; the earlier ones stay, and what was decided on them stays bound to them."""
    require(by, "document.add", document)
    if not reason.strip():
        raise Refused(_("Tuliskan mengapa berkasnya diganti."), 422)
    received = take_in(upload, by=by, region=document.region)
    with transaction.atomic():
        locked = lock_document(document.pk)
        require(by, "document.add", locked)
        newest = locked.versions.order_by("-position").first()
        if newest is None:
            raise Refused(_("Dokumen ini berupa tautan. Tambahkan berkasnya sebagai dokumen baru."), 409)
        if newest.file_id == received.stored_file.pk:
            raise Refused(_("Berkas ini sama persis dengan yang sudah tersimpan."), 409)
        version = version_of(locked, received, position=newest.position + 1, reason=reason.strip(), by=by)
        record(
            "document.add_version", by=by, on=locked, region=locked.region_id, reason=version.reason,
            data={"sha256": version.file_id, "name": version.file_name, "position": version.position},
        )  # fmt: skip
    return version


def version_of(
    document: Document, received: Received, *, position: int, by: Actor, reason: str = ""
) -> DocumentVersion:
    """One line of a document's versions."""
    look_after.enqueue(received.stored_file.pk)
    return DocumentVersion.objects.create(
        document=document, position=position, file=received.stored_file, file_name=received.original_name,
        reason=reason, added_by_id=by.user_id,
    )  # fmt: skip


def lock_document(pk: int) -> Document:
    """The document as it is now, locked."""
    found = Document.objects.select_for_update(of=("self",)).select_related("region", "department")
    return found.get(pk=pk)
