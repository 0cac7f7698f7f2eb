"""The pages of the head of a region: signing the integrity statement, and withdrawing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from piagam.entries import actions
from piagam.entries.forms import StatementForm, WithdrawForm
from piagam.entries.models import Report
from piagam.entries.queries import report_by_region
from piagam.entries.readiness import readiness_of
from piagam.entries.statements import standing_of, text_for
from piagam.entries.states import possible
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused


@guarded("estimate.read", report_by_region, sees=("estimate.read",))
def statement(request: PiagamRequest, report: Report) -> HttpResponse:
    """The statement, what it speaks of, and whether it was signed."""
    return statement_page(request, report)


@guarded("statement.sign", report_by_region, sees=("report.list",))
def sign(request: PiagamRequest, report: Report) -> HttpResponse:
    """Signs it; whoever comes from the security code comes here by GET and is led to the page."""
    if request.method != "POST":
        return redirect("entries:statement", edition_id=report.edition_id, region_code=report.region_id)
    form = StatementForm(request.POST)
    if not form.is_valid():
        return statement_page(request, report, form, status=422)
    try:
        actions.sign_statement(report, **form.cleaned_data, by=request.actor)
    except Refused as no:
        if no.status not in {409, 422} or no.code:
            raise
        form.add_error("name", no.sentence)
        return statement_page(request, report, form, status=no.status)
    messages.success(request, _("Pernyataan ditandatangani. Koordinator sudah diberi tahu."))
    return redirect("entries:statement", edition_id=report.edition_id, region_code=report.region_id)


def statement_page(
    request: PiagamRequest, report: Report, form: StatementForm | None = None, *, status: int = 200
) -> HttpResponse:
    """Number of innovations, coverage, fingerprint, and the form for whoever may sign."""
    standing = standing_of(report)
    may_sign = may(request.actor, "statement.sign", report.place()) and possible(report, "statement.sign")
    fresh = StatementForm(initial={"seen": standing.content_sha256})
    if form is not None:
        form.data = {**form.data.dict(), "seen": standing.content_sha256}  # type: ignore[attr-defined]  # a QueryDict
    context = {
        "report": report,
        "edition": report.edition,
        "readiness": readiness_of(report),
        "standing": standing,
        "text": text_for(report),
        "form": form or fresh,
        "may_sign": may_sign,
        "needs_code": not request.actor.has_stepped_up,
    }
    return render(request, "entries/statement.html", context, status=status)


@guarded("report.withdraw", report_by_region, sees=("report.list",))
def withdraw(request: PiagamRequest, report: Report) -> HttpResponse:
    """Asks once more, with the reason; then the region is out."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_report(report, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(request, _("Daerah sudah mengundurkan diri dari tahun penilaian ini."))
        return redirect("entries:report", edition_id=report.edition_id, region_code=report.region_id)
    context = {
        "report": report,
        "edition": report.edition,
        "form": form,
        "possible": possible(report, "report.withdraw"),
    }
    return render(request, "entries/withdraw.html", context, status=422 if form.is_bound else 200)
