"""Checking a certificate, its page, and its PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from piagam.people.guards import PiagamRequest, public
from piagam.results.certificates import pdf_of
from piagam.showcase import queries


@public("anyone may check a certificate")
def check(request: PiagamRequest) -> HttpResponse:
    """The form to check a certificate by the code printed on it; its whole address will do too."""
    code = request.GET.get("kode", "").strip().rstrip("/").split("/")[-1].removesuffix(".pdf")[:40]
    if not code:
        return render(request, "showcase/check.html", {"asked": "kode" in request.GET})
    found = queries.certificate_by_code(code)
    if found is not None:
        return redirect("showcase:certificate", found.code)
    sentence = _("Tidak ada piagam dengan kode ini. Periksa huruf dan angkanya satu per satu.")
    return render(request, "showcase/check.html", {"code": code, "sentence": sentence}, status=404)


@public("anyone may check a certificate")
def certificate(request: PiagamRequest, code: str) -> HttpResponse:
    """Whether a certificate is genuine, and what it says."""
    found = queries.certificate_by_code(code)
    if found is None:
        sentence = _("Tidak ada piagam dengan kode ini: dokumen itu tidak asli.")
        return render(request, "showcase/check.html", {"code": code, "sentence": sentence}, status=404)
    return render(request, "showcase/certificate.html", {"certificate": found})


@public("anyone may read a published certificate")
def certificate_pdf(request: PiagamRequest, code: str) -> HttpResponse:
    """The certificate as PDF."""
    found = queries.certificate_by_code(code)
    if found is None:
        raise Http404
    response = HttpResponse(pdf_of(found), content_type="application/pdf")
    name = found.number.replace("/", "-")
    response["Content-Disposition"] = f'inline; filename="piagam-{name}.pdf"'
    return response
