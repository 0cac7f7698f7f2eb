"""The first page of each role, and the audit record."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from piagam.audit.models import AuditEvent
from piagam.audit.verify import verify_chain
from piagam.desks.desk_of import desk_for
from piagam.desks.event_words import object_in_words, verb_in_words
from piagam.desks.forms import AuditFilter
from piagam.notices.queries import recent_for
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.places import OwnAccount, WholeInstance, own_account, whole_instance
from piagam.showcase.queries import shown_edition


@guarded("account.use", own_account)
def home(request: PiagamRequest, account: OwnAccount) -> HttpResponse:
    """The desk of the role that is chosen for this sign-in."""
    edition = shown_edition()
    assert account.actor.user_id is not None
    desk = desk_for(account.actor, edition)
    context = {
        "desk": desk,
        "edition": edition,
        "notices": recent_for(account.actor.user_id, 6),
    }
    return render(request, desk.template, context)


@guarded("audit.read_all", whole_instance)
def audit(request: PiagamRequest, instance: WholeInstance) -> HttpResponse:
    """The whole audit record, newest first, and whether its chain holds."""
    del instance
    form = AuditFilter(request.GET or None)
    events = AuditEvent.objects.order_by("-sequence")
    if form.is_valid():
        events = form.apply(events)
    page = Paginator(events, 50).get_page(request.GET.get("halaman"))
    context = {
        "form": form,
        "page": page,
        "rows": [
            {
                "event": event,
                "what": verb_in_words(event.verb),
                "object": object_in_words(event.object_type, event.object_id),
            }
            for event in page
        ],
        "verdict": verify_chain() if request.GET.get("periksa") else None,
    }
    return render(request, "desks/audit.html", context)
