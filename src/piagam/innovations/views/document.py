"""One document: its lines, versions, pages, uses and history."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.conversations.counts import talks_about
from piagam.editions.clock import database_now
from piagam.files.delivery import image_response, response_for
from piagam.files.previews import WIDTHS, page_image
from piagam.innovations import actions, queries
from piagam.innovations.document_forms import CorrectForm, RetireForm, VersionForm
from piagam.innovations.document_lines import changes_in_words
from piagam.innovations.models import Document
from piagam.innovations.queries import SeenDocument, SeenVersion
from piagam.innovations.queries.uses import SHOWN_USES, history_of, profiles_using, uses_of
from piagam.innovations.rules import rules_now
from piagam.innovations.views.library import FORM_ERRORS, SEES
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused

ZOOMS = {"50": 640, "100": 960, "150": 1280, "200": 1600}


@guarded("innovation.read", queries.document_by_id, sees=SEES)
def document_page(request: PiagamRequest, seen: SeenDocument) -> HttpResponse:
    """One document."""
    return show(request, seen.document)


def show(request: PiagamRequest, document: Document, **forms_sent: forms.Form) -> HttpResponse:
    """A document; a form that was not accepted stands in it as it was sent."""
    versions = list(document.versions.all())
    newest = versions[0] if versions else None
    rules = rules_now()
    earlier: list[Any] = [*versions[1:], None]
    position = newest.position if newest else 0
    links = queries.uses_in_entries(request.actor, document)
    page = Paginator(links, SHOWN_USES).get_page(request.GET.get("halaman"))
    context = {
        "document": document,
        "today": localtime(database_now()).date(),
        "versions": list(zip(versions, earlier, strict=True)) if versions else [],
        "newest": newest,
        "pages": newest.file.pages or 0 if newest and not newest.file.is_infected else 0,
        "profiles": profiles_using(request.actor, document, rules),
        "uses": uses_of(page.object_list, document, rules, newest_position=position),
        "page": page,
        "behind": links.filter(version__position__lt=position).count() if position > 1 else 0,
        "edition": rules.edition if rules else None,
        "history": [(event, list(changes_in_words(event.facts))) for event in history_of(document)],
        "revoking": revoking(request, document),
        "talks": talks_about(f"document:{document.pk}", request.actor.user_id),
        "may_change": may(request.actor, "document.add", document.place()),
        "may_link": request.actor.role in {"OPD", "COR"},
        "version_form": VersionForm(),
        "correct_form": CorrectForm(document),
        "retire_form": RetireForm(),
        **forms_sent,
    }
    return render(request, "innovations/document.html", context, status=400 if forms_sent else 200)


def revoking(request: PiagamRequest, document: Document) -> Document | None:
    """The document that revoked this one, when the library has it under that number."""
    if not document.revoked_by:
        return None
    found = queries.documents_for(request.actor).filter(number__iexact=document.revoked_by)
    return found.exclude(pk=document.pk).first()


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


@require_POST
@guarded("document.add", queries.own_document, sees=SEES)
def retire(request: PiagamRequest, document: Document) -> HttpResponse:
    """Takes a document out of the choice."""
    form = RetireForm(request.POST)
    if not form.is_valid():
        return show(request, document, retire_form=form)
    actions.retire_document(document, reason=form.cleaned_data["reason"], by=request.actor)
    messages.success(request, _("Dokumen diistirahatkan. Isian yang memakainya tidak berubah."))
    return redirect("innovations:document", document.pk)


@require_POST
@guarded("document.add", queries.own_document, sees=SEES)
def restore(request: PiagamRequest, document: Document) -> HttpResponse:
    """Puts a document back into the choice."""
    actions.restore_document(document, by=request.actor)
    messages.success(request, _("Dokumen dapat dipilih lagi."))
    return redirect("innovations:document", document.pk)


@guarded("innovation.read", queries.document_version, sees=SEES)
def download(request: PiagamRequest, version: SeenVersion) -> HttpResponseBase:
    """The original bytes of a version."""
    return response_for(version.version.file, version.version.file_name, request=request)


@guarded("innovation.read", queries.document_version, sees=SEES)
def view_pages(request: PiagamRequest, seen: SeenVersion) -> HttpResponse:
    """A version, page by page, at the size one likes."""
    version = seen.version
    pages = version.file.pages or 0 if not version.file.is_infected else 0
    asked, zoom = request.GET.get("halaman", ""), request.GET.get("besar", "100")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 7
    page = min(max(int(asked), 1), pages) if is_number and pages else 1
    zoom = zoom if zoom in ZOOMS else "100"
    context = {
        "document": seen.seen.document,
        "shown": version,
        "pages": pages,
        "page": page,
        "zoom": zoom,
        "zooms": list(ZOOMS),
        "width": ZOOMS[zoom],
    }
    return render(request, "innovations/view_pages.html", context)


@guarded("innovation.read", queries.newest_version, sees=SEES)
def page_picture(request: PiagamRequest, version: SeenVersion) -> HttpResponseBase:
    """A page of the newest bytes as a picture."""
    return picture_of(request, version)


@guarded("innovation.read", queries.version_page, sees=SEES)
def version_page_picture(request: PiagamRequest, version: SeenVersion) -> HttpResponseBase:
    """A page of one version as a picture."""
    return picture_of(request, version)


def picture_of(request: PiagamRequest, version: SeenVersion) -> HttpResponseBase:
    """The page, as wide as asked for."""
    asked = request.GET.get("lebar", "")
    width = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 960
    return image_response(
        page_image(version.version.file, version.page, min(width, WIDTHS[-1])), request=request
    )
