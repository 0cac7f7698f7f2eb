"""Things of accounts that are no row of a table, each saying where it lies, so that the guard can judge it."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from piagam.notices.models import Notice
from piagam.notices.queries import notices_for
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.models import Announcement, Membership


@dataclass(frozen=True)
class OwnAccount:
    """The account that is signed in."""

    actor: Actor

    def place(self) -> Place:
        return Place(owner=self.actor.user_id)


@dataclass(frozen=True)
class RegionRoom:
    """The chat room that the coordinators of a region share."""

    actor: Actor
    region_code: str

    def place(self) -> Place:
        return Place(region=self.region_code)


@dataclass(frozen=True)
class OwnNotice:
    """Something one was told."""

    notice: Notice

    def place(self) -> Place:
        return Place(owner=self.notice.user_id)


@dataclass(frozen=True)
class OwnAnnouncements:
    """What is announced from where one works: to a region, or as an administrator to everybody."""

    actor: Actor

    def place(self) -> Place:
        return Place(region=self.actor.region_code or "")


@dataclass(frozen=True)
class ToldAnnouncement:
    """An announcement that one was told."""

    announcement: Announcement
    reader: int

    def place(self) -> Place:
        return Place(owner=self.reader)


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


def own_room(actor: Actor) -> RegionRoom:
    return RegionRoom(actor, actor.region_code or "")


def own_notice(actor: Actor, notice_id: int) -> OwnNotice:
    """A notice of whoever asks; Http404 for anybody else's."""
    notice = notices_for(actor.user_id).filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    return OwnNotice(notice)


def own_announcements(actor: Actor) -> OwnAnnouncements:
    return OwnAnnouncements(actor)


def told_announcement(actor: Actor, announcement_id: int) -> ToldAnnouncement:
    """An announcement that was told to whoever asks; Http404 for any other."""
    url = reverse("people:announcement", args=[announcement_id])
    found = Announcement.objects.filter(pk=announcement_id).select_related("region", "made_by").first()
    if found is None or not notices_for(actor.user_id).filter(kind="announcement.sent", url=url).exists():
        raise Http404
    return ToldAnnouncement(found, actor.user_id or 0)


def whole_instance(actor: Actor) -> WholeInstance:
    return WholeInstance(actor)
