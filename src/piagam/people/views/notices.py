"""What one was told: the list, and how one wants to be told."""

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
from piagam.people.notice_forms import ChoiceForm
from piagam.people.places import OwnAccount, OwnAnnouncements, OwnNotice, own_account, own_notice, own_room

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
    context = {"form": form, "may_connect": may(own.actor, "webhook.connect", own_room(own.actor).place())}
    return render(request, "people/choose_ways.html", context, status=422 if form.errors else 200)
