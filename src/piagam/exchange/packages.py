"""Pages of the package: what it is, take it along, send one in, what became of it."""

import tempfile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from piagam.entries.models import Report
from piagam.entries.queries import report_by_region
from piagam.exchange.deliveries import ask
from piagam.exchange.forms import PackageForm
from piagam.exchange.models import Arrival, Delivery
from piagam.exchange.package.writing import write_package
from piagam.files.storage import files_dir
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.uploads.actions import Finished
from piagam.web.errors import Refused

SEES = ("report.list",)


@guarded("region.export", report_by_region, sees=SEES)
def page(request: PiagamRequest, report: Report) -> HttpResponse:
    """The package of a region's season, both ways."""
    return page_of(request, report, PackageForm())


def page_of(request: PiagamRequest, report: Report, form: PackageForm, *, status: int = 200) -> HttpResponse:
    deliveries = Delivery.objects.filter(membership__region=report.region_id).select_related("arrival")[:5]
    context: dict[str, Any] = {
        "report": report,
        "form": form,
        "may_import": may(request.actor, "package.import", report.place()),
        "deliveries": deliveries,
        "arrivals": Arrival.objects.filter(report=report.pk).select_related("taken_in_by")[:10],
    }
    return render(request, "exchange/package.html", context, status=status)


@guarded("region.export", report_by_region, sees=SEES)
def download(request: PiagamRequest, report: Report) -> HttpResponseBase:
    """The package, written beside the store and handed over; it leaves no trace on the disk."""
    folder = files_dir()
    folder.mkdir(parents=True, exist_ok=True)
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  the answer closes it
    write_package(report, file)
    file.seek(0)
    name = f"piagam-{report.edition_id}-{report.region_id}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@guarded("package.import", report_by_region, sees=SEES)
def send_in(request: PiagamRequest, report: Report) -> HttpResponse:
    """Takes a package that the browser has sent; the job does the rest."""
    if request.method != "POST":
        return page_of(request, report, PackageForm())
    form = PackageForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_of(request, report, form, status=422)
    given = form.cleaned_data["file"]
    try:
        if not isinstance(given, Finished):
            raise Refused(
                _("Paket dikirim bertahap: nyalakan JavaScript, atau minta pengelola memasukkannya."), 422
            )
        ask(given.key, by=request.actor)
    except Refused as refused:
        if refused.status in {401, 403, 404}:
            raise
        form.add_error("file", refused.sentence)
        return page_of(request, report, form, status=422)
    messages.success(request, _("Paket sedang dimasukkan. Halaman ini menunjukkan sampai di mana."))
    return redirect("exchange:package", report.edition_id, report.region_id)
