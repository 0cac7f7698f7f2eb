"""The one door: a guarded view gets its object here or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.people.actor import Actor
from piagam.people.deciding import Place, Verdict, decide
from piagam.people.permissions import PERMISSIONS
from piagam.web.errors import Refused
from piagam.web.middleware import wants_json

View = Callable[..., HttpResponseBase]


class Placed(Protocol):
    """Anything a guard can judge says where it lies."""

    def place(self) -> Place: ...


@dataclass(frozen=True)
class Guard:
    """What stands before a view; the URL walk and the permission tests read it."""

    actions: tuple[str, ...]
    reason: str = ""

    @property
    def is_public(self) -> bool:
        return not self.actions


class PiagamRequest(HttpRequest):
    """A request after `people.middleware.actor`: it knows who is asking."""

    actor: Actor


def actor_in(request: HttpRequest) -> Actor:
    """Who is asking, for a view whose object does not say it."""
    return cast(PiagamRequest, request).actor


T = TypeVar("T", bound=Placed)


def guarded(
    action: str | Callable[[T], str],
    fetch: Callable[..., T],
    *,
    sees: tuple[str, ...] = (),
    actions: tuple[str, ...] = (),
) -> Callable[[View], View]:
    """Before the view: fetch the object, ask the permission table, answer a no as the oracle orders it.

    `action` is a name of the table, or a function from the object to one of `actions`. `fetch(actor, **kwargs)`
    returns the object or raises Http404. `sees`: the reads by which the actor may know that the object exists.
    """
    named = (action,) if isinstance(action, str) else actions

    def decorate(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            actor: Actor = cast(PiagamRequest, request).actor
            try:
                thing = fetch(actor, **kwargs)
            except Http404:
                if not actor.is_signed_in and not _has_public_grant(named):
                    return to_sign_in(request)
                raise
            name = action if isinstance(action, str) else action(thing)
            verdict = decide(actor, name, thing.place(), sees=sees)
            if not verdict:
                return refuse(request, verdict, thing.place())
            if verdict.record_read and request.method in {"GET", "HEAD"}:
                record_read(actor, name, thing)
            return view(request, thing)

        door.guard = Guard(named)  # type: ignore[attr-defined]
        return door

    return decorate


def public(reason: str) -> Callable[[View], View]:
    """A page that anyone may see at any time; the reason is written beside it."""

    def decorate(view: View) -> View:
        view.guard = Guard((), reason)  # type: ignore[attr-defined]
        return view

    return decorate


def refuse(request: HttpRequest, verdict: Verdict, place: Place) -> HttpResponse:
    """A verdict as the answer a person sees."""
    if verdict.code == "sign-in":
        return to_sign_in(request)
    if verdict.code == "not-found":
        raise Http404
    if verdict.code == "step-up":
        context = {"sentence": verdict.sentence, "next": page_to_return_to(request)}
        return render(request, "people/step_up_needed.html", context, status=401)
    raise Refused(
        verdict.sentence, verdict.status, code=verdict.code, phase=place.phase, when=place.phase_until
    )


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back afterwards; a script is told where it is, so that the page it runs in stays."""
    if wants_json(request):
        sentence = _("Masa masuk Anda berakhir. Masuk lagi untuk melanjutkan.")
        told = {"sentence": sentence, "code": "sign-in", "sign_in": reverse("people:sign_in")}
        return JsonResponse(told, status=401)
    query = urlencode({"next": page_to_return_to(request)})
    return HttpResponseRedirect(f"{reverse('people:sign_in')}?{query}")


def page_to_return_to(request: HttpRequest) -> str:
    """The page itself; for what was sent by a form, the page that the form stands on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        parts = urlsplit(referer)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return reverse("desks:home")


def require(actor: Actor, action: str, thing: Placed) -> None:
    """Inside an action: the same table once more, after the lock. Raises Refused with the oracle's status."""
    place = thing.place()
    verdict = decide(actor, action, place)
    if not verdict:
        raise Refused(
            verdict.sentence, verdict.status, code=verdict.code, phase=place.phase, when=place.phase_until
        )


def record_read(actor: Actor, action: str, thing: Placed) -> None:
    """A read that the table marks `log` leaves its own audit event."""
    place = thing.place()
    with transaction.atomic():
        record(f"read.{action}", by=actor, on=thing, region=place.region, edition=place.edition)


def _has_public_grant(names: tuple[str, ...]) -> bool:
    return any("PUB" in PERMISSIONS[name].grants for name in names)
