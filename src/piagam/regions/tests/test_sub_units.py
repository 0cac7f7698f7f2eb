"""Departments and their sub-units: put under one another, moved, closed; never a circle, never too deep."""

import pytest
from django.db import IntegrityError, transaction

from piagam.audit.models import AuditEvent
from piagam.regions import actions
from piagam.regions.models import Department
from piagam.web.errors import Refused
from tests.cast import World

LIST = "/perangkat-daerah/"


def made(world: World, name: str, parent: Department | None = None) -> Department:
    return actions.add_department(world.regions["17.71"], name, parent=parent, by=world.actor("citra"))


def moved(world: World, one: Department, parent: Department | None, *, is_active: bool = True) -> Department:
    return actions.change_department(
        one, name=one.name, short_name="", is_active=is_active, parent=parent, by=world.actor("citra")
    )


def test_the_page_shows_each_department_followed_by_its_units(world: World) -> None:
    dinas = world.departments["17.71", "Dinas Kesehatan"]
    puskesmas = made(world, "Puskesmas Anggut", dinas)
    made(world, "Badan Arsip")
    made(world, "A Pustu", puskesmas)
    page = world.client("citra").get(LIST)
    shown = [(level, one.name) for level, one in page.context["page"]]
    assert shown == [
        (0, "Badan Arsip"), (0, "Dinas Kependudukan dan Pencatatan Sipil"), (0, "Dinas Kesehatan"),
        (1, "Puskesmas Anggut"), (2, "A Pustu"),
    ]  # fmt: skip


def test_a_pasted_list_goes_under_the_department_that_was_chosen(world: World) -> None:
    dinas, client = world.departments["17.71", "Dinas Kesehatan"], world.client("citra")
    sent = {"text": "Puskesmas A\nPuskesmas B", "parent": dinas.pk}
    preview = client.post(f"{LIST}daftar/", sent)
    assert f'name="parent" value="{dinas.pk}"' in preview.content.decode()
    client.post(f"{LIST}daftar/", {**sent, "seen": preview.context["seen"]})
    assert set(dinas.units.values_list("name", flat=True)) == {"Puskesmas A", "Puskesmas B"}
    assert AuditEvent.objects.get(verb="department.add_many").facts["parent"] == dinas.pk


def test_moving_is_recorded_with_both_places(world: World) -> None:
    dinas = world.departments["17.71", "Dinas Kesehatan"]
    unit = made(world, "UPTD Laboratorium")
    client = world.client("citra")
    answer = client.post(f"{LIST}{unit.pk}/", {"name": unit.name, "parent": dinas.pk, "is_active": "on"})
    assert answer.status_code == 302
    unit.refresh_from_db()
    assert unit.parent == dinas
    facts = AuditEvent.objects.get(verb="department.change").facts
    assert (facts["before"]["parent"], facts["after"]["parent"]) == (None, dinas.pk)
    moved(world, unit, None)
    unit.refresh_from_db()
    assert unit.parent is None


def test_no_circle_and_no_fourth_level(world: World) -> None:
    top = made(world, "Dinas Pendidikan")
    school = made(world, "SMP 1", top)
    annex = made(world, "SMP 1 Kelas Jauh", school)
    other = made(world, "Dinas Arsip")
    for one, parent in (
        (top, top),
        (top, school),
        (top, annex),
        (school, annex),
        (other, annex),
        (school, school),
    ):
        with pytest.raises(Refused) as no:
            moved(world, one, parent)
        assert no.value.status == 409
    with pytest.raises(Refused):
        made(world, "Terlalu dalam", annex)
    with pytest.raises(Refused):  # with its annex it would reach a fourth level
        moved(world, top, other)
    moved(world, school, other)
    school.refresh_from_db()
    assert school.parent == other
    page = world.client("citra").get(f"{LIST}{top.pk}/")
    offered = {value for value, _name in page.context["form"].fields["parent"].choices}
    assert top.pk not in {getattr(one, "value", None) for one in offered}


def test_a_neighbours_department_is_no_parent(world: World) -> None:
    theirs = world.departments["17.06", "Dinas Kesehatan"]
    with pytest.raises(Refused):
        made(world, "Puskesmas", theirs)
    answer = world.client("citra").post(f"{LIST}tambah/", {"name": "Puskesmas", "parent": theirs.pk})
    assert answer.status_code == 400
    assert 'value="Puskesmas"' in answer.content.decode()


def test_a_department_with_units_in_use_is_not_closed(world: World) -> None:
    top = made(world, "Dinas Pendidikan")
    unit = made(world, "SMP 1", top)
    with pytest.raises(Refused) as no:
        moved(world, top, None, is_active=False)
    assert "sub-unit" in str(no.value.sentence)
    moved(world, unit, top, is_active=False)
    assert not moved(world, top, None, is_active=False).is_active
    with pytest.raises(Refused):
        made(world, "SMP 2", top)


def test_the_database_itself_refuses_a_department_under_itself(world: World) -> None:
    unit = made(world, "Dinas Pendidikan")
    with pytest.raises(IntegrityError), transaction.atomic():
        Department.objects.filter(pk=unit.pk).update(parent=unit.pk)
    with pytest.raises(IntegrityError), transaction.atomic():  # merged, and still in use
        Department.objects.filter(pk=unit.pk).update(
            merged_into=world.departments["17.71", "Dinas Kesehatan"]
        )
