"""Every request knows who is asking: `request.actor`."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from piagam.people.actor import PUBLIC, Actor, actor_of
from piagam.people.queries import memberships_of

MEMBERSHIP = "membership"  # session keys
STEPPED_UP = "stepped_up_at"


def actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sets `request.actor`, read only when a view asks for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: find_actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def find_actor(request: HttpRequest) -> Actor:
    """The person in the role chosen for this sign-in; the public when nobody is signed in or no role is left."""
    if not request.user.is_authenticated:
        return PUBLIC
    memberships = memberships_of(request.user.pk)
    if not memberships:
        return Actor(role="PUB", user_id=request.user.pk, name=request.user.name)
    chosen = request.session.get(MEMBERSHIP)
    membership = next((one for one in memberships if one.pk == chosen), memberships[0])
    stamp = request.session.get(STEPPED_UP)
    return actor_of(membership, stepped_up_at=datetime.fromisoformat(stamp) if stamp else None)
