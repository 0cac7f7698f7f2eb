"""Who works on an innovation: collaborators of other departments, and who has it open now."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.innovations import actions, presence, queries
from piagam.innovations.models import Innovation
from piagam.innovations.queries.people import Invited
from piagam.innovations.views.profile import read_version
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.instants import clock

SEES = ("innovation.read",)


@guarded("innovation.share", queries.innovation_by_id, sees=SEES)
def collaborators(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """The people invited to this innovation; takes one more."""
    if request.method == "POST":
        actions.invite_collaborator(
            innovation, user_id=read_version(request.POST.get("orang")), by=request.actor
        )
        messages.success(request, _("Undangan terkirim. Ia menemukan inovasi ini di banknya sendiri."))
        return redirect("innovations:collaborators", innovation.pk)
    context = {
        "innovation": innovation,
        "collaborators": queries.collaborators_of(innovation),
        "people": queries.people_to_invite(innovation),
    }
    return render(request, "innovations/collaborators.html", context)


@require_POST
@guarded("innovation.share", queries.collaborator_by_id, sees=SEES)
def end_collaboration(request: PiagamRequest, invited: Invited) -> HttpResponse:
    """Takes an invitation back."""
    actions.end_collaboration(invited.collaborator, by=request.actor)
    messages.success(request, _("Ia tidak lagi dapat membuka inovasi ini. Tulisannya tetap ada."))
    return redirect("innovations:collaborators", invited.collaborator.innovation_id)


@require_POST
@guarded("innovation.read", queries.innovation_by_id, sees=SEES)
def here(request: PiagamRequest, innovation: Innovation) -> JsonResponse:
    """Says that this person is here, and hears who else is; asked every few seconds by presence.js."""
    presence.note_presence(innovation, by=request.actor, field=request.POST.get("isian", ""))
    zone = ZoneInfo(innovation.region.time_zone)
    others = presence.others_here(innovation, request.actor)
    return JsonResponse(
        {
            "people": [
                {
                    "name": one.name,
                    "field": one.field if one.is_live else "",
                    "last": "" if one.is_live else clock(one.seen_at.astimezone(zone)),
                }
                for one in others
            ]
        }
    )
