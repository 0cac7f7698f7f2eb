"""A word to many (L06): a coordinator's goes to the region at once, an administrator's once another agrees (A07)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.notices.telling import tell, tell_all
from piagam.people.actions.two_people import decide, locked, other_administrators, takes_two
from piagam.people.actor import Actor
from piagam.people.audience import Audience, audience_of, columns_of
from piagam.people.guards import require
from piagam.people.models import Announcement, Proposal, Role
from piagam.people.places import OwnAnnouncements
from piagam.web.errors import Refused

TO_BE_ANNOUNCED = "announcement.send"
ROLES_OF_A_REGION = (Role.OPD, Role.COR, Role.HEAD)  # whom a coordinator writes to


def announce(subject: str, text: str, audience: Audience, *, key: str, by: Actor) -> Announcement:
    """Sends it, or asks another administrator. `key`: of the form it was written in; sent twice, it counts once."""
    with transaction.atomic():
        require(by, "announcement.send", OwnAnnouncements(by))
        require_own_region(audience, by)
        if not audience.people(but=by.user_id):
            raise Refused(_("Tidak ada seorang pun yang dituju. Pilih peran atau wilayah lain."), 422)
        said = {"subject": subject.strip(), "text": text.strip(), **columns_of(audience)}
        announcement, is_new = Announcement.objects.get_or_create(
            made_by_id=by.user_id, key=key, defaults=said
        )
        if not is_new:
            if any(getattr(announcement, name) != value for name, value in said.items()):
                raise Refused(_("Dari formulir ini sudah dikirim satu pengumuman. Mulai yang baru."), 409)
            return announcement
        if takes_two("announcement.send", by.role):
            _ask(announcement, by)
        else:
            _send(announcement)
            record(
                "announcement.send", by=by, on=announcement, region=audience.region, data=_noted(announcement)
            )
    return announcement


def require_own_region(audience: Audience, by: Actor) -> None:
    """A coordinator's word stays in the own region, and among its people."""
    if by.region_code and (audience.region != by.region_code or set(audience.roles) - set(ROLES_OF_A_REGION)):
        raise Refused(_("Pengumuman Anda hanya untuk orang di daerah Anda."), 403)


def approve_announcement(proposal: Proposal, *, by: Actor) -> Announcement:
    """A second person agrees: it goes to whoever holds the roles now."""
    with transaction.atomic():
        proposal = locked(proposal)
        require(by, "announcement.approve", proposal)
        decide(proposal, by, approved=True)
        announcement = Announcement.objects.get(proposal=proposal)
        _send(announcement)
        words = {"subject": announcement.subject, "told": announcement.told}
        text = _("Pengumuman “%(subject)s” disetujui dan dikirim kepada %(told)s orang.") % words
        tell(proposal.proposed_by, text, reverse("people:announcements"), kind="proposal.decided")
        data = _noted(announcement) | {"asked_by": proposal.proposed_by_id}
        record("announcement.approve", by=by, on=announcement, data=data)
    return announcement


def refuse_announcement(proposal: Proposal, *, by: Actor, reason: str) -> Announcement:
    """A second person says no, and why."""
    with transaction.atomic():
        proposal = locked(proposal)
        require(by, "announcement.approve", proposal)
        if not (reason := " ".join(reason.split())):
            raise Refused(_("Tulis alasan penolakan; pengusul akan membacanya."), 400)
        decide(proposal, by, approved=False)
        announcement = Announcement.objects.get(proposal=proposal)
        words = {"subject": announcement.subject, "reason": reason}
        text = _("Pengumuman “%(subject)s” ditolak: %(reason)s") % words
        tell(proposal.proposed_by, text, reverse("people:announcements"), kind="proposal.decided")
        record("announcement.refuse", by=by, on=announcement, reason=reason)
    return announcement


def _ask(announcement: Announcement, by: Actor) -> None:
    assert by.user_id is not None
    announcement.proposal = Proposal.objects.create(
        action=TO_BE_ANNOUNCED, params={"announcement": announcement.pk}, proposed_by_id=by.user_id
    )
    announcement.save(update_fields=["proposal"])
    text = _("Pengumuman “%(subject)s” menunggu persetujuan Anda.") % {"subject": announcement.subject}
    url = reverse("people:decide_announcement", args=[announcement.proposal.pk])
    tell_all(other_administrators(by), text, url, kind="proposal")
    record("announcement.ask", by=by, on=announcement, data=_noted(announcement))


def _send(announcement: Announcement) -> None:
    people = audience_of(announcement).people(but=announcement.made_by_id)
    url = reverse("people:announcement", args=[announcement.pk])
    announcement.told = tell_all(people, announcement.subject, url, kind="announcement.sent")
    announcement.sent_at = timezone.now()
    announcement.save(update_fields=["told", "sent_at"])


def _noted(announcement: Announcement) -> dict[str, object]:
    """What the record keeps of it, besides the row."""
    audience = audience_of(announcement)
    return {
        "subject": announcement.subject, "roles": list(audience.roles), "province": audience.province,
        "edition": audience.edition, "told": announcement.told,
    }  # fmt: skip
