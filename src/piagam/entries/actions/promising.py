"""Promising bytes before the end, and delivering exactly them until a day after it."""

import hashlib
import re

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.clock import database_now
from piagam.entries.actions.answering import claim_of, lock_to_edit
from piagam.entries.actions.evidence import wanted_formats
from piagam.entries.locks import lock
from piagam.entries.models import Entry, EvidenceLink, Promise, Report
from piagam.entries.promises import until
from piagam.entries.slots import report_of
from piagam.files.formats import BY_MEDIA_TYPE
from piagam.files.receiving import clean_name
from piagam.files.refusals import BadFile, too_large
from piagam.innovations.actions import add_document
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.uploads.actions import Finished
from piagam.uploads.fields import Given
from piagam.uploads.models import Upload
from piagam.web.errors import Refused
from tallybook import Indicator

SHA256 = re.compile(r"[0-9a-f]{64}")


@transaction.atomic
def promise_file(
    holder: Entry | Report, indicator: Indicator, *, sha256: str, size: int, media_type: str, file_name: str,
    pages: str = "", by: Actor,
) -> Promise:  # fmt: skip
    """Names the bytes that will support a row. One live promise a row: a second one is refused."""
    locked = lock_to_edit(holder, by=by)
    sha256 = sha256.strip().lower()
    if not SHA256.fullmatch(sha256):
        raise Refused(_("Sidik jari SHA-256 terdiri atas 64 angka dan huruf a sampai f."), 422)
    if size < 1:
        raise Refused(_("Ukuran berkas paling sedikit 1 bita."), 422)
    if size > settings.MAX_FILE_BYTES:
        raise too_large(settings.MAX_FILE_BYTES)
    known, wanted = BY_MEDIA_TYPE.get(media_type), wanted_formats(indicator)
    if known is None or (wanted and known.name not in wanted):
        names = ", ".join(wanted) or _("PDF, gambar, dokumen kantor, atau video")
        raise Refused(_("Isian ini menerima bukti berupa %(wanted)s.") % {"wanted": names}, 422)
    claim = claim_of(locked, indicator.code)
    if claim._state.adding:
        claim.version, claim.updated_by_id = 1, by.user_id
        claim.save()
    if claim.promises.filter(taken_back_at=None, delivered_at=None).exists():
        raise Refused(_("Isian ini sudah menunggu satu berkas. Kirim atau batalkan yang itu dahulu."), 409)
    promise = Promise.objects.create(
        claim=claim, sha256=sha256, size=size, media_type=media_type, file_name=clean_name(file_name), pages=pages,
        promised_at=database_now(), promised_by_id=by.user_id,
    )  # fmt: skip
    report = report_of(locked)
    record(
        "claim.promise", by=by, on=claim, region=report.region_id, edition=report.edition_id,
        data={"indicator": indicator.code, "sha256": sha256, "size": size, "media_type": media_type},
    )  # fmt: skip
    return promise


@transaction.atomic
def take_back_promise(promise: Promise, *, by: Actor) -> None:
    """Gives a promise up, before the end."""
    claim = promise.claim
    locked = lock_to_edit(claim.entry or claim.report, by=by)
    now = require_live(promise)
    now.taken_back_at = database_now()
    now.save(update_fields=["taken_back_at"])
    report = report_of(locked)
    record(
        "claim.take_back_promise", by=by, on=claim, region=report.region_id, edition=report.edition_id,
        data={"indicator": claim.indicator, "sha256": now.sha256},
    )  # fmt: skip


def deliver(promise: Promise, upload: Given, *, by: Actor) -> EvidenceLink:
    """Takes exactly the promised bytes. Anything else is refused before it is kept.

    Call it outside a transaction: the file is read and inspected first.
    """
    require(by, "evidence.deliver", promise)
    require_in_time(promise)
    if digest_of(upload, by) != promise.sha256:
        raise BadFile(
            _("Ini bukan berkas yang dijanjikan: sidik jarinya berbeda. Pilih berkas yang sama persis."), 422
        )
    claim, entry = promise.claim, promise.claim.entry
    with transaction.atomic():
        holder = lock(entry or claim.report)
        require(by, "evidence.deliver", promise)
        require_in_time(promise)
        now = require_live(promise)
    document = add_document(
        by, region=claim.report.region, department=entry.department if entry else None,
        subject=promise.file_name, upload=upload,
    )  # fmt: skip
    with transaction.atomic():
        lock(holder)
        now = require_live(promise)
        version = document.versions.select_related("file").get()
        now.link = EvidenceLink.objects.create(
            claim=claim, document=document, version=version, pages=promise.pages, added_at=database_now()
        )
        now.delivered_at = database_now()
        now.save(update_fields=["link", "delivered_at"])
        record(
            "claim.deliver", by=by, on=claim, region=claim.report.region_id, edition=claim.report.edition_id,
            data={"indicator": claim.indicator, "sha256": now.sha256, "document": document.pk},
        )  # fmt: skip
    return now.link


def require_live(promise: Promise) -> Promise:
    """The promise as it is now, locked, if nothing has become of it."""
    now = Promise.objects.select_for_update(of=("self",)).get(pk=promise.pk)
    if now.delivered_at:
        raise Refused(_("Berkas ini sudah dikirim."), 409)
    if now.taken_back_at:
        raise Refused(_("Janji berkas ini sudah dibatalkan."), 409)
    return now


def require_in_time(promise: Promise) -> None:
    """Refuses what comes after the day, by the database's clock."""
    end = until(promise.claim.report.edition)
    if end is not None and database_now() > end:
        raise Refused(
            _("Waktu mengirim berkas yang dijanjikan sudah lewat."), 409, code="wrong-phase", when=end
        )


def digest_of(upload: Given, by: Actor) -> str:
    """The SHA-256 of what was sent, before anything of it is kept."""
    if isinstance(upload, Finished):
        found = Upload.objects.filter(owner=by.user_id, file__isnull=False)
        keys = {str(key): file for key, file in found.values_list("pk", "file")}
        return str(keys.get(upload.key, ""))
    assert isinstance(upload, UploadedFile)
    hasher = hashlib.sha256()
    for chunk in upload.chunks():
        hasher.update(chunk)
    upload.seek(0)
    return hasher.hexdigest()
