"""Every request knows who is asking: `request.actor`."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from piagam.people.actor import PUBLIC, Actor, actor_of
from piagam.people.queries import roles_of

PERSON_HEADER = "X-Piagam-Person"  # autosave.js: whose page it is
MEMBERSHIP = "membership"  # session keys
STEPPED_UP = "stepped_up_at"


def actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sets `request.actor`, read only when a view asks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: find_actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def same_person(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuses what a script sends for somebody else than who is signed in now.

    A page stays open while its sign-in ends; when another person signs in at the same browser, the first one's text
    must not be saved in the second one's name.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        told = request.headers.get(PERSON_HEADER)
        if told and request.user.is_authenticated and told != str(request.user.pk):
            sentence = _("Orang lain sedang masuk di peramban ini. Tulisan Anda tidak disimpan atas namanya.")
            return JsonResponse({"sentence": sentence, "code": "another-person"}, status=409)
        return get_response(request)

    return middleware


def find_actor(request: HttpRequest) -> Actor:
    """The person in the role chosen for this sign-in; the public when nobody is signed in or no role is left."""
    if not request.user.is_authenticated:
        return PUBLIC
    memberships = roles_of(request.user)
    request.has_other_roles = len(memberships) > 1  # type: ignore[attr-defined]
    if not memberships:
        return Actor(role="PUB", user_id=request.user.pk, name=request.user.name)
    chosen = request.session.get(MEMBERSHIP)
    membership = next((one for one in memberships if one.pk == chosen), memberships[0])
    stamp = request.session.get(STEPPED_UP)
    return actor_of(membership, stepped_up_at=datetime.fromisoformat(stamp) if stamp else None)
