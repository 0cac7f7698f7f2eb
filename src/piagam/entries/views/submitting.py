"""Submitting the region's report, taking it back, and the receipt: page, sheet and canonical text."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from piagam.editions.rulebooks import rulebook_of
from piagam.entries import actions
from piagam.entries.checklist import checklist_of
from piagam.entries.forms import SubmitForm
from piagam.entries.models import Report, Submission
from piagam.entries.queries import (
    ReportPart,
    earlier_submission,
    report_by_region,
    submission_by_number,
    submission_itself,
)
from piagam.entries.readiness import readiness_of
from piagam.entries.reading import OWN
from piagam.entries.receipts import address_of, qr_address, receipt_pdf, summary_of
from piagam.entries.statements import standing_of
from piagam.entries.states import possible
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded


@guarded("estimate.read", report_by_region, sees=("estimate.read",))
def submit_page(request: PiagamRequest, report: Report) -> HttpResponse:
    """What goes, what stays, what is missing."""
    return submission_page(request, report, SubmitForm())


def submission_page(
    request: PiagamRequest, report: Report, form: SubmitForm, *, status: int = 200
) -> HttpResponse:
    """The page before the submission, also with the mistakes of a form."""
    actor, place = request.actor, report.place()
    readiness, statement = readiness_of(report), standing_of(report)
    context = {
        "report": report,
        "edition": report.edition,
        "readiness": readiness,
        "checklist": checklist_of(report, readiness, statement, actor),
        "statement": statement,
        "needs_statement": rulebook_of(report.edition).submission.statement and not statement.holds,
        "can_sign": may(actor, "statement.sign", place) and possible(report, "statement.sign"),
        "form": form,
        "can_submit": may(actor, "report.submit", place) and possible(report, "report.submit"),
        "needs_code": not actor.has_stepped_up,
        "phase": place.phase,
    }
    return render(request, "entries/submit.html", context, status=status)


def to_review(report: Report) -> HttpResponse:
    """Back to the page with the button: whoever comes from the security code comes here by GET."""
    return redirect("entries:submit", edition_id=report.edition_id, region_code=report.region_id)


@guarded("report.submit", report_by_region, sees=("report.list",))
def submit_now(request: PiagamRequest, report: Report) -> HttpResponse:
    """Submits the region."""
    if request.method != "POST":
        return to_review(report)
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return submission_page(request, report, form, status=422)
    submission = actions.submit_report(report, by=request.actor, leaves=form.cleaned_data["leaves"])
    messages.success(request, _("Laporan daerah terkirim. Simpan tanda terima ini."))
    return redirect("entries:receipt", number=submission.number)


@guarded("report.take_back", report_by_region, sees=("report.list",))
def take_back(request: PiagamRequest, report: Report) -> HttpResponse:
    """Makes the submission a draft again."""
    if request.method != "POST":
        return to_review(report)
    actions.take_back_report(report, by=request.actor)
    messages.success(
        request, _("Laporan ditarik kembali. Jangan lupa mengirimnya lagi sebelum penjaringan ditutup.")
    )
    return redirect("entries:report", edition_id=report.edition_id, region_code=report.region_id)


@guarded("report.list", submission_by_number)
def receipt(request: PiagamRequest, part: ReportPart) -> HttpResponse:
    """The receipt on the screen."""
    submission = part.submission
    assert submission is not None
    manifest = json.loads(submission.manifest)
    whole = may(request.actor, "document.download", submission.place())
    context = {
        "submission": submission,
        "report": part.report,
        "edition": part.report.edition,
        "manifest": manifest,
        "rows": summary_of(manifest, part.departments),
        "regional": sum(claim["level"] is not None for claim in manifest["regional_claims"].values()),
        "qr": qr_address(address_of(submission)),
        "own": request.actor.role in OWN,
        "address": address_of(submission),
        "can_download": whole,
        "earlier": earlier_submission(submission) if whole else None,
        "signed": manifest.get("statement"),
        "can_take_back": submission.taken_back_at is None
        and may(request.actor, "report.take_back", part.place())
        and possible(part.report, "report.take_back"),
    }
    return render(request, "entries/receipt.html", context)


@guarded("report.list", submission_by_number)
def receipt_sheet(request: PiagamRequest, part: ReportPart) -> HttpResponse:
    """The receipt as PDF."""
    assert part.submission is not None
    response = HttpResponse(receipt_pdf(part.submission, part.departments), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="tanda-terima-{part.submission.number}.pdf"'
    return response


@guarded("document.download", submission_itself, sees=("report.list",))
def receipt_manifest(request: PiagamRequest, submission: Submission) -> HttpResponse:
    """Everything that was submitted, as the very bytes whose fingerprint the receipt shows."""
    response = HttpResponse(submission.manifest.encode(), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{submission.number}.json"'
    return response
