"""A department goes into another: shown first, all of it or nothing, recorded, and never in a circle."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from piagam.audit.models import AuditEvent
from piagam.notices.categories import ALWAYS_MAILED, category_of
from piagam.notices.models import Notice, OutboxMail
from piagam.people.actions import delegate
from piagam.people.models import Invitation, Membership, User
from piagam.regions import actions
from piagam.regions.merging import merge_department, merger_of
from piagam.regions.models import Department
from piagam.web.errors import Refused
from tests.cast import World

BASIS = "Perda Nomor 5 Tahun 2026"


@pytest.fixture
def two(world: World) -> tuple[Department, Department]:
    """A department with two operators, an open invitation and a sub-unit; and the one that it goes into."""
    old, new = world.departments["17.71", "Dinas Kesehatan"], made(world, "Dinas Kesehatan dan Keluarga")
    user = User.objects.create(email="kedua@contoh.id", name="Kedua")
    Membership.objects.create(user=user, role="OPD", region=old.region, department=old)
    made(world, "Puskesmas Anggut", old)
    for number, days in enumerate((7, -1)):
        Invitation.objects.create(
            email=f"baru{number}@contoh.id", role="OPD", region=old.region, department=old, token_sha256=str(number),
            expires_at=timezone.now() + timedelta(days=days),
        )  # fmt: skip
    world.innovation("otto", title="Antar Obat")
    return old, new


def made(world: World, name: str, parent: Department | None = None) -> Department:
    return actions.add_department(world.regions["17.71"], name, parent=parent, by=world.actor("citra"))


def merged(world: World, old: Department, new: Department, by: str = "citra", **more: object) -> None:
    given = {"merged_on": date(2026, 1, 2), "basis": BASIS, **more}
    merge_department(old, new, by=world.actor(by), **given)  # type: ignore[arg-type]


def address(one: Department) -> str:
    return f"/perangkat-daerah/{one.pk}/gabung/"


def sent(new: Department, **more: object) -> dict[str, object]:
    return {"successor": new.pk, "merged_on": "2026-01-02", "basis": BASIS, **more}


def test_the_preview_names_everything_and_changes_nothing(
    world: World, two: tuple[Department, Department]
) -> None:
    old, new = two
    answer = world.client("citra").post(address(old), sent(new))
    page, found = answer.content.decode(), answer.context["found"]
    assert (found.innovations, len(found.members), len(found.open_invitations)) == (1, 2, 1)
    for words in (
        "2 akun",
        "1 undangan terbuka",
        "1 sub-unit",
        "otto@contoh.id",
        "baru0@contoh.id",
        "Puskesmas Anggut",
    ):
        assert words in page
    assert "baru1@contoh.id" not in page  # past its date
    old.refresh_from_db()
    assert old.merged_into is None and old.is_active
    assert not AuditEvent.objects.filter(verb="department.merge").exists()


def test_the_second_button_does_what_was_shown(world: World, two: tuple[Department, Department]) -> None:
    old, new = two
    client, second = world.client("citra"), Membership.objects.get(user__email="kedua@contoh.id")
    seen = client.post(address(old), sent(new)).context["found"].fingerprint
    invitation = Invitation.objects.get(email="baru0@contoh.id")
    answer = client.post(address(old), sent(new, seen=seen, akhiri=[second.pk], batalkan=[invitation.pk]))
    assert answer.status_code == 302
    old.refresh_from_db()
    assert (old.merged_into, old.merged_on, old.merged_basis, old.is_active) == (
        new,
        date(2026, 1, 2),
        BASIS,
        False,
    )
    otto = world.memberships["otto"]
    otto.refresh_from_db()
    second.refresh_from_db()
    invitation.refresh_from_db()
    assert otto.department == new and otto.ended_at is None
    assert second.ended_at is not None and not User.objects.get(pk=second.user_id).is_active
    assert not invitation.is_open
    assert Invitation.objects.get(email="baru1@contoh.id").department == new  # may be sent again
    assert Department.objects.get(name="Puskesmas Anggut").parent == new
    assert old.innovations.get().title == "Antar Obat"  # still under the name it was made under
    event = AuditEvent.objects.get(verb="department.merge")
    assert event.reason == BASIS and event.region_code == "17.71"
    assert (event.facts["into"], event.facts["moved"], event.facts["ended"]) == (
        new.pk,
        [otto.pk],
        [second.pk],
    )
    assert Notice.objects.filter(user=otto.user, kind="department.merge").count() == 1
    assert category_of("department.merge") in ALWAYS_MAILED  # whom one works for has changed
    assert OutboxMail.objects.get(to="kedua@contoh.id").subject == "Peran Anda berakhir"


def test_what_came_meanwhile_is_shown_before_anything_happens(
    world: World, two: tuple[Department, Department]
) -> None:
    old, new = two
    client = world.client("citra")
    seen = client.post(address(old), sent(new)).context["found"].fingerprint
    world.innovation("otto", title="Baru saja")
    answer = client.post(address(old), sent(new, seen=seen))
    assert answer.status_code == 200 and answer.context["found"].innovations == 2
    old.refresh_from_db()
    assert old.merged_into is None


def test_no_circle_no_second_merger_and_no_closed_successor(
    world: World, two: tuple[Department, Department]
) -> None:
    old, new = two
    unit = Department.objects.get(name="Puskesmas Anggut")
    closed = made(world, "Kantor Tutup")
    Department.objects.filter(pk=closed.pk).update(is_active=False)
    for successor in (old, unit, closed, world.departments["17.06", "Dinas Kesehatan"]):
        with pytest.raises(Refused) as no:
            merged(world, old, successor)
        assert no.value.status == 409
    merged(world, old, new)
    with pytest.raises(Refused):
        merged(world, old, world.departments["17.71", "Dinas Kependudukan dan Pencatatan Sipil"])
    with pytest.raises(Refused):  # back again: a circle
        merged(world, new, old)
    other = made(world, "Dinas Sosial")
    merged(world, new, other)
    assert merger_of(other, unit).innovations == 0
    assert world.actor("otto").below == frozenset()
    world.memberships["otto"].refresh_from_db()
    assert world.actor("otto").below == {old.pk, new.pk, unit.pk}
    with pytest.raises(Refused):
        merged(world, other, new)


def test_a_tree_that_would_grow_too_deep_is_refused(world: World, two: tuple[Department, Department]) -> None:
    old, new = two
    deep = made(world, "Seksi", made(world, "Bidang", new))
    with pytest.raises(Refused):
        merged(world, old, deep)
    merged(world, deep, old)
    assert Department.objects.get(pk=deep.pk).merged_into == old


def test_a_day_to_come_or_no_basis_is_refused_and_nothing_typed_is_lost(
    world: World, two: tuple[Department, Department]
) -> None:
    old, new = two
    client = world.client("citra")
    later = (timezone.localdate() + timedelta(days=3)).isoformat()
    answer = client.post(address(old), sent(new, merged_on=later))
    assert answer.status_code == 400 and BASIS in answer.content.decode()
    assert "belum tiba" in answer.content.decode()
    answer = client.post(address(old), sent(new, basis=" "))
    assert answer.status_code == 400 and "dasar hukumnya" in answer.content.decode()
    with pytest.raises(Refused) as no:
        merged(world, old, new, basis="  ")
    assert no.value.status == 400


@pytest.mark.parametrize(
    "name, status", [("candra", 404), ("otto", 403), ("hana", 403), ("ayu", 403), ("audi", 403)]
)
def test_only_the_regions_coordinator_merges(
    world: World, two: tuple[Department, Department], name: str, status: int
) -> None:
    old, new = two
    assert world.client(name).post(address(old), sent(new)).status_code == status
    with pytest.raises(Refused) as no:
        merged(world, old, new, by=name)
    assert no.value.status == status


def test_the_second_factor_is_asked_for(world: World, two: tuple[Department, Department]) -> None:
    assert world.client("citra", stepped_up=False).get(address(two[0])).status_code == 401
    assert Client().get(address(two[0]))["Location"].startswith("/masuk/")


def test_a_merged_department_stays_where_it_is_and_can_be_renamed(
    world: World, two: tuple[Department, Department]
) -> None:
    old, new = two
    merged(world, old, new)
    client = world.client("citra")
    answer = client.post(
        f"/perangkat-daerah/{old.pk}/", {"name": "Dinkes (lama)", "is_active": "on", "parent": ""}
    )
    assert answer.status_code == 302
    old.refresh_from_db()
    assert (old.name, old.is_active, old.merged_into) == ("Dinkes (lama)", False, new)
    page = client.get("/perangkat-daerah/").content.decode()
    assert "bergabung ke Dinas Kesehatan dan Keluarga pada" in page
    assert BASIS in client.get(f"/perangkat-daerah/{old.pk}/").content.decode()
    assert client.get(address(old)).status_code == 409


def filling_in(world: World, for_whom: Membership, who: User) -> Membership:
    return delegate(for_whom, who, until=timezone.localdate(), by=world.actor("citra"))


def operator(unit: Department, name: str) -> Membership:
    user = User.objects.create(email=f"{name}@contoh.id", name=name)
    return Membership.objects.create(user=user, role="OPD", region=unit.region, department=unit)


def test_who_fills_in_at_both_departments_goes_on_at_the_one_that_is_left(world: World) -> None:
    old, new = made(world, "Dinas Lama"), made(world, "Dinas Baru")
    roles = [filling_in(world, operator(unit, unit.name[6:]), world.user("otto")) for unit in (old, new)]
    merged(world, old, new)
    held = Membership.objects.filter(user=world.user("otto"), department=new, ended_at=None)
    assert [one.pk for one in held] == [roles[1].pk]
    event = AuditEvent.objects.get(verb="department.merge")
    assert roles[0].pk in event.facts["ended"] and roles[0].pk not in event.facts["moved"]
    assert Notice.objects.filter(user=world.user("otto"), kind="delegation.ended").count() == 1


def test_nobody_fills_in_where_they_belong_since_the_merger(world: World) -> None:
    old, new = made(world, "Dinas Lama"), made(world, "Dinas Baru")
    here, there = operator(old, "lama"), operator(new, "baru")
    roles = [filling_in(world, here, there.user), filling_in(world, there, here.user)]
    merged(world, old, new)
    assert not Membership.objects.filter(pk__in=[one.pk for one in roles], ended_at=None).exists()
    here.refresh_from_db()
    assert here.department == new and here.ended_at is None
    assert User.objects.filter(pk__in=[here.user_id, there.user_id], is_active=True).count() == 2


def test_filling_in_ends_with_the_role_that_ends_in_a_merger_and_stays_where_it_was(world: World) -> None:
    old, new = made(world, "Dinas Lama"), made(world, "Dinas Baru")
    giver = operator(old, "lama")
    role = filling_in(world, giver, world.user("otto"))
    merged(world, old, new, ended=[giver.pk])
    role.refresh_from_db()
    assert role.ended_at is not None and role.department == old
    assert role.pk in AuditEvent.objects.get(verb="department.merge").facts["ended"]
