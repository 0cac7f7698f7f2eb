"""A link by mail makes an account: once, within seven days, for the role it names and no other."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from piagam.audit.models import AuditEvent
from piagam.notices.models import OutboxMail
from piagam.people import actions
from piagam.people.models import Invitation, Membership, User
from piagam.web.errors import Refused
from tests.cast import PASSWORD, World

NEW = {"name": "Sinta Baru", "new": PASSWORD, "again": PASSWORD}


def invite(world: World, email: str = "baru@contoh.id", by: str = "citra") -> Invitation:
    department = world.memberships["oki"].department
    return actions.invite_operator(department, email, by=world.actor(by), reason="operator baru")


def link_in_mail() -> str:
    mail = OutboxMail.objects.order_by("pk").last()
    assert mail is not None
    return re.search(r"https?://[^/]+(/undangan/\S+)", mail.body)[1]  # type: ignore[index]


def test_a_coordinator_invites_and_the_person_makes_the_account(world: World, client: Client) -> None:
    world.client("citra").post(
        "/operator/17.71/undang/",
        {"email": "Baru@contoh.id", "department": world.memberships["oki"].department.pk},
    )
    assert AuditEvent.objects.filter(verb="operator.invite").count() == 1
    link = link_in_mail()
    assert "Kota Bengkulu" in client.get(link).content.decode()
    answer = client.post(link, NEW)
    assert answer["Location"] == "/akun/kode-keamanan/"
    user = User.objects.get(email="baru@contoh.id")
    assert user.check_password(PASSWORD)
    assert user.memberships.get().department == world.memberships["oki"].department
    assert int(client.session["_auth_user_id"]) == user.pk
    assert AuditEvent.objects.filter(verb="invitation.accept").count() == 1


def test_only_a_hash_of_the_token_is_kept(world: World) -> None:
    invitation = invite(world)
    token = link_in_mail().split("/")[2]
    assert token not in str(vars(invitation))
    assert invitation.token_sha256 == Invitation.hash_of(token)


def test_a_link_works_once(world: World, client: Client) -> None:
    invite(world)
    link = link_in_mail()
    client.post(link, NEW)
    again = Client()
    assert again.get(link).status_code == 404
    assert again.post(link, NEW).status_code == 404
    assert User.objects.filter(email="baru@contoh.id").count() == 1


def test_two_at_once_make_one_account(world: World) -> None:
    invitation = invite(world)
    actions.accept_invitation(invitation, name="Sinta", password=PASSWORD)
    with pytest.raises(Refused, match="sudah dipakai"):
        actions.accept_invitation(invitation, name="Sinta", password=PASSWORD)


def test_a_link_dies_after_seven_days(world: World, client: Client) -> None:
    invitation = invite(world)
    assert timedelta(days=6, hours=23) < invitation.expires_at - timezone.now() <= timedelta(days=7)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    answer = client.get(link_in_mail())
    assert answer.status_code == 404
    assert "tidak berlaku lagi" in answer.content.decode()
    with pytest.raises(Refused):
        actions.accept_invitation(invitation, name="Sinta", password=PASSWORD)


def test_sending_again_makes_a_new_link_and_kills_the_old_one(world: World, client: Client) -> None:
    invitation = invite(world)
    old = link_in_mail()
    world.client("citra").post(f"/undangan/{invitation.pk}/kirim-ulang/")
    assert client.get(old).status_code == 404
    assert client.get(link_in_mail()).status_code == 200


def test_a_revoked_link_is_dead(world: World, client: Client) -> None:
    invitation = invite(world)
    world.client("citra").post(f"/undangan/{invitation.pk}/batalkan/")
    assert client.get(link_in_mail()).status_code == 404


def test_a_neighbour_cannot_touch_an_invitation(world: World) -> None:
    invitation = invite(world)
    assert world.client("candra").post(f"/undangan/{invitation.pk}/batalkan/").status_code == 404
    assert world.client("oki").post(f"/undangan/{invitation.pk}/batalkan/").status_code == 403


def test_a_weak_password_makes_no_account(world: World, client: Client) -> None:
    invite(world)
    answer = client.post(link_in_mail(), {"name": "Sinta", "new": "pendek", "again": "pendek"})
    assert answer.status_code == 400
    assert not User.objects.filter(email="baru@contoh.id").exists()


def test_an_administrator_inviting_an_operator_says_why(world: World) -> None:
    department = world.memberships["oki"].department
    with pytest.raises(Refused):
        actions.invite_operator(department, "x@contoh.id", by=world.actor("ayu"), reason=" ")
    actions.invite_operator(department, "x@contoh.id", by=world.actor("ayu"), reason="koordinator cuti")
    assert AuditEvent.objects.get(verb="operator.invite").reason == "koordinator cuti"


@pytest.mark.parametrize("name, status", [("candra", 404), ("oki", 403), ("hana", 403), ("audi", 403)])
def test_nobody_else_invites_an_operator_of_the_region(world: World, name: str, status: int) -> None:
    with pytest.raises(Refused) as no:
        invite(world, by=name)
    assert no.value.status == status
    assert OutboxMail.objects.count() == 0


def test_a_person_with_an_account_proves_it_by_its_password(world: World, client: Client) -> None:
    user = User.objects.create_user("lama@contoh.id", "Lama", PASSWORD)
    Membership.objects.create(user=user, role="OPD", region=world.regions["17.71"], edition=world.edition,
                              department=world.memberships["otto"].department)  # fmt: skip
    invite(world, "lama@contoh.id")
    link = link_in_mail()
    assert client.post(link, {"new": "salah"}).status_code == 400
    assert client.post(link, {"new": PASSWORD}).status_code == 302
    assert user.memberships.filter(ended_at=None).count() == 2


def test_roles_that_exclude_each_other_are_not_joined(world: World) -> None:
    with pytest.raises(Refused):
        invite(world, "vera@contoh.id")
    with pytest.raises(Refused):
        invite(world, "otto@contoh.id")


def test_setup_gives_links_until_there_are_two_administrators(world: World, client: Client) -> None:
    with pytest.raises(Refused):
        actions.first_administrator_link("ketiga@contoh.id")
    Membership.objects.filter(role="ADM").update(ended_at=timezone.now())
    link = actions.first_administrator_link("pertama@contoh.id")
    path = "/undangan/" + link.split("/undangan/")[1]
    client.post(path, NEW)
    assert Membership.objects.get(role="ADM", ended_at=None).user.email == "pertama@contoh.id"
    assert client.get(path).status_code == 404
    with pytest.raises(Refused):
        actions.first_administrator_link("pertama@contoh.id")
    assert actions.first_administrator_link("kedua@contoh.id")
