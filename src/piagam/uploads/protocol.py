"""tus 1.0 (https://tus.io/protocols/resumable-upload): headers in and out."""

from base64 import b64decode
from binascii import Error as NotBase64

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from piagam.uploads.actions import Checksum
from piagam.uploads.models import Upload
from piagam.uploads.parts import ALGORITHMS
from piagam.web.errors import Refused

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration"
BYTES = "application/offset+octet-stream"


def answer(status: int, upload: Upload | None = None, **headers: str) -> HttpResponse:
    """An answer of the protocol, without a body."""
    response = HttpResponse(status=status)
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    if upload is not None:
        response["Upload-Offset"] = str(upload.offset)
        if not upload.is_complete:
            response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def capabilities() -> HttpResponse:
    """What this server speaks: the answer to OPTIONS."""
    response = answer(204)
    response["Tus-Version"] = VERSION
    response["Tus-Extension"] = EXTENSIONS
    response["Tus-Max-Size"] = str(settings.MAX_FILE_BYTES)
    response["Tus-Checksum-Algorithm"] = ",".join(ALGORITHMS)
    return response


def speaks(request: HttpRequest) -> bool:
    """Does the sender speak this version?"""
    return request.headers.get("Tus-Resumable") == VERSION


def number_in(request: HttpRequest, name: str) -> int:
    """A header that must be a whole number."""
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Refused(_("Permintaan unggah ini tidak lengkap: %(name)s.") % {"name": name}, 400)
    return int(text)


def metadata_in(request: HttpRequest) -> dict[str, str]:
    """Upload-Metadata: pairs of a key and a text in base64, with commas; what cannot be read is left out."""
    found = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _space, coded = pair.strip().partition(" ")
        try:
            found[key] = b64decode(coded, validate=True).decode("utf-8")
        except (NotBase64, UnicodeDecodeError):
            continue
    return found


def checksum_in(request: HttpRequest) -> Checksum | None:
    """Upload-Checksum: the algorithm and the digest in base64."""
    if not (text := request.headers.get("Upload-Checksum", "")):
        return None
    algorithm, _space, coded = text.strip().partition(" ")
    try:
        return Checksum(algorithm, b64decode(coded, validate=True))
    except NotBase64:
        raise Refused(_("Cara memeriksa bagian ini tidak dikenal."), 400)
