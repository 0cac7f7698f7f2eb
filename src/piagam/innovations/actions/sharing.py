"""Inviting people of other departments to one innovation, and ending it."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.innovations.actions.bank import lock_innovation
from piagam.innovations.models import Collaborator, Innovation
from piagam.innovations.queries.people import people_to_invite
from piagam.notices.telling import tell
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused


@transaction.atomic
def invite_collaborator(innovation: Innovation, *, user_id: int, by: Actor) -> Collaborator:
    """Lets an operator of another department of the region read and edit this innovation, and no other."""
    locked = lock_innovation(innovation.pk)
    require(by, "innovation.share", locked)
    membership = people_to_invite(locked).filter(user=user_id).first()
    if membership is None:
        raise Refused(_("Pilih operator dari perangkat daerah lain di daerah ini."), 422)
    collaborator = Collaborator.objects.create(
        innovation=locked, user=membership.user, invited_by_id=by.user_id
    )
    Innovation.objects.filter(pk=locked.pk).update(is_shared=True)
    record("innovation.share", by=by, on=locked, region=locked.region_id, data={"user": collaborator.user_id})
    text = _("%(name)s mengajak Anda menulis bersama “%(title)s”.") % {"name": by.name, "title": locked.title}
    tell(membership.user, text, reverse("innovations:page", args=[locked.pk]), kind="innovation.share")
    return collaborator


@transaction.atomic
def end_collaboration(collaborator: Collaborator, *, by: Actor) -> None:
    """Takes the invitation back; what the person wrote stays, and so does the history of it."""
    locked = lock_innovation(collaborator.innovation_id)
    require(by, "innovation.share", locked)
    Collaborator.objects.filter(pk=collaborator.pk).delete()
    left = Collaborator.objects.filter(innovation=locked).exists()
    Innovation.objects.filter(pk=locked.pk).update(is_shared=left)
    record(
        "innovation.unshare", by=by, on=locked, region=locked.region_id, data={"user": collaborator.user_id}
    )
