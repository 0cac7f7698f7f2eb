"""Things of accounts that are no row of a table, each saying where it lies, so that the guard can judge it."""

from dataclasses import dataclass

from django.http import Http404

from piagam.notices.models import Notice
from piagam.notices.queries import notices_for
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.models import Membership


@dataclass(frozen=True)
class OwnAccount:
    """The account that is signed in."""

    actor: Actor

    def place(self) -> Place:
        return Place(owner=self.actor.user_id)


@dataclass(frozen=True)
class OwnNotice:
    """Something one was told."""

    notice: Notice

    def place(self) -> Place:
        return Place(owner=self.notice.user_id)


@dataclass(frozen=True)
class HeldRole:
    """An operator's role, as its holder and the coordinator of its region see it; a delegation is its giver's."""

    membership: Membership

    def place(self) -> Place:
        owner = self.membership.delegated_by_id or self.membership.user_id
        return Place(
            owner=owner, region=self.membership.region_id or "", department=self.membership.department_id
        )


@dataclass(frozen=True)
class WholeInstance:
    """Everything on this instance: what only `all` reaches."""

    actor: Actor

    def place(self) -> Place:
        return Place()


@dataclass(frozen=True)
class PeopleOfRegion:
    """The operators of a region; of no region yet for an administrator who has still to choose one."""

    actor: Actor
    region_code: str

    def place(self) -> Place:
        return Place(region=self.region_code)


def own_account(actor: Actor) -> OwnAccount:
    return OwnAccount(actor)


def own_notice(actor: Actor, notice_id: int) -> OwnNotice:
    """A notice of whoever asks; Http404 for anybody else's."""
    notice = notices_for(actor.user_id).filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    return OwnNotice(notice)


def whole_instance(actor: Actor) -> WholeInstance:
    return WholeInstance(actor)
