"""The way of an entry between the department and its coordinator."""

import pytest

from piagam.audit.models import AuditEvent
from piagam.entries.actions import enter_innovation
from piagam.entries.models import Entry, Report
from piagam.notices.models import Notice
from piagam.web.errors import Refused
from tests.cast import World


def test_an_operator_enters_an_innovation_of_the_bank(world: World) -> None:
    innovation, client = world.innovation("oki"), world.client("oki")
    page = client.get("/laporan/iga-2026/17.71/").content.decode()
    assert "Ikutkan" in page
    for _again in range(2):
        response = client.post(f"/laporan/iga-2026/17.71/ikutkan/{innovation.pk}/")
        assert response["location"] == f"/entri/{Entry.objects.get().pk}/"
    assert Entry.objects.get().state == "draft"
    assert AuditEvent.objects.filter(verb="entry.create").count() == 1


@pytest.mark.parametrize(
    ("name", "status"), [("otto", 404), ("omar", 404), ("hana", 403), ("ayu", 404), ("citra", 302)]
)
def test_only_the_department_or_its_coordinator_enters_an_innovation(
    world: World, name: str, status: int
) -> None:
    innovation = world.innovation("oki")
    response = world.client(name).post(f"/laporan/iga-2026/17.71/ikutkan/{innovation.pk}/")
    assert response.status_code == status


def test_an_innovation_of_another_region_cannot_be_entered_here(world: World) -> None:
    innovation = world.innovation("omar")
    assert world.client("citra").post(f"/laporan/iga-2026/17.71/ikutkan/{innovation.pk}/").status_code == 404


@pytest.mark.parametrize("phase", ["C", "V", "P"])
def test_nothing_is_entered_after_the_close(world: World, phase: str) -> None:
    innovation = world.innovation("oki")
    world.to_phase(phase)
    response = world.client("oki").post(f"/laporan/iga-2026/17.71/ikutkan/{innovation.pk}/")
    assert response.status_code == 409
    assert not Report.objects.exists()


def test_an_archived_innovation_is_not_entered(world: World) -> None:
    innovation = world.innovation("oki")
    innovation.archived_at = innovation.created_at
    innovation.save()
    with pytest.raises(Refused, match="diarsipkan"):
        enter_innovation(innovation, world.edition, by=world.actor("oki"))


def test_an_entry_goes_to_the_coordinator_back_and_is_accepted(world: World) -> None:
    entry = world.entry("oki")
    path = f"/entri/{entry.pk}/"
    assert world.client("oki").post(f"{path}ajukan/").status_code == 302
    assert Notice.objects.get(user=world.user("citra")).url == path
    assert (
        world.client("citra").post(f"{path}kembalikan/", {"note": "Lengkapi SK halaman 2."}).status_code
        == 302
    )
    entry.refresh_from_db()
    assert (entry.state, entry.note) == ("returned", "Lengkapi SK halaman 2.")
    assert "Lengkapi SK halaman 2." in Notice.objects.get(user=world.user("oki")).text
    assert not Notice.objects.filter(user=world.user("otto")).exists()
    assert "Lengkapi SK halaman 2." in world.client("oki").get(path).content.decode()
    world.client("oki").post(f"{path}ajukan/")
    assert world.client("citra").post(f"{path}terima/").status_code == 302
    entry.refresh_from_db()
    assert (entry.state, entry.note) == ("accepted", "")
    verbs = list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["entry.send", "entry.return", "entry.send", "entry.accept"]


def test_returning_without_a_note_is_refused_and_says_what_is_missing(world: World) -> None:
    entry = world.entry("oki", state="sent")
    response = world.client("citra").post(f"/entri/{entry.pk}/kembalikan/", {"note": " "})
    assert response.status_code == 422
    assert "Tuliskan apa yang perlu diperbaiki." in response.content.decode()
    assert Entry.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("name", "step", "state", "status"),
    [
        ("citra", "ajukan", "draft", 403),
        ("oki", "terima", "sent", 403),
        ("oki", "kembalikan", "sent", 403),
        ("hana", "terima", "sent", 403),
        ("candra", "terima", "sent", 404),
        ("otto", "ajukan", "draft", 404),
        ("oki", "ajukan", "sent", 409),
        ("oki", "ajukan", "accepted", 409),
        ("citra", "terima", "draft", 409),
        ("citra", "terima", "accepted", 409),
        ("citra", "kembalikan", "draft", 409),
        ("citra", "kembalikan", "submitted", 409),
    ],
)
def test_a_step_out_of_turn_is_refused(world: World, name: str, step: str, state: str, status: int) -> None:
    entry = world.entry("oki", state=state)
    response = world.client(name).post(f"/entri/{entry.pk}/{step}/", {"note": "Perbaiki."})
    assert response.status_code == status
    assert Entry.objects.get().state == state
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("step", ["ajukan", "kembalikan", "terima"])
def test_no_step_is_taken_after_the_close(world: World, step: str) -> None:
    entry = world.entry("oki", state="draft" if step == "ajukan" else "sent")
    world.to_phase("C")
    name = "oki" if step == "ajukan" else "citra"
    assert world.client(name).post(f"/entri/{entry.pk}/{step}/", {"note": "Perbaiki."}).status_code == 409
