"""What one was told: the list, how one wants to be told, and the gateway of one's chat."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.notices.queries import mark_read, notices_for, unread_first, unread_for
from piagam.people.actions import telling
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.notice_forms import ChoiceForm, GatewayForm
from piagam.people.places import OwnAccount, OwnAnnouncements, OwnNotice, own_account, own_notice
from piagam.web.errors import Refused

A_PAGE = 30


@guarded("account.use", own_account)
def notices(request: PiagamRequest, own: OwnAccount) -> HttpResponse:
    """Everything one was told, what is unread first; the unread alone when asked."""
    person = own.actor.user_id
    only_unread = request.GET.get("tampil") == "belum"
    found = unread_for(person) if only_unread else unread_first(notices_for(person))
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("halaman")),
        "only_unread": only_unread,
        "unread": unread_for(person).count(),
        "may_announce": may(own.actor, "announcement.send", OwnAnnouncements(own.actor).place()),
    }
    return render(request, "people/notices.html", context)


@guarded("account.use", own_notice)
def open_notice(request: PiagamRequest, own: OwnNotice) -> HttpResponse:
    """Marks a notice as read and goes where it leads."""
    notice = own.notice
    mark_read(notice.user_id, notice.pk)
    here = url_has_allowed_host_and_scheme(notice.url, {request.get_host()}, request.is_secure())
    return redirect(notice.url if notice.url and here else "people:notices")


@require_POST
@guarded("account.use", own_account)
def read_all(request: PiagamRequest, own: OwnAccount) -> HttpResponse:
    """Marks everything as read."""
    mark_read(own.actor.user_id)
    messages.success(request, _("Semua kabar ditandai sudah dibaca."))
    return redirect("people:notices")


@guarded("account.use", own_account)
def choose_ways(request: PiagamRequest, own: OwnAccount) -> HttpResponse:
    """By which way and when one wants to be told."""
    choice = telling.choice_of(own.actor)
    form = ChoiceForm(choice, request.POST or None)
    if request.method == "POST" and form.is_valid():
        telling.choose(form.chosen(), by=own.actor)
        messages.success(request, _("Pilihan kabar tersimpan."))
        return redirect("people:choose_ways")
    return render(request, "people/choose_ways.html", {"form": form}, status=422 if form.errors else 200)


@guarded("account.use", own_account)
def gateway(request: PiagamRequest, own: OwnAccount) -> HttpResponse:
    """The gateway of one's chat: its address, its secret (shown once), how it answers."""
    hook = telling.gateway_of(own.actor)
    form = GatewayForm(request.POST or None)
    context: dict[str, Any] = {"hook": hook, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            context["secret"] = telling.set_gateway(form.cleaned_data["address"], by=own.actor).secret
            context["hook"] = telling.gateway_of(own.actor)
        except Refused as no:
            form.add_error("address", no.sentence)
    return render(request, "people/gateway.html", context, status=422 if form.errors else 200)


@require_POST
@guarded("account.use", own_account)
def try_gateway(request: PiagamRequest, own: OwnAccount) -> HttpResponse:
    """Sends a word to the gateway, now."""
    wrong = telling.try_gateway(by=own.actor)
    if wrong:
        messages.warning(request, _("Percobaan gagal: %(why)s") % {"why": wrong})
    else:
        messages.success(request, _("Percobaan sampai. Lihat ruang obrolan Anda."))
    return redirect("people:gateway")


@require_POST
@guarded("account.use", own_account)
def remove_gateway(request: PiagamRequest, own: OwnAccount) -> HttpResponse:
    """Takes the gateway away."""
    telling.remove_gateway(by=own.actor)
    messages.success(request, _("Gerbang obrolan dihapus."))
    return redirect("people:gateway")
