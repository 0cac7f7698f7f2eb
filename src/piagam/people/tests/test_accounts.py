"""Accounts that take two administrators: one asks, another decides, once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from piagam.audit.models import AuditEvent
from piagam.notices.models import Notice, OutboxMail
from piagam.people import actions
from piagam.people.models import Invitation, Membership, Proposal, User
from piagam.web.errors import Refused
from tests.cast import World

ASKED = {"email": "kepala@contoh.id", "role": "HEAD", "region": "17.06", "reason": "pelantikan"}


def ask(world: World, **more) -> Proposal:
    given = {"email": "juri2@contoh.id", "role": "JUR", "reason": "panel lengkap"} | more
    return actions.ask_account(by=world.actor("ayu"), **given)


def test_asking_sends_nothing_and_tells_the_other_administrator(world: World) -> None:
    answer = world.client("ayu").post("/akun-daerah/minta/", ASKED)
    assert answer.status_code == 302
    assert OutboxMail.objects.count() == 0
    assert AuditEvent.objects.get(verb="regional_account.ask").region_code == "17.06"
    assert [notice.user for notice in Notice.objects.all()] == [world.user("adi")]


def test_the_second_persons_yes_sends_the_invitation(world: World) -> None:
    proposal = ask(world)
    answer = world.client("adi").post(f"/akun-daerah/usulan/{proposal.pk}/", {"decision": "approve"})
    assert answer.status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("juri2@contoh.id", "JUR")
    assert OutboxMail.objects.get().to == "juri2@contoh.id"
    assert AuditEvent.objects.filter(verb="account.approve").count() == 1


def test_a_no_needs_a_reason_and_sends_nothing(world: World) -> None:
    url = f"/akun-daerah/usulan/{ask(world).pk}/"
    assert world.client("adi").post(url, {"decision": "refuse"}).status_code == 400
    assert world.client("adi").post(url, {"decision": "refuse", "reason": "belum perlu"}).status_code == 302
    assert Invitation.objects.count() == 0
    assert "belum perlu" in Notice.objects.filter(user=world.user("ayu")).get().text


def test_nobody_approves_the_own_request(world: World) -> None:
    proposal = ask(world)
    assert world.client("ayu").get(f"/akun-daerah/usulan/{proposal.pk}/").status_code == 403
    with pytest.raises(Refused) as no:
        actions.approve_account(proposal, by=world.actor("ayu"))
    assert (no.value.status, no.value.code) == (403, "needs-another-person")


def test_of_two_approvals_one_counts(world: World) -> None:
    proposal = ask(world)
    stale = Proposal.objects.get(pk=proposal.pk)
    actions.approve_account(proposal, by=world.actor("adi"))
    with pytest.raises(Refused, match="sudah diputuskan"):
        actions.approve_account(stale, by=world.actor("adi"))
    with pytest.raises(Refused, match="sudah diputuskan"):
        actions.refuse_account(stale, by=world.actor("adi"), reason="x")
    assert Invitation.objects.count() == 1


def test_asking_and_approving_want_the_second_factor(world: World) -> None:
    assert world.client("ayu", stepped_up=False).get("/akun-daerah/minta/").status_code == 401
    proposal = ask(world)
    url = f"/akun-daerah/usulan/{proposal.pk}/"
    assert world.client("adi", stepped_up=False).post(url, {"decision": "approve"}).status_code == 401
    assert world.client("adi", stepped_up=False).get("/akun-daerah/").status_code == 200


@pytest.mark.parametrize("name", ["oki", "citra", "hana", "putri", "vera", "qori", "joko", "audi"])
def test_only_administrators_ask_and_approve(world: World, name: str) -> None:
    proposal = ask(world)
    client = world.client(name)
    assert client.post("/akun-daerah/minta/", ASKED).status_code == 403
    assert client.post(f"/akun-daerah/usulan/{proposal.pk}/", {"decision": "approve"}).status_code == 403
    assert Proposal.objects.count() == 1


def test_a_reason_is_asked_for(world: World) -> None:
    with pytest.raises(Refused):
        ask(world, reason="  ")
    assert world.client("ayu").post("/akun-daerah/minta/", ASKED | {"reason": ""}).status_code == 400


def test_regional_roles_need_a_region_and_staff_none(world: World) -> None:
    client = world.client("ayu")
    assert client.post("/akun-daerah/minta/", ASKED | {"region": ""}).status_code == 400
    assert client.post("/akun-daerah/minta/", ASKED | {"role": "VER"}).status_code == 400
    assert client.post("/akun-daerah/minta/", ASKED | {"role": "PROV"}).status_code == 400
    assert client.post("/akun-daerah/minta/", ASKED | {"role": "OPD"}).status_code == 400


def test_a_verifier_does_not_become_a_juror_too(world: World) -> None:
    with pytest.raises(Refused):
        ask(world, email="vera@contoh.id")


def test_the_same_account_is_asked_for_once(world: World) -> None:
    ask(world)
    with pytest.raises(Refused):
        ask(world)


def test_ending_a_role_takes_two_as_well(world: World) -> None:
    membership = world.memberships["vera"]
    there = world.client("vera")
    proposal = actions.ask_to_end(membership, by=world.actor("ayu"), reason="tugas selesai")
    membership.refresh_from_db()
    assert membership.ended_at is None
    actions.approve_account(proposal, by=world.actor("adi"))
    membership.refresh_from_db()
    assert membership.ended_at is not None
    assert there.get("/akun/").status_code == 302


def test_a_closed_account_that_is_invited_again_starts_anew(world: World) -> None:
    user = world.user("vera")
    user.totp_secret, user.totp_since = "JBSWY3DPEHPK3PXP", world.edition.created_at
    user.save()
    ended = actions.ask_to_end(world.memberships["vera"], by=world.actor("ayu"), reason="selesai")
    actions.approve_account(ended, by=world.actor("adi"))
    invitation = actions.approve_account(ask(world, email="vera@contoh.id"), by=world.actor("adi"))
    membership = actions.accept_invitation(invitation, name="Vera", password="kata-sandi-yang-lain-sekali")
    assert membership.user == user
    assert membership.user.is_active
    assert not membership.user.has_second_factor


def test_the_list_asks_as_often_for_many_as_for_few(world: World, django_assert_num_queries) -> None:
    client = world.client("ayu")
    client.get("/akun-daerah/")
    with CaptureQueriesContext(connection) as few:
        client.get("/akun-daerah/")
    for n in range(3):
        Membership.objects.create(user=User.objects.create_user(f"v{n}@contoh.id", f"V {n}"), role="VER")
    with django_assert_num_queries(len(few)):
        page = client.get("/akun-daerah/", {"words": "v", "role": "VER"})
    assert "v2@contoh.id" in page.content.decode()


def test_an_auditor_reads_the_list_without_buttons(world: World) -> None:
    page = world.client("audi").get("/akun-daerah/").content.decode()
    assert "Usulkan akun" not in page
    assert "citra@contoh.id" in page
