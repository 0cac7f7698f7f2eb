"""The buttons that move an entry between department and coordinator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.entries import actions
from piagam.entries.forms import ReturnForm
from piagam.entries.models import Entry
from piagam.entries.queries import entry_by_id
from piagam.entries.reading import READS
from piagam.entries.views.rows_page import page_of
from piagam.people.guards import PiagamRequest, guarded


@require_POST
@guarded("entry.drop", entry_by_id, sees=READS)
def drop(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """Takes a draft out of the report again."""
    actions.drop_entry(entry, by=request.actor)
    messages.success(request, _("Keikutsertaan dibatalkan. Inovasinya tetap ada di bank."))
    return redirect("innovations:page", entry.innovation_id)


@require_POST
@guarded("entry.send", entry_by_id, sees=READS)
def send(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """The operator hands it in."""
    actions.send_entry(entry, by=request.actor)
    messages.success(request, _("Sudah diajukan. Koordinator daerah akan memeriksanya."))
    return redirect("entries:entry", entry_id=entry.pk)


@require_POST
@guarded("entry.return", entry_by_id, sees=READS)
def send_back(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """The coordinator gives it back with a note."""
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return page_of(request, entry, return_form=form, status=422)
    actions.return_entry(entry, note=form.cleaned_data["note"], by=request.actor)
    messages.success(request, _("Dikembalikan. Operator sudah diberi tahu."))
    return redirect("entries:entry", entry_id=entry.pk)


@require_POST
@guarded("entry.accept", entry_by_id, sees=READS)
def accept(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """The coordinator accepts it for the region."""
    actions.accept_entry(entry, by=request.actor)
    messages.success(request, _("Diterima. Inovasi ini ikut saat laporan daerah dikirim."))
    return redirect("entries:report", edition_id=entry.report.edition_id, region_code=entry.report.region_id)
