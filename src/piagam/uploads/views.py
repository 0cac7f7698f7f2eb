"""The two addresses of the protocol, and the page of what is unfinished."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from piagam.people.guards import PiagamRequest, guarded
from piagam.people.places import OwnAccount, own_account
from piagam.uploads import actions, protocol
from piagam.uploads.models import Upload
from piagam.uploads.protocol import answer
from piagam.uploads.queries import unfinished_of, upload_by_key
from piagam.web.errors import Refused
from piagam.web.middleware import wants_json

View = Callable[..., HttpResponse]


def in_protocol(view: View) -> View:
    """A refusal as the protocol's programs expect it: the status, the sentence as JSON, the version."""

    @wraps(view)
    def speaking(request: PiagamRequest, thing: object) -> HttpResponse:
        try:
            return view(request, thing)
        except Refused as refused:
            response = JsonResponse(refused.as_json(), status=refused.status)
            response["Tus-Resumable"] = protocol.VERSION
            return response

    return speaking


@require_http_methods(["GET", "OPTIONS", "POST"])
@guarded("upload.make", own_account)
@in_protocol
def uploads(request: PiagamRequest, account: OwnAccount) -> HttpResponse:
    """POST begins an upload; GET shows the person what is unfinished."""
    del account
    if request.method == "OPTIONS":
        return protocol.capabilities()
    if request.method == "GET":
        return unfinished(request)
    if not protocol.speaks(request):
        return answer(412, Tus_Version=protocol.VERSION)
    about = protocol.metadata_in(request)
    upload = actions.begin(
        request.actor, file_name=about.get("filename", ""), length=protocol.number_in(request, "Upload-Length"),
        head=about.get("head", ""),
        is_package=about.get("purpose") == "package",
    )  # fmt: skip
    if request.content_type == protocol.BYTES:
        actions.grow(upload, request, at=0, checksum=protocol.checksum_in(request), by=request.actor)
    return answer(201, upload, Location=reverse("uploads:upload", args=[upload.pk]))


@require_http_methods(["OPTIONS", "HEAD", "PATCH", "DELETE"])
@guarded("upload.make", upload_by_key)
@in_protocol
def upload(request: PiagamRequest, upload: Upload) -> HttpResponse:
    """HEAD says how far it is, PATCH adds a part, DELETE calls it off."""
    if request.method == "OPTIONS":
        return protocol.capabilities()
    if not protocol.speaks(request):
        return answer(412, Tus_Version=protocol.VERSION)
    if request.method == "HEAD":
        actions.require_alive(upload)
        return answer(200, upload, Upload_Length=str(upload.length))
    if request.method == "DELETE":
        actions.call_off(upload, by=request.actor)
        return answer(204)
    if request.content_type != protocol.BYTES:
        return answer(415)
    at = protocol.number_in(request, "Upload-Offset")
    checksum = protocol.checksum_in(request)
    return answer(204, actions.grow(upload, request, at=at, checksum=checksum, by=request.actor))


def unfinished(request: PiagamRequest) -> HttpResponse:
    """What can be gone on with, here or on another device: as a page, or to the script."""
    found = unfinished_of(request.actor)
    if wants_json(request):
        lines = [
            {"url": reverse("uploads:upload", args=[one.pk]), "name": one.file_name, "length": one.length,
             "offset": one.offset, "head": one.head}
            for one in found
        ]  # fmt: skip
        return JsonResponse({"uploads": lines})
    return render(request, "uploads/unfinished.html", {"uploads": found})


@require_POST
@guarded("upload.make", upload_by_key)
def call_off(request: PiagamRequest, upload: Upload) -> HttpResponse:
    """The same as DELETE, from a page without a script."""
    actions.call_off(upload, by=request.actor)
    messages.success(request, _("Unggahan dibatalkan."))
    return redirect("uploads:uploads")
