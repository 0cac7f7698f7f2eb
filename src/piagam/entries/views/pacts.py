"""The integrity pact of an entry: its state, the sheet to sign, bringing the signed scan back."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from piagam.editions.clock import database_now
from piagam.entries.models import Entry
from piagam.entries.pacts import fingerprint_of, keep_pact, pact_of, sheet_pdf, words_for
from piagam.entries.queries import entry_by_id
from piagam.entries.reading import READS
from piagam.entries.receipts import grouped
from piagam.entries.states import possible
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.uploads.fields import UploadField
from piagam.web.errors import Refused


class PactForm(forms.Form):
    """The scan, and who signed it."""

    signer = forms.CharField(label=gettext_lazy("Ditandatangani oleh"), max_length=200)
    file = UploadField(label=gettext_lazy("Pindaian yang sudah ditandatangani"))
    sidik = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


@guarded("entry.read_draft", entry_by_id, sees=READS)
def pact(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """Whether a signed pact covers what the entry says now."""
    return page_of(request, entry, PactForm(initial={"sidik": fingerprint_of(entry)}))


def page_of(request: PiagamRequest, entry: Entry, form: PactForm, *, status: int = 200) -> HttpResponse:
    kept, now = pact_of(entry), fingerprint_of(entry)
    context = {
        "entry": entry,
        "report": entry.report,
        "pact": kept,
        "covers": kept is not None and kept.content_sha256 == now,
        "now": now,
        "fingerprint": grouped(now),
        "words": words_for(entry),
        "form": form,
        "can_edit": may(request.actor, "claim.edit", entry.place()) and possible(entry, "claim.edit"),
        "asked": request.GET.get("sidik", ""),
    }
    return render(request, "entries/pact.html", context, status=status)


@guarded("entry.read_draft", entry_by_id, sees=READS)
def pact_sheet(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """The sheet to sign."""
    response = HttpResponse(sheet_pdf(entry, database_now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="pakta-{entry.pk}.pdf"'
    return response


@require_POST
@guarded("claim.edit", entry_by_id, sees=READS)
def bring_pact(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """Takes the signed scan."""
    form = PactForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_of(request, entry, form, status=422)
    given = form.cleaned_data
    try:
        keep_pact(entry, given["file"], signer=given["signer"], sha256=given["sidik"], by=request.actor)
    except Refused as no:
        if no.status in {401, 403, 404}:
            raise
        form.add_error("file", no.sentence)
        return page_of(request, entry, form, status=no.status)
    messages.success(request, _("Pakta integritas tersimpan dan terikat pada isi yang sekarang."))
    return redirect("entries:pact", entry.pk)
