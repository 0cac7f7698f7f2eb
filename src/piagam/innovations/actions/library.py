"""Adding documents to the library, and newer bytes to a document."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.files.formats import ALIASES, BY_MEDIA_TYPE, FORMATS
from piagam.files.receiving import Received, receive
from piagam.innovations.models import Document, DocumentVersion
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.regions.models import Department, Region
from piagam.web.errors import Refused


def known_formats(wanted: Iterable[str] = ()) -> list[str]:
    """Those of the wanted kinds of file that can be received; every kind when nothing special is wanted."""
    words = [ALIASES.get(word.lower().lstrip("."), word.lower().lstrip(".")) for word in wanted]
    return [word for word in dict.fromkeys(words) if word in FORMATS] or list(FORMATS)


def format_of(media_type: str) -> str:
    """The name of a stored file's kind, "pdf"."""
    known = BY_MEDIA_TYPE.get(media_type)
    return known.name if known else ""


def take_in(upload: UploadedFile, formats: Sequence[str] = ()) -> Received:
    """The bytes into the store, before any transaction. Raises BadFile with a sentence."""
    return receive(upload, allowed=known_formats(formats), max_bytes=settings.MAX_UPLOAD_BYTES)


def add_document(
    actor: Actor,
    *,
    region: Region,
    department: Department | None = None,
    subject: str,
    upload: UploadedFile | None = None,
    link: str = "",
    number: str = "",
    dated: date | None = None,
    issuer: str = "",
    formats: Sequence[str] = (),
) -> Document:
    """A new document from a file or a link. `formats`: the kinds of file taken here, all when empty.

    Call it outside a transaction that holds locks: the file is read and inspected first.
    """
    document = Document(
        region=region, department=department, subject=subject.strip(), number=number.strip(), dated=dated,
        issuer=issuer.strip(), link=link,
    )  # fmt: skip
    require(actor, "document.add", document)
    if bool(upload) == bool(link):
        raise Refused(_("Pilih berkas dari perangkat Anda, atau tulis tautannya; salah satu saja."), 422)
    if not document.subject:
        raise Refused(_("Tuliskan tentang apa dokumen ini."), 422)
    received = take_in(upload, formats) if upload else None
    with transaction.atomic():
        document.save()
        data: dict[str, Any] = {"link": link}
        if received:
            version_of(document, received, position=1, by=actor)
            data = {"sha256": received.stored_file.sha256, "name": received.original_name}
        record("document.add", by=actor, on=document, region=region.pk, data=data)
    return document


def add_version(document: Document, *, upload: UploadedFile, reason: str, by: Actor) -> DocumentVersion:
    """Newer bytes; the earlier ones stay, and what was decided on them stays bound to them."""
    require(by, "document.add", document)
    if not reason.strip():
        raise Refused(_("Tuliskan mengapa berkasnya diganti."), 422)
    received = take_in(upload)
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


@transaction.atomic
def correct_document(
    document: Document,
    *,
    subject: str,
    number: str = "",
    dated: date | None = None,
    issuer: str = "",
    by: Actor,
) -> Document:
    """Puts the lines of a document right."""
    locked = lock_document(document.pk)
    require(by, "document.add", locked)
    given = {"subject": subject.strip(), "number": number.strip(), "dated": dated, "issuer": issuer.strip()}
    if not given["subject"]:
        raise Refused(_("Tuliskan tentang apa dokumen ini."), 422)
    before = {name: getattr(locked, name) for name, value in given.items() if getattr(locked, name) != value}
    if not before:
        return locked
    for name in before:
        setattr(locked, name, given[name])
    locked.save(update_fields=list(before))
    changes = {name: [in_words(old), in_words(given[name])] for name, old in before.items()}
    record("document.correct", by=by, on=locked, region=locked.region_id, data=changes)
    return locked


def version_of(
    document: Document, received: Received, *, position: int, by: Actor, reason: str = ""
) -> DocumentVersion:
    """One line of a document's versions."""
    return DocumentVersion.objects.create(
        document=document, position=position, file=received.stored_file, file_name=received.original_name,
        reason=reason, added_by_id=by.user_id,
    )  # fmt: skip


def lock_document(pk: int) -> Document:
    """The document as it is now, locked."""
    found = Document.objects.select_for_update(of=("self",)).select_related("region", "department")
    return found.get(pk=pk)


def in_words(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
