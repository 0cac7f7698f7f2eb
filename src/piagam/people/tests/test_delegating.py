"""A colleague fills in until a day: under the own name, in that department alone, and not a day longer."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils.timezone import localdate

from piagam.audit.models import AuditEvent
from piagam.notices.models import Notice
from piagam.people import actions
from piagam.people.actions.delegating import end_expired
from piagam.people.models import Membership
from piagam.people.queries import memberships_of
from piagam.web.errors import Refused
from tests.cast import World

WEEK = timedelta(days=7)


def delegated(world: World, *, days: int = 7, by: str = "oki") -> Membership:
    until = localdate() + timedelta(days=days)
    return actions.delegate(world.memberships["oki"], world.user("otto"), until=until, by=world.actor(by))


def bank_of(world: World, who: str, role: Membership | None = None) -> str:
    client = world.client(who)
    if role is not None:
        client.post("/peran/", {"membership": role.pk})
    return client.get("/bank/").content.decode()


def test_the_colleague_works_there_after_changing_the_role(world: World) -> None:
    world.innovation("oki", title="Milik Oki")
    role = delegated(world)
    assert "Milik Oki" not in bank_of(world, "otto")
    assert "Milik Oki" in bank_of(world, "otto", role)
    assert AuditEvent.objects.get(verb="delegation.begin").data.find(str(world.user("otto").pk)) > 0
    assert "Anda mewakili" in Notice.objects.get(user=world.user("otto")).text


def test_it_ends_by_itself_after_its_last_day(world: World) -> None:
    world.innovation("oki", title="Milik Oki")
    role = delegated(world, days=2)
    client = world.client("otto")
    client.post("/peran/", {"membership": role.pk})
    with time_machine.travel(localdate() + timedelta(days=2), tick=False):
        assert role in memberships_of(world.user("otto").pk), "its last day counts"
    with time_machine.travel(localdate() + timedelta(days=3, hours=1), tick=False):
        assert role not in memberships_of(world.user("otto").pk)
        assert "Milik Oki" not in world.client("otto").get("/bank/").content.decode()
        assert end_expired() == 1
        assert end_expired() == 0, "and once"
    assert AuditEvent.objects.filter(verb="delegation.expire").count() == 1
    assert Notice.objects.filter(kind="delegation.ended").count() == 2


def test_it_can_be_ended_early_by_its_giver_and_the_coordinator(world: World) -> None:
    for who in ("oki", "citra"):
        role = delegated(world)
        assert world.client(who).post(f"/wakil/{role.pk}/akhiri/").status_code == 302
        role.refresh_from_db()
        assert role.ended_at is not None
    assert world.client("oki").post(f"/wakil/{role.pk}/akhiri/").status_code == 404


def test_the_coordinator_may_arrange_it_and_both_are_told(world: World) -> None:
    delegated(world, by="citra")
    assert {one.user for one in Notice.objects.all()} == {world.user("oki"), world.user("otto")}


@pytest.mark.parametrize("who", ["otto", "omar", "candra", "hana", "vera", "audi"])
def test_nobody_else_gives_or_ends_it(world: World, who: str) -> None:
    role = delegated(world)
    client = world.client(who)
    assert client.get(f"/operator/akun/{world.memberships['oki'].pk}/wakil/").status_code in {403, 404}
    assert client.post(f"/wakil/{role.pk}/akhiri/").status_code in {403, 404}
    role.refresh_from_db()
    assert role.ended_at is None


@pytest.mark.parametrize(
    ("colleague", "days", "sentence"),
    [
        ("oki", 7, "operator lain"),
        ("omar", 7, "operator lain"),  # of another region
        ("citra", 7, "operator lain"),  # no operator
        ("otto", -1, "antara hari ini"),
        ("otto", 93, "antara hari ini"),
    ],
)
def test_who_and_how_long(world: World, colleague: str, days: int, sentence: str) -> None:
    until = localdate() + timedelta(days=days)
    with pytest.raises(Refused, match=sentence):
        actions.delegate(world.memberships["oki"], world.user(colleague), until=until, by=world.actor("oki"))
    assert not Membership.objects.exclude(delegated_by=None).exists()


def test_once_and_not_onwards(world: World) -> None:
    role = delegated(world)
    with pytest.raises(Refused, match="sudah operator"):
        delegated(world)
    with pytest.raises(Refused, match="tidak dapat diwakilkan lagi"):
        actions.delegate(role, world.user("oki"), until=localdate(), by=world.actor("citra"))


def test_it_ends_with_the_role_it_hangs_on(world: World) -> None:
    for who in ("oki", "otto"):
        role = delegated(world)
        actions.disable_operator(world.memberships[who], by=world.actor("citra"), reason="Pindah")
        role.refresh_from_db()
        assert role.ended_at is not None
        Membership.objects.filter(pk=world.memberships[who].pk).update(ended_at=None)
        world.user(who).__class__.objects.update(is_active=True)


def test_the_page_offers_colleagues_and_says_what_is_wrong(world: World) -> None:
    client, address = world.client("oki"), f"/operator/akun/{world.memberships['oki'].pk}/wakil/"
    page = client.get(address).content.decode()
    assert "Otto" in page and "Omar" not in page
    assert "Wakilkan" in client.get("/akun/").content.decode()
    far = {"colleague": world.memberships["otto"].pk, "until": str(date(2199, 1, 1))}
    answer = client.post(address, far)
    assert answer.status_code == 422 and 'value="2199-01-01"' in answer.content.decode()
    near: dict[str, Any] = {**far, "until": str(localdate() + WEEK)}
    assert client.post(address, near).status_code == 302
    assert "Akhiri sekarang" in client.get(address).content.decode()
    assert "mewakili Oki" in world.client("otto").get("/akun/").content.decode()
    assert "mewakili Oki" in world.client("citra").get("/operator/17.71/").content.decode()


def test_the_record_says_for_whom_the_colleague_acted(world: World) -> None:
    role = delegated(world)
    client = world.client("otto")
    client.post("/peran/", {"membership": role.pk})
    client.post("/akun/", {"name": "Otto Baru"})
    event = AuditEvent.objects.get(verb="account.rename")
    assert (event.actor, event.facts["fills_in_for"]) == (world.user("otto"), world.user("oki").pk)
    world.client("otto").post("/akun/", {"name": "Otto"})
    own = AuditEvent.objects.filter(verb="account.rename").first()
    assert own is not None and "fills_in_for" not in own.facts, "in the own role nobody is filled in for"


def test_it_can_be_given_again_before_the_hourly_job_came_by(world: World) -> None:
    first = delegated(world, days=0)
    with time_machine.travel(localdate() + timedelta(days=1, minutes=20), tick=False):
        second = delegated(world, days=3)
        first.refresh_from_db()
        assert first.ended_at is not None and second in memberships_of(world.user("otto").pk)
        assert end_expired() == 0, "the first one was ended, told and recorded already"
    assert AuditEvent.objects.filter(verb="delegation.expire").count() == 1


def test_a_department_that_only_a_colleague_fills_in_at_keeps_its_line_in_the_empty_list(
    world: World,
) -> None:
    delegated(world)
    oki = world.memberships["oki"]
    assert oki.department is not None
    text = world.client("citra").get("/operator/17.71/daftar-kosong.csv").content.decode()
    assert oki.department.name not in text
    Membership.objects.filter(pk=oki.pk).update(ended_at=oki.granted_at)
    text = world.client("citra").get("/operator/17.71/daftar-kosong.csv").content.decode()
    assert oki.department.name in text
