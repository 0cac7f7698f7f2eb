"""How the instance is: database, waiting jobs and mails, stored files, the guard of the audit record."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from piagam import __version__
from piagam.audit import triggers
from piagam.audit.models import AuditEvent
from piagam.editions.clock import database_now
from piagam.files.models import StoredFile
from piagam.notices.queries import unsent
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.places import WholeInstance, whole_instance


@dataclass(frozen=True)
class Fact:
    """One line of the page; `is_good` is None where there is nothing to judge."""

    label: str
    value: str
    is_good: bool | None = None


@guarded("health.read", whole_instance)
def health(request: PiagamRequest, instance: WholeInstance) -> HttpResponse:
    """Figures read at this moment; nothing is changed."""
    del instance
    return render(request, "desks/health.html", {"facts": facts()})


def facts() -> list[Fact]:
    """Everything an administrator asks first when something seems slow or lost."""
    missing = triggers.missing(connection)
    failed = DBTaskResult.objects.filter(status="FAILED").count()
    waiting = DBTaskResult.objects.filter(status="READY").count()
    mails = unsent().count()
    files = StoredFile.objects.aggregate(size=Sum("size"))["size"] or 0
    return [
        Fact(_("Versi"), __version__),
        Fact(_("Basis data"), connection.vendor),
        Fact(_("Jam basis data"), database_now().isoformat(timespec="seconds")),
        Fact(_("Penyimpanan berkas"), "S3" if settings.PIAGAM_S3_BUCKET else _("disk lokal")),
        Fact(_("Berkas tersimpan"), f"{StoredFile.objects.count()} · {files / 2**20:.1f} MiB"),
        Fact(_("Peristiwa audit"), str(AuditEvent.objects.count())),
        Fact(_("Penjaga catatan audit"), ", ".join(missing) or _("terpasang"), not missing),
        Fact(_("Pekerjaan menunggu"), str(waiting), waiting < 1000),
        Fact(_("Pekerjaan gagal"), str(failed), failed == 0),
        Fact(_("Surat belum terkirim"), str(mails), settings.PIAGAM_MAIL == "outbox" or mails < 1000),
    ]
