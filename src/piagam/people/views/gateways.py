"""The gateway of one's chat, and of the room that the coordinators of a region share."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.people.actions import gateways
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.lookups import region_named
from piagam.people.notice_forms import GatewayForm
from piagam.people.places import OwnAccount, RegionRoom, own_account, own_room
from piagam.web.errors import Refused

OWN = {"page": "people:gateway", "try": "people:try_gateway", "remove": "people:remove_gateway"}
REGIONS = {name: f"{url}_of_region" for name, url in OWN.items()}


@guarded("account.use", own_account)
def gateway(request: PiagamRequest, own: OwnAccount) -> HttpResponse:
    """One's own: its address, its secret (shown once), how it answers."""
    return _page(request, own, {"urls": OWN})


@require_POST
@guarded("account.use", own_account)
def try_gateway(request: PiagamRequest, own: OwnAccount) -> HttpResponse:
    """Sends a word to one's own, now."""
    return _try(request, own, OWN)


@require_POST
@guarded("account.use", own_account)
def remove_gateway(request: PiagamRequest, own: OwnAccount) -> HttpResponse:
    """Takes one's own away."""
    return _remove(request, own, OWN)


@guarded("webhook.connect", own_room)
def gateway_of_region(request: PiagamRequest, room: RegionRoom) -> HttpResponse:
    """The region's, for all its coordinators."""
    return _page(request, room, {"urls": REGIONS, "region": region_named(room.region_code)})


@require_POST
@guarded("webhook.connect", own_room)
def try_gateway_of_region(request: PiagamRequest, room: RegionRoom) -> HttpResponse:
    """Sends a word to the region's, now."""
    return _try(request, room, REGIONS)


@require_POST
@guarded("webhook.connect", own_room)
def remove_gateway_of_region(request: PiagamRequest, room: RegionRoom) -> HttpResponse:
    """Takes the region's away."""
    return _remove(request, room, REGIONS)


def _page(request: PiagamRequest, place: gateways.Place, context: dict[str, Any]) -> HttpResponse:
    form = GatewayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            context["secret"] = gateways.set_gateway(form.cleaned_data["address"], place).secret
        except Refused as no:
            if no.status != 422:
                raise
            form.add_error("address", no.sentence)
    context |= {"hook": gateways.gateway_at(place), "form": form}
    return render(request, "people/gateway.html", context, status=422 if form.errors else 200)


def _try(request: PiagamRequest, place: gateways.Place, urls: dict[str, str]) -> HttpResponse:
    wrong = gateways.try_gateway(place)
    if wrong:
        messages.warning(request, _("Percobaan gagal: %(why)s") % {"why": wrong})
    else:
        messages.success(request, _("Percobaan sampai. Lihat ruang obrolan Anda."))
    return redirect(urls["page"])


def _remove(request: PiagamRequest, place: gateways.Place, urls: dict[str, str]) -> HttpResponse:
    gateways.remove_gateway(place)
    messages.success(request, _("Gerbang obrolan dihapus."))
    return redirect(urls["page"])
