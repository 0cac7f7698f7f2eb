"""What two people decide about an edition: one asks (E02, E06), another approves or refuses (E07)."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.calendar import missing_for_next
from piagam.editions.clock import database_now
from piagam.editions.models import Edition, Phase
from piagam.editions.rulebooks import rulebook_of
from piagam.notices.telling import tell, tell_all
from piagam.people.actions.two_people import other_administrators
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import Proposal
from piagam.regions.clusters import make_cluster_facts
from piagam.web.errors import Refused


def locked(edition: Edition) -> Edition:
    """The edition as it is now; nobody else changes it until the transaction ends."""
    return Edition.objects.select_for_update().get(pk=edition.pk)


def propose(edition: Edition, action: str, params: dict[str, Any], *, by: Actor, reason: str) -> Proposal:
    """Inside a transaction: keeps what is asked for and tells those who may decide."""
    if Proposal.objects.filter(edition=edition, action=action, decided_at=None).exists():
        raise Refused(_("Usulan seperti ini sudah menunggu keputusan."), 409)
    assert by.user_id is not None
    proposal = Proposal.objects.create(
        action=action, edition=edition, params=params, reason=reason, proposed_by_id=by.user_id
    )
    text = _("%(edition)s: ada usulan yang menunggu persetujuan Anda.") % {"edition": edition.title}
    tell_all(other_administrators(by), text, address_of(proposal), kind="proposal")
    return proposal


def address_of(proposal: Proposal) -> str:
    return reverse("editions:decide", args=[proposal.edition_id, proposal.pk])


def approve_proposal(proposal: Proposal, *, by: Actor) -> Edition:
    """The second person agrees, and what was asked for happens now."""
    with transaction.atomic():
        edition, proposal = _locked_both(proposal, by)
        _decide(proposal, by, approved=True)
        if proposal.action == "edition.set_rules":
            _pin(edition, proposal)
        else:
            _advance(edition, proposal)
        record(
            "edition.approve", by=by, on=edition, edition=edition.pk, reason=proposal.reason,
            data={"proposal": proposal.pk, "action": proposal.action, "asked_by": proposal.proposed_by_id}
            | proposal.params,
        )  # fmt: skip
        text = _("%(edition)s: usulan Anda disetujui.") % {"edition": edition.title}
        tell(
            proposal.proposed_by, text, reverse("editions:manage", args=[edition.pk]), kind="proposal.decided"
        )
    return edition


def refuse_proposal(proposal: Proposal, *, by: Actor, reason: str) -> Proposal:
    """The second person says no, and why; nothing changes."""
    with transaction.atomic():
        edition, proposal = _locked_both(proposal, by)
        if not (reason := " ".join(reason.split())):
            raise Refused(_("Tulis alasan penolakan; pengusul akan membacanya."), 400)
        _decide(proposal, by, approved=False)
        data = {"proposal": proposal.pk, "action": proposal.action}
        record("edition.refuse", by=by, on=edition, edition=edition.pk, reason=reason, data=data)
        text = _("%(edition)s: usulan Anda ditolak: %(reason)s") % {
            "edition": edition.title,
            "reason": reason,
        }
        tell(
            proposal.proposed_by, text, reverse("editions:manage", args=[edition.pk]), kind="proposal.decided"
        )
    return proposal


def _locked_both(proposal: Proposal, by: Actor) -> tuple[Edition, Proposal]:
    """Both rows as they are now; Refused when somebody has decided meanwhile."""
    assert proposal.edition is not None
    edition = locked(proposal.edition)
    fresh = Proposal.objects.select_for_update().get(pk=proposal.pk)
    fresh.edition = edition
    if not fresh.is_open:
        raise Refused(_("Usulan ini sudah diputuskan."), 409)
    require(by, "edition.approve", fresh)
    return edition, fresh


def _decide(proposal: Proposal, by: Actor, *, approved: bool) -> None:
    proposal.decided_by_id, proposal.decided_at, proposal.approved = by.user_id, database_now(), approved
    proposal.save(update_fields=["decided_by", "decided_at", "approved"])


def _pin(edition: Edition, proposal: Proposal) -> None:
    """The rules are in force; the clusters follow from them."""
    if edition.phase != Phase.DRAFT:
        raise Refused(_("Pedoman hanya dapat diganti selama persiapan."), 409)
    edition.rulebook_id = proposal.params["sha256"]
    edition.rulebook_approved_at = database_now()
    edition.save(update_fields=["rulebook", "rulebook_approved_at"])
    make_cluster_facts(edition, rulebook_of(edition))


def _advance(edition: Edition, proposal: Proposal) -> None:
    """The next phase begins, unless the edition has moved or something is missing by now."""
    if edition.phase_now != proposal.params["from"]:
        raise Refused(_("Tahap edisi ini sudah berubah sejak usulan dibuat."), 409)
    if missing := missing_for_next(edition):
        raise Refused(" ".join(missing), 409)
    edition.phase = proposal.params["to"]
    edition.save(update_fields=["phase"])
    if edition.phase == Phase.OPEN:  # what the regions' list says on the day of opening is what counts
        make_cluster_facts(edition, rulebook_of(edition))
