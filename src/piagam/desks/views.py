"""The first page of each role, the audit record, the health of the instance."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from piagam.audit.models import AuditEvent
from piagam.audit.verify import verify_chain
from piagam.desks.desk_of import desk_for
from piagam.desks.forms import AuditFilter
from piagam.notices.queries import recent_for
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.guards import PiagamRequest, guarded
from piagam.showcase.queries import shown_edition


@dataclass(frozen=True)
class OwnAccount:
    """The account that is signed in, as the thing that `account.use` guards."""

    actor: Actor

    def place(self) -> Place:
        return Place(owner=self.actor.user_id)


@dataclass(frozen=True)
class WholeInstance:
    """Everything on this instance, as the thing an auditor reads."""

    def place(self) -> Place:
        return Place()


def own_account(actor: Actor) -> OwnAccount:
    return OwnAccount(actor)


def whole_instance(actor: Actor) -> WholeInstance:
    del actor
    return WholeInstance()


@guarded("account.use", own_account)
def home(request: PiagamRequest, account: OwnAccount) -> HttpResponse:
    """The desk. A person without any role is sent to the account page, which says so."""
    if account.actor.role == "PUB":
        return redirect("people:account")
    edition = shown_edition()
    assert account.actor.user_id is not None
    context = {
        "desk": desk_for(account.actor, edition),
        "edition": edition,
        "notices": recent_for(account.actor.user_id, 6),
    }
    return render(request, "desks/home.html", context)


@guarded("audit.read_all", whole_instance)
def audit(request: PiagamRequest, instance: WholeInstance) -> HttpResponse:
    """The whole audit record, newest first, and whether its chain holds."""
    del instance
    form = AuditFilter(request.GET or None)
    events = AuditEvent.objects.order_by("-sequence")
    if form.is_valid():
        events = form.apply(events)
    context = {
        "form": form,
        "page": Paginator(events, 50).get_page(request.GET.get("halaman")),
        "verdict": verify_chain() if request.GET.get("periksa") else None,
    }
    return render(request, "desks/audit.html", context)
