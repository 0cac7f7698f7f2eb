"""An upload begins, grows, ends; or is called off."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.files.formats import FORMATS, format_named
from piagam.files.models import StoredFile
from piagam.files.receiving import Received, clean_name, receive_path
from piagam.files.refusals import BadFile, infected, not_allowed, too_large
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.uploads.models import KEPT, Upload
from piagam.uploads.parts import Body, append, cut, drop, hasher, path_of, sole_writer
from piagam.web.errors import Refused

MOST_WAITING = 50  # unfinished uploads of one person


@dataclass(frozen=True)
class Checksum:
    """What the sender says of a part: the algorithm and the digest."""

    algorithm: str
    digest: bytes


def begin(by: Actor, *, file_name: str, length: int, head: str = "", is_package: bool = False) -> Upload:
    """Makes room for a file of `length` bytes. Raises BadFile where it cannot be taken."""
    limit = settings.MAX_PACKAGE_BYTES if is_package else settings.MAX_FILE_BYTES
    if length > limit:
        raise too_large(limit)
    upload = Upload(
        owner_id=by.user_id or 0, region_id=by.region_code or "", file_name=clean_name(file_name), length=length,
        head=head[:64], is_package=is_package,
    )  # fmt: skip
    require(by, "upload.make", upload)
    sweep()
    waiting = Upload.objects.filter(owner=by.user_id, file=None, refused="")
    if waiting.count() >= MOST_WAITING:
        raise Refused(
            _("Terlalu banyak unggahan yang belum selesai. Selesaikan atau batalkan sebagian."), 429
        )
    upload.save()
    return upload


def grow(upload: Upload, body: Body, *, at: int, checksum: Checksum | None, by: Actor) -> Upload:
    """Adds a part at the offset the sender believes in. When this returns, the bytes survive a power cut."""
    require(by, "upload.make", upload)
    with sole_writer(upload.pk) as part:
        upload.refresh_from_db()
        require_alive(upload)
        if at != upload.offset:
            raise Refused(_("Unggahan ini sudah sampai di tempat lain; lanjutkan dari sana."), 409)
        hashing = hasher(checksum.algorithm) if checksum else None
        if checksum and hashing is None:
            raise Refused(_("Cara memeriksa bagian ini tidak dikenal."), 400)
        written = append(part, body, at=at, most=upload.length - at, checksum=hashing)
        if checksum and hashing is not None and hashing.digest() != checksum.digest:
            cut(part, at)
            raise Refused(_("Bagian ini berubah di jalan; kirim sekali lagi."), 460)
        upload.offset, upload.last_part_at = at + written, timezone.now()
        upload.expires_at = upload.last_part_at + KEPT
        upload.save(update_fields=["offset", "last_part_at", "expires_at"])
        if upload.is_complete and not upload.is_package:
            finish(upload)
    return upload


def require_alive(upload: Upload) -> None:
    """Refuses an upload that is over."""
    if upload.refused:
        raise BadFile(upload.refused)
    if upload.expires_at < timezone.now():
        raise Refused(_("Unggahan ini sudah kedaluwarsa. Mulai lagi dari awal."), 410)


def finish(upload: Upload) -> StoredFile:
    """The whole file inspected and stored; a bad one is dropped, and its sentence kept. Repeating it does no harm."""
    if upload.file is not None:
        return upload.file
    try:
        received = receive_path(
            path_of(upload.pk), upload.file_name, allowed=list(FORMATS), max_bytes=settings.MAX_FILE_BYTES
        )
    except BadFile as bad:
        upload.refused = bad.sentence
        upload.save(update_fields=["refused"])
        drop(upload.pk)
        raise
    upload.file = received.stored_file
    upload.save(update_fields=["file"])
    drop(upload.pk)
    return received.stored_file


def call_off(upload: Upload, *, by: Actor) -> None:
    """Ends an upload and forgets its bytes."""
    require(by, "upload.make", upload)
    with sole_writer(upload.pk):
        drop(upload.pk)
        upload.delete()


def sweep() -> int:
    """Forgets uploads whose time is over; how many."""
    over = list(Upload.objects.filter(expires_at__lt=timezone.now()).values_list("pk", flat=True)[:100])
    for key in over:
        drop(key)
    Upload.objects.filter(pk__in=over).delete()
    return len(over)


@dataclass(frozen=True)
class Finished:
    """A form's word for a file that has arrived before it: the key of the upload, not yet looked at."""

    key: str
    name: str = ""


def taken(given: Finished, *, allowed: Sequence[str], by: Actor) -> Received:
    """The stored file of a finished upload of this very person, for a form that wants one of the kinds `allowed`."""
    try:
        upload = Upload.objects.select_related("file").filter(pk=given.key, owner=by.user_id).first()
    except ValidationError:
        upload = None
    if upload is None:
        raise BadFile(_("Unggahan ini tidak ada lagi. Pilih berkasnya sekali lagi."), 422)
    require_alive(upload)
    if upload.is_package:
        raise BadFile(_("Ini paket daerah, bukan dokumen."), 422)
    if not upload.is_complete:
        raise BadFile(_("Berkas ini belum selesai diunggah. Tunggu sebentar, lalu kirim lagi."), 422)
    stored = upload.file or finish(upload)
    formats = [format_named(name) for name in allowed]
    if stored.media_type not in {one.media_type for one in formats}:
        raise not_allowed(formats)
    if stored.scan_state == StoredFile.Scan.INFECTED:
        raise infected()
    if upload.used_at is None:
        Upload.objects.filter(pk=upload.pk).update(used_at=timezone.now())
    return Received(stored, upload.file_name, False)
