"""Jobs for a document's bytes: their words for searching, and the virus scanner's word. Nobody waits for them."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.files.models import FileText, StoredFile
from piagam.files.scanning import NoScanner, scan
from piagam.files.text import read_text
from piagam.innovations.models import DocumentVersion
from piagam.notices.jobs import task
from piagam.notices.telling import tell

AGAIN = timedelta(minutes=10)
MOST = 500


@task()  # type: ignore[untyped-decorator, unused-ignore]
def look_after(sha256: str) -> str:
    """Reads and scans one file; asks for another run when the scanner is away. What the scanner said."""
    stored = StoredFile.objects.get(pk=sha256)
    read_text(stored)
    if not settings.PIAGAM_CLAMD:
        return str(stored.scan_state)
    was_infected = stored.is_infected
    try:
        scan(stored)
    except NoScanner:
        look_after.using(run_after=timezone.now() + AGAIN).enqueue(sha256)
        return "away"
    if stored.is_infected and not was_infected:
        tell_of_infected(stored)
    return str(stored.scan_state)


def tell_of_infected(stored: StoredFile) -> None:
    """Tells everybody who added these bytes."""
    versions = DocumentVersion.objects.filter(file=stored).select_related("document", "added_by")
    for version in versions:
        if version.added_by is not None:
            sentence = _(
                "Berkas “%(name)s” mengandung virus dan tidak dapat dibuka. Unggah naskah yang bersih."
            )
            where = reverse("innovations:document", args=[version.document_id])
            tell(version.added_by, sentence % {"name": version.file_name}, where, kind="document.infected")


def look_after_waiting() -> int:
    """Asks for every document's file that was not read yet, or not scanned although there is a scanner; how many."""
    held = StoredFile.objects.filter(pk__in=DocumentVersion.objects.values("file"))
    unread = held.exclude(pk__in=FileText.objects.values("file"))
    if settings.PIAGAM_CLAMD:
        unread = unread | held.filter(scan_state=StoredFile.Scan.UNSCANNED)
    keys = list(unread.order_by("pk").values_list("pk", flat=True).distinct()[:MOST])
    for key in keys:
        look_after.enqueue(key)
    return len(keys)
