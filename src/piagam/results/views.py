"""Pages of the result: propose, approve, publish; a region's own certificates."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.editions.models import Edition
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.results import actions, queries
from piagam.results.models import Result
from piagam.scoring.inputs import unread_claims
from piagam.scoring.views import edition_by_id


@guarded("ranking.read", edition_by_id)
def manage(request: PiagamRequest, edition: Edition) -> HttpResponse:
    """Where the result stands, and the next step for the person who may take it."""
    return manage_page(request, edition)


def manage_page(request: PiagamRequest, edition: Edition, *, error: str = "") -> HttpResponse:
    """The page of the result; with what was wrong with the form that was sent."""
    results = list(Result.objects.filter(edition=edition).select_related("run", "proposed_by", "approved_by"))
    actor = request.actor
    live = next((one for one in results if one.rejected_at is None), None)
    context = {
        "edition": edition,
        "results": results,
        "live": live,
        "unread": unread_claims(edition),
        "error": error,
        "may_propose": live is None and may(actor, "result.propose", edition.place()),
        "may_approve": bool(live and not live.approved_at and may(actor, "result.approve", live.place())),
        "may_publish": bool(
            live and live.approved_at and not live.published_at and may(actor, "result.publish", live.place())
        ),
    }
    return render(request, "results/manage.html", context, status=400 if error else 200)


@require_POST
@guarded("result.propose", edition_by_id)
def propose(request: PiagamRequest, edition: Edition) -> HttpResponse:
    """Computes the verified line and proposes it."""
    actions.propose_result(edition, by=request.actor)
    messages.success(request, _("Hasil diusulkan; pengawas mutu yang memutuskan."))
    return redirect("results:manage", edition.pk)


@require_POST
@guarded("result.approve", queries.result_by_id)
def approve(request: PiagamRequest, result: Result) -> HttpResponse:
    """The second person approves, or refuses with a reason."""
    reason = request.POST.get("reason", "").strip()[:300]
    match request.POST.get("decision"):
        case "approve":
            actions.approve_result(result, by=request.actor)
            messages.success(request, _("Hasil disetujui."))
        case "reject" if reason:
            actions.reject_result(result, by=request.actor, reason=reason)
            messages.success(request, _("Usulan hasil ditolak."))
        case "reject":
            return manage_page(request, result.edition, error=_("Tulis alasan penolakan."))
        case _:
            return manage_page(request, result.edition, error=_("Pilih setujui atau tolak."))
    return redirect("results:manage", result.edition_id)


@require_POST
@guarded("result.publish", queries.result_by_id)
def publish(request: PiagamRequest, result: Result) -> HttpResponse:
    """Publishes the approved result and issues the certificates."""
    actions.publish_result(result, by=request.actor)
    messages.success(request, _("Hasil terbit."))
    return redirect("showcase:ranking", result.edition_id)


@guarded("certificate.download", queries.own_certificates)
def own_certificates(request: PiagamRequest, own: queries.OwnCertificates) -> HttpResponse:
    """The certificates of the own region."""
    return render(request, "results/own_certificates.html", {"own": own, "edition": own.edition})
