"""Pages of the library: the list, a new document, one document with its versions, pages and uses.

The library is the bank's: open to the region's own people all year, like its innovations (I02). What a verifier
reads of it is evidence of a submission, which has a phase (I14) and addresses of its own in `verification`.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.files.delivery import image_response, response_for
from piagam.files.previews import WIDTHS, page_image
from piagam.innovations import actions, queries
from piagam.innovations.forms import CorrectForm, DocumentForm, FilterForm, VersionForm
from piagam.innovations.models import Document
from piagam.innovations.queries import Library, SeenDocument
from piagam.innovations.rules import rules_now
from piagam.innovations.views.bank import A_PAGE, query_without_page
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused

SEES = ("innovation.read",)
SHOWN_USES = 100
FORM_ERRORS = {400, 413, 422}  # refusals that belong beside the file input


@guarded("innovation.read", queries.library_of, sees=SEES)
def library(request: PiagamRequest, library: Library) -> HttpResponse:
    """The documents of the own department and region."""
    actor = library.actor
    chosen = FilterForm(request.GET, queries.departments_for(actor))
    department = chosen.chosen("perangkat", None)
    found = queries.search_documents(
        actor, words=chosen.chosen("q"), department=department.pk if department else None,
        of_region=request.GET.get("milik") == "daerah",
    )  # fmt: skip
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("halaman")),
        "filter": chosen,
        "of_region": request.GET.get("milik") == "daerah",
        "several": actor.role != "OPD",
        "is_filtered": any(request.GET.get(name) for name in ("q", "perangkat", "milik")),
        "may_add": may(actor, "document.add", library.place()),
        "query": query_without_page(request),
    }
    return render(request, "innovations/library.html", context)


@guarded("document.add", queries.library_of, sees=SEES)
def add(request: PiagamRequest, library: Library) -> HttpResponse:
    """A new document: a file or a link, and what it is."""
    actor = library.actor
    departments = queries.departments_for(actor)
    own = departments.first() if actor.role == "OPD" else None
    choice = None if actor.role == "OPD" else departments
    form = DocumentForm(choice, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            document = actions.add_document(
                actor, region=queries.region_of(actor), department=own or form.cleaned_data.get("department"),
                upload=form.upload, link=form.cleaned_data["link"], **form.about(),
            )  # fmt: skip
        except Refused as no:
            if no.status not in FORM_ERRORS:
                raise
            form.add_error("file", no.sentence)
        else:
            messages.success(request, _("Dokumen tersimpan di pustaka."))
            return redirect("innovations:document", document.pk)
    return render(
        request, "innovations/add_document.html", {"form": form}, status=400 if form.errors else 200
    )


@guarded("innovation.read", queries.document_by_id, sees=SEES)
def document_page(request: PiagamRequest, seen: SeenDocument) -> HttpResponse:
    """One document."""
    return show(request, seen.document)


def show(
    request: PiagamRequest,
    document: Document,
    *,
    version_form: VersionForm | None = None,
    correct_form: CorrectForm | None = None,
) -> HttpResponse:
    """A document with its newest bytes to look at, its versions and its uses."""
    versions = list(document.versions.all())
    newest = versions[0] if versions else None
    pages = newest.file.pages or 0 if newest else 0
    asked = request.GET.get("halaman", "")
    context = {
        "document": document,
        "versions": versions,
        "newest": newest,
        "pages": pages,
        "shown": min(max(int(asked), 1), pages) if asked.isascii() and asked.isdigit() and pages else 1,
        "profiles": queries.uses_in_profiles(request.actor, document, rules_now())[:SHOWN_USES],
        "claims": queries.uses_in_entries(request.actor, document)[:SHOWN_USES],
        "may_change": may(request.actor, "document.add", document.place()),
        "version_form": version_form or VersionForm(),
        "correct_form": correct_form or CorrectForm(document),
    }
    wrong = bool(version_form and version_form.errors) or bool(correct_form and correct_form.errors)
    return render(request, "innovations/document.html", context, status=400 if wrong else 200)


@require_POST
@guarded("document.add", queries.own_document, sees=SEES)
def add_version(request: PiagamRequest, document: Document) -> HttpResponse:
    """Newer bytes of a document."""
    form = VersionForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, document, version_form=form)
    try:
        given = form.cleaned_data
        actions.add_version(document, upload=given["file"], reason=given["reason"], by=request.actor)
    except Refused as no:
        if no.status not in FORM_ERRORS:
            raise
        form.add_error("file", no.sentence)
        return show(request, document, version_form=form)
    messages.success(request, _("Berkas baru tersimpan; yang lama tetap ada."))
    return redirect("innovations:document", document.pk)


@require_POST
@guarded("document.add", queries.own_document, sees=SEES)
def correct(request: PiagamRequest, document: Document) -> HttpResponse:
    """The lines of a document, put right."""
    form = CorrectForm(document, data=request.POST)
    if not form.is_valid():
        return show(request, document, correct_form=form)
    actions.correct_document(document, by=request.actor, **form.about())
    messages.success(request, _("Keterangan dokumen tersimpan."))
    return redirect("innovations:document", document.pk)


@guarded("innovation.read", queries.document_version, sees=SEES)
def download(request: PiagamRequest, version: queries.SeenVersion) -> HttpResponseBase:
    """The original bytes of a version."""
    return response_for(version.version.file, version.version.file_name, request=request)


@guarded("innovation.read", queries.newest_version, sees=SEES)
def page_picture(request: PiagamRequest, version: queries.SeenVersion) -> HttpResponseBase:
    """A page of the newest bytes as a picture."""
    asked = request.GET.get("lebar", "")
    width = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 960
    return image_response(
        page_image(version.version.file, version.page, min(width, WIDTHS[-1])), request=request
    )
