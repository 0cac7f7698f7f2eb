"""Who is turned away, and with which status."""

import pytest
from django.test import Client

from piagam.entries.models import Claim, Entry
from piagam.entries.tests.filling import best_facts, form_data
from piagam.entries.tests.scenes import rows
from tests.cast import World


def save(client: Client, entry: Entry) -> int:
    indicator = rows(entry)[0]
    data = form_data(indicator, best_facts(indicator.answer))
    status: int = client.post(f"/entri/{entry.pk}/isian/{indicator.code}/", data).status_code
    return status


@pytest.mark.parametrize(
    ("name", "status"),
    [("oki", 302), ("citra", 302), ("otto", 404), ("omar", 404), ("candra", 404), ("hana", 403), ("vera", 404),
     ("ayu", 404), ("audi", 403), ("putri", 403)],
)  # fmt: skip
def test_only_the_department_and_its_coordinator_edit_a_row(world: World, name: str, status: int) -> None:
    assert save(world.client(name), world.entry("oki")) == status
    assert Claim.objects.exists() == (status == 302)


def test_nobody_who_is_not_signed_in_sees_anything(world: World) -> None:
    entry = world.entry("oki")
    for path in (
        f"/entri/{entry.pk}/",
        "/laporan/",
        "/laporan/iga-2026/17.71/",
        "/laporan/iga-2026/17.71/kirim/",
    ):
        response = Client().get(path)
        assert response.status_code == 302, path
        assert response["location"].startswith("/masuk/")


@pytest.mark.parametrize("name", ["omar", "candra", "otto"])
def test_a_neighbour_gets_the_page_of_a_thing_that_does_not_exist(world: World, name: str) -> None:
    entry, client = world.entry("oki"), world.client(name)
    real = client.get(f"/entri/{entry.pk}/")
    none = client.get("/entri/999999/")
    assert (real.status_code, none.status_code) == (404, 404)


@pytest.mark.parametrize("phase", ["C", "V", "A", "J", "F", "P"])
def test_after_the_close_no_row_can_be_changed(world: World, phase: str) -> None:
    entry = world.entry("oki")
    world.to_phase(phase)
    assert save(world.client("oki"), entry) == 409
    assert save(world.client("citra"), entry) == 409
    assert not Claim.objects.exists()


@pytest.mark.parametrize("state", ["sent", "accepted", "submitted"])
def test_a_row_of_an_entry_on_its_way_is_locked(world: World, state: str) -> None:
    entry = world.entry("oki", state=state)
    assert save(world.client("oki"), entry) == 409
    assert not Claim.objects.exists()


def test_rows_of_a_draft_are_locked_while_the_report_is_submitted(world: World) -> None:
    entry = world.entry("oki")
    entry.report.state = "submitted"
    entry.report.save()
    assert save(world.client("oki"), entry) == 409


def test_an_operator_does_not_reach_the_regions_own_rows(world: World) -> None:
    world.report()
    assert world.client("oki").get("/laporan/iga-2026/17.71/daerah/").status_code == 404
    assert world.client("hana").get("/laporan/iga-2026/17.71/daerah/").status_code == 200
    indicator = rows(world.report())[0]
    url = f"/laporan/iga-2026/17.71/daerah/isian/{indicator.code}/"
    assert world.client("hana").post(url, {"version": 0}).status_code == 403


def test_a_row_that_does_not_exist_is_not_found(world: World) -> None:
    entry = world.entry("oki")
    regional = rows(world.report())[0]
    client = world.client("oki")
    assert client.post(f"/entri/{entry.pk}/isian/sid-99/", {"version": 0}).status_code == 404
    assert client.post(f"/entri/{entry.pk}/isian/{regional.code}/", {"version": 0}).status_code == 404


def test_supervisors_read_a_submitted_entry_only_when_their_phase_has_come(world: World) -> None:
    entry = world.entry("oki", state="submitted")
    assert world.client("qori").get(f"/entri/{entry.pk}/").status_code == 409
    world.to_phase("V")
    assert world.client("qori").get(f"/entri/{entry.pk}/").status_code == 200
    draft = world.entry("oki", title="Masih disusun")
    assert world.client("qori").get(f"/entri/{draft.pk}/").status_code == 403


def test_the_provincial_supervisor_reads_the_profile_but_no_level(world: World) -> None:
    entry = world.entry("oki", state="submitted")
    world.to_phase("V")
    text = world.client("putri").get(f"/entri/{entry.pk}/").content.decode()
    assert "Tingkat isian tidak ditampilkan untuk peran Anda." in text
    assert "Skor kematangan" not in text
