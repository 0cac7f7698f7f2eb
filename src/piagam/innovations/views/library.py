"""Pages of the library: the list and a new document.

The library is the bank's: open to the region's own people all year, like its innovations (I02). What a verifier
reads of it is evidence of a submission, which has a phase (I14) and addresses of its own in `verification`.
"""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from piagam.editions.clock import database_now
from piagam.files.models import StoredFile
from piagam.files.receiving import Received
from piagam.innovations import actions, queries
from piagam.innovations.document_forms import DocumentForm, LibraryFilter
from piagam.innovations.queries import Library
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused

SEES = ("innovation.read",)
A_PAGE = 25
AN_HOUR = 3600
FORM_ERRORS = {400, 413, 422}  # refusals that belong beside the file input


@guarded("innovation.read", queries.library_of, sees=SEES)
def library(request: PiagamRequest, library: Library) -> HttpResponse:
    """The documents of the own department and region."""
    actor = library.actor
    form = LibraryFilter(request.GET, queries.departments_for(actor))
    chosen = form.chosen()
    today = localtime(database_now()).date()
    found = queries.find_documents(actor, chosen, today=today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("halaman"))
    queries.count_uses(page.object_list)
    context = {
        "page": page,
        "filter": form,
        "of_region": chosen.get("milik") == "daerah",
        "several": actor.role != "OPD" or bool(actor.below),
        "is_filtered": bool(chosen),
        "more": bool(set(chosen) & {"rahasia", "pindai", "pakai", "istirahat", "milik"}),
        "may_add": may(actor, "document.add", library.place()),
        "today": today,
    }
    return render(request, "innovations/library.html", context)


@guarded("document.add", queries.library_of, sees=SEES)
def add(request: PiagamRequest, library: Library) -> HttpResponse:
    """A new document: a file or a link, and what it is."""
    actor = library.actor
    departments = queries.departments_for(actor)
    own = queries.only_department(actor, departments)
    form = DocumentForm(
        None if own else departments,
        own=actor.department_id,
        data=request.POST or None,
        files=request.FILES or None,
    )
    kept = kept_file(request.POST.get("sudah", ""), actor.user_id)
    form.is_kept = kept is not None
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            document = actions.add_document(
                actor, region=queries.region_of(actor), department=own or form.cleaned_data.get("department"),
                upload=form.upload or kept, link=form.cleaned_data["link"],
                even_if_kept="tetap" in request.POST, **form.about(),
            )  # fmt: skip
        except actions.AlreadyKept as already:
            sent = already.received
            token = [sent.stored_file.pk, sent.original_name, actor.user_id] if sent else None
            context |= {"twins": already.twins, "kept": signing.dumps(token) if token else "",
                        "kept_name": sent.original_name if sent else ""}  # fmt: skip
            return render(request, "innovations/add_document.html", context, status=409)
        except Refused as no:
            if no.status not in FORM_ERRORS:
                raise
            form.add_error("file", no.sentence)
        else:
            messages.success(request, _("Dokumen tersimpan di pustaka."))
            return redirect("innovations:document", document.pk)
    if kept is not None:
        context |= {"kept": request.POST["sudah"], "kept_name": kept.original_name}
    return render(request, "innovations/add_document.html", context, status=400 if form.errors else 200)


def kept_file(token: str, user_id: int | None) -> Received | None:
    """The file that this person sent with the form before; None where there is none or the word is not ours."""
    try:
        sha256, name, owner = signing.loads(token, max_age=AN_HOUR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    stored = StoredFile.objects.filter(pk=sha256).first() if owner == user_id else None
    return Received(stored, name, False) if stored else None
