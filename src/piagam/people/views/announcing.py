"""A word to many: writing it with a preview, deciding on it, reading it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from piagam.people import actions
from piagam.people.actions.two_people import takes_two
from piagam.people.announcement_form import AnnouncementForm
from piagam.people.audience import audience_of
from piagam.people.forms import DecideForm
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.models import Announcement, Proposal
from piagam.people.places import OwnAnnouncements, ToldAnnouncement, own_announcements, told_announcement
from piagam.people.queries import announcement_proposal_by_id, announcements_of
from piagam.web.errors import Refused

A_PAGE = 20


@guarded("announcement.send", own_announcements)
def announcements(request: PiagamRequest, own: OwnAnnouncements) -> HttpResponse:
    """What was announced and what waits: a region's for its coordinators, everything for an administrator."""
    page = Paginator(announcements_of(own.actor), A_PAGE).get_page(request.GET.get("halaman"))
    lines = [{"announcement": one, "to": audience_of(one).in_words()} for one in page.object_list]
    return render(request, "people/announcements.html", {"page": page, "lines": lines})


@guarded("announcement.send", own_announcements)
def write_announcement(request: PiagamRequest, own: OwnAnnouncements) -> HttpResponse:
    """First what would be sent and to how many, then the sending."""
    actor = own.actor
    form = AnnouncementForm(actor, request.POST or None)
    context: dict[str, Any] = {"form": form, "takes_two": takes_two("announcement.send", actor.role)}
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        given, audience = form.cleaned_data, form.audience()
        if "send" in request.POST:
            try:
                made = actions.announce(given["subject"], given["text"], audience, key=given["key"], by=actor)
            except Refused as no:
                form.add_error("roles", no.sentence)
                status = no.status
            else:
                messages.success(request, sentence_for(made))
                return redirect("people:announcements")
        else:
            people = len(audience.people(but=actor.user_id))
            context["preview"] = {
                **given, "to": audience.in_words(), "people": people, "counts": audience.counts(but=actor.user_id),
            }  # fmt: skip
    return render(request, "people/write_announcement.html", context, status=status)


def sentence_for(made: Announcement) -> str:
    """What became of it."""
    if made.sent_at is None:
        return _("Usulan tercatat. Administrator lain akan memutuskan.")
    return _("Pengumuman dikirim kepada %(count)d orang.") % {"count": made.told}


@guarded("announcement.approve", announcement_proposal_by_id)
def decide_announcement(request: PiagamRequest, proposal: Proposal) -> HttpResponse:
    """A second administrator reads what would be sent, and decides."""
    form = DecideForm(request.POST or None)
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["decision"] == "approve":
                made = actions.approve_announcement(proposal, by=request.actor)
                messages.success(request, sentence_for(made))
            else:
                actions.refuse_announcement(proposal, by=request.actor, reason=form.cleaned_data["reason"])
                messages.success(request, _("Usulan ditolak."))
            return redirect("people:announcements")
        except Refused as no:
            form.add_error(None, no.sentence)
            status = no.status
    announcement = proposal.announcement
    audience = audience_of(announcement)
    context = {
        "proposal": proposal, "announcement": announcement, "form": form, "to": audience.in_words(),
        "people": len(audience.people(but=announcement.made_by_id)),
    }  # fmt: skip
    return render(request, "people/decide_announcement.html", context, status=status)


@guarded("account.use", told_announcement)
def announcement(request: PiagamRequest, told: ToldAnnouncement) -> HttpResponse:
    """What one was told, in full."""
    return render(request, "people/announcement.html", {"announcement": told.announcement})
