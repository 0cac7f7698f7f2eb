"""A coordinator sees the region's operators, and may close an account: role and sessions end at once."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from piagam.audit.models import AuditEvent
from piagam.people import actions
from piagam.people.models import Membership, User
from piagam.web.errors import Refused
from tests.cast import World


def test_the_list_shows_the_own_region_alone(world: World) -> None:
    page = world.client("citra").get("/operator/").content.decode()
    assert "oki@contoh.id" in page
    assert "omar@contoh.id" not in page


@pytest.mark.parametrize("name, status", [("candra", 404), ("oki", 403), ("hana", 403), ("vera", 403)])
def test_others_do_not_see_the_list(world: World, name: str, status: int) -> None:
    assert world.client(name).get("/operator/17.71/").status_code == status


def test_who_is_not_signed_in_is_sent_to_sign_in(world: World, client: Client) -> None:
    assert client.get("/operator/17.71/")["Location"].startswith("/masuk/")


def test_closing_an_account_ends_role_and_sessions(world: World) -> None:
    there = world.client("oki")
    assert there.get("/akun/").status_code == 200
    membership = world.memberships["oki"]
    answer = world.client("citra").post(f"/operator/akun/{membership.pk}/", {"do": "disable"})
    assert answer.status_code == 302
    assert there.get("/akun/")["Location"].startswith("/masuk/")
    membership.refresh_from_db()
    assert membership.ended_at is not None
    assert not User.objects.get(pk=membership.user_id).is_active
    assert AuditEvent.objects.filter(verb="operator.disable").count() == 1


def test_another_role_keeps_the_account_but_not_the_sessions(world: World) -> None:
    membership = world.memberships["oki"]
    Membership.objects.create(user=membership.user, role="OPD", region=membership.region, edition=world.edition,
                              department=world.memberships["otto"].department)  # fmt: skip
    there = world.client("oki")
    actions.disable_operator(membership, by=world.actor("citra"))
    assert User.objects.get(pk=membership.user_id).is_active
    assert there.get("/akun/").status_code == 302


def test_resetting_takes_the_second_factor_off(world: World) -> None:
    user = world.user("oki")
    user.totp_secret, user.totp_since = "JBSWY3DPEHPK3PXP", world.edition.created_at
    user.save()
    there = world.client("oki")
    world.client("citra").post(f"/operator/akun/{world.memberships['oki'].pk}/", {"do": "reset"})
    user.refresh_from_db()
    assert not user.has_second_factor
    assert user.is_active
    assert there.get("/akun/").status_code == 302


def test_closing_asks_for_the_second_factor(world: World) -> None:
    url = f"/operator/akun/{world.memberships['oki'].pk}/"
    client = world.client("citra", stepped_up=False)
    answer = client.post(url, {"do": "disable"}, headers={"referer": f"http://testserver{url}"})
    assert answer.status_code == 401
    assert f"/konfirmasi/?next={url}" in answer.content.decode()
    with pytest.raises(Refused) as no:
        actions.disable_operator(world.memberships["oki"], by=world.actor("citra", stepped_up=False))
    assert no.value.status == 401


def test_an_administrator_says_why(world: World) -> None:
    with pytest.raises(Refused) as no:
        actions.disable_operator(world.memberships["oki"], by=world.actor("ayu"))
    assert no.value.status == 400


@pytest.mark.parametrize("name, status", [("candra", 404), ("otto", 403), ("hana", 403)])
def test_nobody_else_closes_an_operators_account(world: World, name: str, status: int) -> None:
    answer = world.client(name).post(f"/operator/akun/{world.memberships['oki'].pk}/", {"do": "disable"})
    assert answer.status_code == status
    world.memberships["oki"].refresh_from_db()
    assert world.memberships["oki"].ended_at is None


def test_a_coordinators_own_role_is_not_closed_here(world: World) -> None:
    assert world.client("citra").post(f"/operator/akun/{world.memberships['hana'].pk}/").status_code == 404


def end_sessions(world: World, name: str, of: str = "oki") -> int:
    url = f"/operator/akun/{world.memberships[of].pk}/akhiri-sesi/"
    return int(world.client(name, stepped_up=False).post(url).status_code)


def test_a_coordinator_ends_the_sessions_of_an_operator_and_nothing_else(world: World) -> None:
    there, elsewhere, other = world.client("oki"), world.client("oki"), world.client("otto")
    assert "akhiri-sesi/" in world.client("citra").get("/operator/").content.decode()
    assert end_sessions(world, "citra") == 302
    assert there.get("/akun/")["Location"].startswith("/masuk/")
    assert elsewhere.get("/akun/").status_code == 302
    assert other.get("/akun/").status_code == 200
    membership = Membership.objects.get(pk=world.memberships["oki"].pk)
    assert membership.ended_at is None
    assert membership.user.is_active
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor, event.region_code) == (
        "operator.end_sessions", world.user("citra"), "17.71",
    )  # fmt: skip


def test_an_administrator_ends_sessions_in_any_region(world: World) -> None:
    assert end_sessions(world, "ayu", of="omar") == 302
    assert User.objects.get(pk=world.user("omar").pk).sessions_epoch == 1


@pytest.mark.parametrize(
    "name, of, status", [("candra", "oki", 404), ("otto", "oki", 403), ("hana", "oki", 403),
                         ("audi", "oki", 403), ("citra", "hana", 404), ("ayu", "citra", 404)],
)  # fmt: skip
def test_nobody_else_ends_sessions_and_only_operators_are_signed_out(
    world: World, name: str, of: str, status: int
) -> None:
    there = world.client(of)
    assert end_sessions(world, name, of=of) == status
    assert there.get("/akun/").status_code == 200
    assert AuditEvent.objects.count() == 0


def test_who_only_reads_the_list_has_no_button(world: World) -> None:
    assert "akhiri-sesi/" not in world.client("audi").get("/operator/17.71/").content.decode()


def test_sessions_of_a_closed_account_have_ended_already(world: World) -> None:
    actions.disable_operator(world.memberships["oki"], by=world.actor("citra"))
    with pytest.raises(Refused) as no:
        actions.end_operator_sessions(world.memberships["oki"], by=world.actor("citra"))
    assert no.value.status == 409


def test_the_list_asks_as_often_for_three_as_for_one(world: World, django_assert_num_queries) -> None:
    client = world.client("candra")
    client.get("/operator/")
    with CaptureQueriesContext(connection) as one:
        client.get("/operator/")
    for n in range(2):
        user = User.objects.create_user(f"op{n}@contoh.id", f"Op {n}")
        Membership.objects.create(user=user, role="OPD", region=world.regions["17.06"],
                                  department=world.memberships["omar"].department)  # fmt: skip
    with django_assert_num_queries(len(one)):
        client.get("/operator/")


def test_an_administrator_chooses_the_region_first(world: World) -> None:
    client = world.client("ayu")
    assert client.get("/operator/").status_code == 200
    assert client.get("/operator/", {"region": "17.06"})["Location"] == "/operator/17.06/"
    assert "omar@contoh.id" in client.get("/operator/17.06/").content.decode()
    assert client.get("/operator/99.99/").status_code == 404
