"""Entering again: the text about what is new, and last year's answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from piagam.entries.actions.again import save_developed, take_over
from piagam.entries.models import Entry
from piagam.entries.queries import entry_by_id
from piagam.entries.reading import READS
from piagam.entries.views.rows_page import page_of
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Conflict409, Refused


@require_POST
@guarded("claim.edit", entry_by_id, sees=READS)
def developed(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """Keeps the text; what could not be kept stands in the form again."""
    text = request.POST.get("developed", "")
    try:
        save_developed(entry, text=text, seen=request.POST.get("seen", ""), by=request.actor)
    except Conflict409 as both:
        entry.developed = str(both.theirs)
        return page_of(request, entry, typed=text, problem=both.sentence, status=409)
    except Refused as no:
        if no.status != 422:
            raise
        return page_of(request, entry, typed=text, problem=no.sentence, status=422)
    messages.success(request, _("Tersimpan."))
    return redirect("entries:entry", entry_id=entry.pk)


@require_POST
@guarded("claim.edit", entry_by_id, sees=READS)
def take(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """Takes over what nobody has answered yet."""
    number = take_over(entry, by=request.actor)
    told = ngettext("%(number)d isian diambil alih.", "%(number)d isian diambil alih.", number) % {
        "number": number
    }
    messages.success(request, told if number else _("Tidak ada isian kosong yang dapat diambil alih."))
    return redirect("entries:entry", entry_id=entry.pk)
