"""A coordinator keeps the list of departments: one by one, or a pasted list that goes in whole."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from piagam.audit.models import AuditEvent
from piagam.regions import actions
from piagam.regions.models import Department
from piagam.web.errors import Refused
from tests.cast import World

LIST = "1. Dinas Sosial\n2. Dinas Perhubungan\n3. Dinas Kesehatan\n4. dinas sosial"


def names(world: World) -> set[str]:
    return set(world.regions["17.71"].departments.values_list("name", flat=True))


def test_one_is_added(world: World) -> None:
    answer = world.client("citra").post(
        "/perangkat-daerah/tambah/", {"name": " Dinas  Sosial ", "short_name": "Dinsos"}
    )
    assert answer.status_code == 302
    assert Department.objects.get(name="Dinas Sosial").short_name == "Dinsos"
    assert AuditEvent.objects.get(verb="department.add").region_code == "17.71"


def test_a_name_that_is_there_is_refused_whatever_its_capitals(world: World) -> None:
    answer = world.client("citra").post("/perangkat-daerah/tambah/", {"name": "dinas KESEHATAN"})
    assert answer.status_code == 409
    assert "sudah ada" in answer.content.decode()


def test_a_pasted_list_is_shown_first_and_changes_nothing(world: World) -> None:
    before = names(world)
    page = world.client("citra").post("/perangkat-daerah/daftar/", {"text": LIST}).content.decode()
    assert "2 perangkat daerah baru" in page
    assert "2 baris dilewati" in page
    assert "sama dengan baris 1" in page
    assert names(world) == before


def test_the_second_button_adds_what_was_shown(world: World) -> None:
    client = world.client("citra")
    preview = client.post("/perangkat-daerah/daftar/", {"text": LIST})
    answer = client.post("/perangkat-daerah/daftar/", {"text": LIST, "seen": preview.context["seen"]})
    assert answer.status_code == 302
    assert {"Dinas Sosial", "Dinas Perhubungan"} <= names(world)
    event = AuditEvent.objects.get(verb="department.add_many")
    assert event.facts["names"] == ["Dinas Sosial", "Dinas Perhubungan"]


def test_what_changed_meanwhile_is_shown_again_before_anything_is_added(world: World) -> None:
    client = world.client("citra")
    preview = client.post("/perangkat-daerah/daftar/", {"text": LIST})
    actions.add_department(world.regions["17.71"], "Dinas Sosial", by=world.actor("citra"))
    answer = client.post("/perangkat-daerah/daftar/", {"text": LIST, "seen": preview.context["seen"]})
    assert answer.status_code == 200
    assert "Dinas Perhubungan" not in names(world)


def test_one_wrong_line_keeps_the_whole_list_out(world: World) -> None:
    text = "Dinas Sosial\n" + "x" * 300
    answer = world.client("citra").post("/perangkat-daerah/daftar/", {"text": text})
    assert answer.status_code == 400
    assert "Baris 2" in answer.content.decode()
    with pytest.raises(Refused):
        actions.add_departments(world.regions["17.71"], text, by=world.actor("citra"))
    assert "Dinas Sosial" not in names(world)


def test_names_are_text_and_never_markup(world: World) -> None:
    page = world.client("citra").post("/perangkat-daerah/daftar/", {"text": "<b>Dinas</b>"}).content.decode()
    assert "&lt;b&gt;Dinas" in page
    assert "<b>Dinas" not in page


def test_a_department_out_of_use_stays_in_the_list(world: World) -> None:
    unit = world.memberships["otto"].department
    world.client("citra").post(f"/perangkat-daerah/{unit.pk}/", {"name": "Dinkes", "short_name": ""})
    unit.refresh_from_db()
    assert (unit.name, unit.is_active) == ("Dinkes", False)
    assert "Tidak digunakan" in world.client("citra").get("/perangkat-daerah/").content.decode()


@pytest.mark.parametrize(
    "name, status", [("candra", 404), ("oki", 403), ("hana", 403), ("ayu", 403), ("audi", 403)]
)
def test_nobody_else_changes_a_department(world: World, name: str, status: int) -> None:
    unit = world.memberships["otto"].department
    assert world.client(name).post(f"/perangkat-daerah/{unit.pk}/", {"name": "X"}).status_code == status
    with pytest.raises(Refused) as no:
        actions.add_department(world.regions["17.71"], "Baru", by=world.actor(name))
    assert no.value.status == status


def test_an_unknown_department_answers_like_a_neighbours(world: World) -> None:
    unit = world.memberships["omar"].department
    client = world.client("citra")
    there, nowhere = client.get(f"/perangkat-daerah/{unit.pk}/"), client.get("/perangkat-daerah/999999/")
    assert (there.status_code, nowhere.status_code) == (404, 404)


def test_the_public_is_sent_to_sign_in(world: World, client: Client) -> None:
    assert client.get("/perangkat-daerah/")["Location"].startswith("/masuk/")


def test_the_list_asks_as_often_for_many_as_for_few(world: World, django_assert_num_queries) -> None:
    client = world.client("candra")
    client.get("/perangkat-daerah/")
    with CaptureQueriesContext(connection) as few:
        client.get("/perangkat-daerah/")
    Department.objects.bulk_create(
        Department(region=world.regions["17.06"], name=f"Dinas {n}") for n in range(3)
    )
    with django_assert_num_queries(len(few)):
        client.get("/perangkat-daerah/")
