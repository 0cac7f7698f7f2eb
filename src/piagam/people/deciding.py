"""May this actor do this here, now? One pure function over the permission table; its answers are the oracle's."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from piagam.people.actor import Actor
from piagam.people.permissions import Grant, grants_for


@dataclass(frozen=True)
class Place:
    """Where a thing lies, as far as rights are concerned. Every guarded object says it by `place()`."""

    region: str = ""
    province: str = ""
    department: int | None = None
    edition: str = ""
    phase: str = ""
    phase_until: datetime | None = None
    published: bool = False
    owner: int | None = None
    assignee: int | None = None
    in_conflict: bool = False
    requested_by: int | None = None
    invited: frozenset[int] = frozenset()  # people of other departments whom the condition `inv` lets in


@dataclass(frozen=True)
class Verdict:
    """Yes, or the status and the sentence of a no. `record_read`: the read itself is an audit event."""

    allowed: bool
    status: int = 200
    code: str = "ok"
    sentence: str = ""
    record_read: bool = False

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def in_scope(actor: Actor, grant: Grant, place: Place) -> bool:
    """Does the place lie where the grant reaches?"""
    if grant.scope == "pub":
        return place.published
    if not actor.is_signed_in or (actor.edition_id and place.edition and actor.edition_id != place.edition):
        return False
    match grant.scope:
        case "all":
            return True
        case "self":
            return place.owner == actor.user_id
        case "own":
            return works_there(actor, place) or ("inv" in grant.conditions and is_invited(actor, place))
        case "reg":
            return bool(place.region) and place.region == actor.region_code
        case "prv":
            return bool(place.province) and place.province == actor.province_code
        case "asg":
            return place.assignee == actor.user_id and not place.in_conflict
    return False


def works_there(actor: Actor, place: Place) -> bool:
    """Does it lie in the own department or in what hangs on it? A department of another region never does."""
    if place.department is None or place.department == actor.department_id:
        return place.department is not None
    return bool(place.region) and place.region == actor.region_code and place.department in actor.below


def is_invited(actor: Actor, place: Place) -> bool:
    """Is the person named at this very thing, and still of its region?"""
    return bool(place.region) and place.region == actor.region_code and actor.user_id in place.invited


def visible(actor: Actor, sees: tuple[str, ...], place: Place) -> bool:
    """Is there any of the reads `sees` by which the actor knows that the thing exists, in whatever phase?"""
    return any(in_scope(actor, grant, place) for action in sees for grant in grants_for(action, actor.role))


def decide(actor: Actor, action: str, place: Place, *, sees: tuple[str, ...] = ()) -> Verdict:
    """The answer, in the oracle's order: sign in, 404, 403, 409, step up, another person."""
    grants = grants_for(action, actor.role)
    reaching = [grant for grant in grants if in_scope(actor, grant, place)]
    if not reaching:
        if not actor.is_signed_in:
            return Verdict(False, 401, "sign-in", _("Silakan masuk lebih dahulu."))
        own = [grant for grant in grants if grant.scope != "pub"]
        if own or (sees and not visible(actor, sees, place)):
            return Verdict(False, 404, "not-found", _("Halaman ini tidak ditemukan."))
        return Verdict(False, 403, "not-your-role", _("Peran Anda tidak mencakup tindakan ini."))
    open_now = [grant for grant in reaching if not place.phase or place.phase in grant.phases]
    if not open_now:
        return Verdict(False, 409, "wrong-phase", _("Tindakan ini tidak dibuka pada tahap sekarang."))
    for grant in sorted(open_now, key=lambda grant: len(grant.conditions)):
        if "mfa" in grant.conditions and not actor.has_stepped_up:
            return Verdict(False, 401, "step-up", _("Tindakan ini meminta kode keamanan Anda sekali lagi."))
        if (
            "no" in grant.conditions
            and place.requested_by is not None
            and place.requested_by == actor.user_id
        ):
            sentence = _("Yang mengusulkan tidak boleh menyetujui sendiri; orang lain yang memutuskan.")
            return Verdict(False, 403, "needs-another-person", sentence)
        return Verdict(True, record_read="log" in grant.conditions)
    return YES


def may(actor: Actor, action: str, place: Place) -> bool:
    """For buttons: would the action be allowed, but for the second factor that it may still ask for?"""
    verdict = decide(actor, action, place)
    return verdict.allowed or verdict.code == "step-up"
