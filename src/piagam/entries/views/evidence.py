"""Evidence of a row: a new file, or a document of the library."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.entries import actions
from piagam.entries.actions.evidence import wanted_formats
from piagam.entries.forms import EvidenceForm
from piagam.entries.models import Entry, Report
from piagam.entries.queries import entry_slot, evidence_by_id, region_slot
from piagam.entries.reading import READS
from piagam.entries.slots import LinkedEvidence, Slot, report_of
from piagam.entries.views.answering import address_of
from piagam.innovations.actions import add_document
from piagam.innovations.models import Document
from piagam.innovations.queries import documents_for, search_documents
from piagam.people.actor import Actor
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused

ON_A_PAGE = 20


@guarded("claim.edit", entry_slot, sees=READS)
def add(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """Adds evidence to a row of an entry; GET shows the library to pick from."""
    return add_or_pick(request, slot)


@guarded("claim.edit", region_slot, sees=READS)
def add_regional(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """Adds evidence to one of the region's own rows."""
    return add_or_pick(request, slot)


@require_POST
@guarded("claim.edit", evidence_by_id, sees=READS)
def remove(request: PiagamRequest, evidence: LinkedEvidence) -> HttpResponse:
    """Takes a document off a row."""
    actions.remove_evidence(evidence.link, by=request.actor)
    messages.success(request, _("Dokumen dilepas dari isian ini. Berkasnya tetap ada di pustaka."))
    return redirect(address_of(evidence.slot))


def add_or_pick(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """POST links a new file or a picked document; GET, or a mistake, shows the page with both ways."""
    if request.method != "POST":
        return picker(request, slot, EvidenceForm())
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return picker(request, slot, form, status=422)
    try:
        document = document_of(request, slot, form)
        pages = form.cleaned_data["pages"]
        actions.add_evidence(slot.holder, slot.indicator, document, pages=pages, by=request.actor)
    except Refused as refused:
        if refused.status in {401, 403, 404, 409}:
            raise
        form.add_error("file" if form.upload else "document", refused.sentence)
        return picker(request, slot, form, status=422)
    messages.success(request, _("Bukti ditambahkan: %(subject)s.") % {"subject": document.subject})
    return redirect(address_of(slot))


def picker(request: PiagamRequest, slot: Slot, form: EvidenceForm, *, status: int = 200) -> HttpResponse:
    """The library to choose from, newest first, with a search; and a form for a new file."""
    words = request.GET.get("cari", "").strip()
    page = Paginator(library_for(request.actor, slot.holder, words), ON_A_PAGE).get_page(
        request.GET.get("halaman")
    )
    context: dict[str, Any] = {
        "slot": slot,
        "indicator": slot.indicator,
        "entry": slot.holder if isinstance(slot.holder, Entry) else None,
        "report": report_of(slot.holder),
        "form": form,
        "page": page,
        "words": words,
        "back": address_of(slot),
    }
    return render(request, "entries/evidence.html", context, status=status)


def library_for(actor: Actor, holder: Entry | Report, words: str) -> QuerySet[Document]:
    """The documents that may stand for the holder: its department's and the region's own."""
    found = search_documents(actor, words=words)
    if isinstance(holder, Entry):
        found = found.filter(Q(department=holder.department_id) | Q(department=None))
    return found


def document_of(request: PiagamRequest, slot: Slot, form: EvidenceForm) -> Document:
    """The picked document, or a new one of the library made from the upload."""
    holder, actor = slot.holder, request.actor
    if form.upload is None:
        picked = documents_for(actor).filter(pk=form.cleaned_data["document"]).first()
        if picked is None:
            raise Refused(_("Dokumen itu tidak ada di pustaka Anda."), 422)
        return picked
    return add_document(
        actor,
        region=report_of(holder).region,
        department=holder.department if isinstance(holder, Entry) else None,
        subject=form.about,
        upload=form.upload,
        formats=wanted_formats(slot.indicator),
    )
