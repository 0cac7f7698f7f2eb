"""Two administrators press the same button at the same moment: one of them is told that it is done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from piagam.audit.models import AuditEvent
from piagam.editions import actions
from piagam.editions.models import Edition
from piagam.notices.models import OutboxMail
from piagam.people import actions as accounts
from piagam.people.models import Membership, Proposal, User
from piagam.web.errors import Refused
from tests.cast import make_world


def at_once(first, second) -> list[str]:
    """Runs both in threads of their own; what each was told."""
    barrier = Barrier(2)

    def run(act) -> str:
        try:
            barrier.wait(10)
            act()
        except Refused as no:
            return no.sentence
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, [first, second]))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_once_one_counts() -> None:
    world = make_world(phase="V")
    third = User.objects.create_user("ana@contoh.id", "Ana")
    world.memberships["ana"] = Membership.objects.create(user=third, role="ADM")
    proposal = actions.ask_next_phase(world.edition, by=world.actor("ayu"))
    adi, ana = world.actor("adi"), world.actor("ana")
    told = at_once(
        lambda: actions.approve_proposal(
            Proposal.objects.select_related("edition").get(pk=proposal.pk), by=adi
        ),
        lambda: actions.approve_proposal(
            Proposal.objects.select_related("edition").get(pk=proposal.pk), by=ana
        ),
    )
    assert told == ["Usulan ini sudah diputuskan.", "done"]
    assert Edition.objects.get().phase == "A"
    assert AuditEvent.objects.filter(verb="edition.approve").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_account_approvals_at_once_one_invitation_goes_out() -> None:
    world = make_world()
    third = User.objects.create_user("ana@contoh.id", "Ana")
    world.memberships["ana"] = Membership.objects.create(user=third, role="ADM")
    proposal = accounts.ask_account("juri2@contoh.id", "JUR", by=world.actor("ayu"), reason="panel")
    adi, ana = world.actor("adi"), world.actor("ana")
    told = at_once(
        lambda: accounts.approve_account(Proposal.objects.get(pk=proposal.pk), by=adi),
        lambda: accounts.refuse_account(Proposal.objects.get(pk=proposal.pk), by=ana, reason="belum perlu"),
    )
    assert told == ["Usulan ini sudah diputuskan.", "done"]
    assert OutboxMail.objects.count() <= 1
    assert AuditEvent.objects.filter(verb__in=["account.approve", "account.refuse"]).count() == 1
