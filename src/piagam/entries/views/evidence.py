"""Evidence of a row: a new file, or a document of the library."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.entries import actions
from piagam.entries.actions.evidence import suits, wanted_formats
from piagam.entries.forms import EvidenceForm
from piagam.entries.models import Entry, EvidenceLink
from piagam.entries.picking import PickForm
from piagam.entries.queries import entry_slot, evidence_by_id, region_slot
from piagam.entries.reading import READS
from piagam.entries.slots import LinkedEvidence, Slot, report_of
from piagam.entries.views.answering import address_of
from piagam.innovations.actions import AlreadyKept, add_document
from piagam.innovations.models import Document
from piagam.innovations.queries import documents_for, same_bytes, search_documents
from piagam.people.actor import Actor
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.tree import tree_of
from piagam.uploads.fields import Given
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
    added = []
    try:
        for document in documents_of(request, slot, form):
            pages = form.cleaned_data["pages"]
            actions.add_evidence(slot.holder, slot.indicator, document, pages=pages, by=request.actor)
            added.append(document.subject)
    except Refused as refused:
        if refused.status in {401, 403, 404, 409}:
            raise
        form.add_error("file" if form.uploads else "document", refused.sentence)
    if added:
        messages.success(request, _("Bukti ditambahkan: %(subject)s.") % {"subject": "; ".join(added)})
    if form.errors:
        return picker(request, slot, form, status=422)
    return redirect(address_of(slot))


def picker(request: PiagamRequest, slot: Slot, form: EvidenceForm, *, status: int = 200) -> HttpResponse:
    """The library to choose from, what others use for the row first, with a search; and a form for a new file."""
    asked = PickForm(request.GET)
    found = library_for(request.actor, slot, asked.cleaned_data)
    context: dict[str, Any] = {
        "slot": slot,
        "indicator": slot.indicator,
        "entry": slot.holder if isinstance(slot.holder, Entry) else None,
        "report": report_of(slot.holder),
        "form": form,
        "asked": asked,
        "is_filtered": any(asked.cleaned_data.values()),
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("halaman")),
        "back": address_of(slot),
    }
    return render(request, "entries/evidence.html", context, status=status)


def library_for(actor: Actor, slot: Slot, asked: Mapping[str, Any]) -> QuerySet[Document]:
    """The documents that may stand for the row: its department's and the region's own, those used for it first."""
    found = search_documents(actor, words=asked.get("cari") or "")
    if isinstance(slot.holder, Entry):
        own = tree_of(slot.holder.report.region_id).one_with(slot.holder.department_id)
        found = found.filter(Q(department__in=own) | Q(department=None))
    if kind := asked.get("jenis"):
        found = found.filter(kind=kind)
    if year := asked.get("tahun"):
        found = found.filter(Q(dated__year=year) | Q(covers_from__lte=year, covers_to__gte=year))
    same_row = EvidenceLink.objects.filter(document=OuterRef("pk"), claim__indicator=slot.indicator.code)
    return found.annotate(used_here=Exists(same_row)).order_by("-used_here", "-created_at", "-pk")


def documents_of(request: PiagamRequest, slot: Slot, form: EvidenceForm) -> Iterator[Document]:
    """The picked document, or new ones of the library made from what was sent, one by one."""
    if not form.uploads:
        picked = documents_for(request.actor).filter(pk=form.cleaned_data["document"]).first()
        if picked is None:
            raise Refused(_("Dokumen itu tidak ada di pustaka Anda."), 422)
        yield picked
    for upload in form.uploads:
        yield document_from(request, slot, upload, subject=form.about(upload), **form.lines)


def document_from(request: PiagamRequest, slot: Slot, upload: Given, **lines: Any) -> Document:
    """A new document; or the one in use that holds these very bytes, for a document is kept once."""
    actor, holder = request.actor, slot.holder
    about: dict[str, Any] = {
        "region": report_of(holder).region,
        "department": holder.department if isinstance(holder, Entry) else None,
        **lines,
    }
    try:
        return add_document(
            actor, upload=upload, formats=wanted_formats(slot.indicator), even_if_kept=False, **about
        )
    except AlreadyKept as already:
        twins = same_bytes(actor, already.received) if already.received else []
        known = next((one for one in twins if suits(one, holder)), None)
        if known is None:
            return add_document(actor, upload=already.received, **about)
    sentence = _("Berkas ini sudah ada di pustaka sebagai “%(subject)s”; dokumen itu yang dipakai.")
    messages.info(request, sentence % {"subject": known.subject})
    return known
