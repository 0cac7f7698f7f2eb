"""Working together: collaborators of other departments, and who is here."""

from datetime import timedelta

import pytest
from django.utils import timezone

from piagam.audit.models import AuditEvent
from piagam.innovations.models import Collaborator, Innovation, Presence
from piagam.innovations.tests.conftest import version_of
from piagam.notices.models import Notice
from piagam.people.models import Membership
from tests.cast import World

SCRIPT = {"HTTP_ACCEPT": "application/json"}


def invite(world: World, innovation: Innovation, name: str, by: str = "oki") -> int:
    sent = {"orang": world.user(name).pk}
    status: int = world.client(by).post(f"/bank/{innovation.pk}/kolaborator/", sent).status_code
    return status


def test_a_collaborator_reads_and_edits_this_innovation_and_nothing_else(
    world: World, innovation: Innovation
) -> None:
    other = world.innovation("oki", title="Lain milik Oki")
    entry = world.entry("oki", title="Diikutkan")
    assert world.client("otto").get(f"/bank/{innovation.pk}/").status_code == 404
    assert invite(world, innovation, "otto") == 302
    otto = world.client("otto")
    assert "Antar Akta" in otto.get("/bank/").content.decode()
    assert otto.get(f"/bank/{innovation.pk}/ubah/").status_code == 200
    sent = {"field": "tujuan", "tujuan": "Dari Otto", "version": version_of(innovation, "tujuan")}
    assert otto.post(f"/bank/{innovation.pk}/simpan/", sent, **SCRIPT).status_code == 200
    page = otto.get(f"/bank/{innovation.pk}/").content.decode()
    assert "Ubah isian" in page or "Lengkapi isian" in page
    assert "Arsipkan" not in page and "/kolaborator/" not in page
    for address in ("arsipkan/", "kolaborator/", "hapus/", "gabung/"):
        answer = otto.post(f"/bank/{innovation.pk}/{address}", {"alasan": "x"})
        assert answer.status_code in {404, 405}, address
    assert otto.get(f"/bank/{other.pk}/").status_code == 404
    assert otto.get(f"/entri/{entry.pk}/").status_code == 404
    assert Notice.objects.filter(user=world.user("otto"), kind="innovation.share").count() == 1
    assert AuditEvent.objects.filter(verb="innovation.share").count() == 1


def test_an_invitation_ends_and_what_was_written_stays(world: World, innovation: Innovation) -> None:
    invite(world, innovation, "otto")
    one = Collaborator.objects.get()
    assert world.client("otto").post(f"/bank/{innovation.pk}/kolaborator/{one.pk}/akhiri/").status_code == 404
    world.client("citra").post(f"/bank/{innovation.pk}/kolaborator/{one.pk}/akhiri/")
    innovation.refresh_from_db()
    assert not innovation.is_shared and not Collaborator.objects.exists()
    assert world.client("otto").get(f"/bank/{innovation.pk}/").status_code == 404
    assert world.client("otto").get("/bank/").context["rows"] == []


def test_a_collaborator_who_moves_to_another_region_is_out(world: World, innovation: Innovation) -> None:
    invite(world, innovation, "otto")
    Membership.objects.filter(user=world.user("otto")).update(
        region=world.regions["17.06"], department=world.departments["17.06", "Dinas Kesehatan"]
    )
    assert world.client("otto").get(f"/bank/{innovation.pk}/").status_code == 404
    assert world.client("otto").get("/bank/").context["rows"] == []


@pytest.mark.parametrize("who", ["omar", "citra", "oki", "vera"])
def test_only_operators_of_the_regions_other_departments_are_invited(
    world: World, innovation: Innovation, who: str
) -> None:
    assert invite(world, innovation, who) == 422 and not Collaborator.objects.exists()
    assert invite(world, innovation, "otto", by="otto") == 404
    assert invite(world, innovation, "otto", by="candra") == 404


def test_nobody_is_invited_twice(world: World, innovation: Innovation) -> None:
    assert invite(world, innovation, "otto") == 302
    assert invite(world, innovation, "otto") == 422
    assert Collaborator.objects.count() == 1


def test_each_sees_who_else_is_here_and_in_which_field(world: World, innovation: Innovation) -> None:
    oki, citra = world.client("oki"), world.client("citra")
    here = f"/bank/{innovation.pk}/hadir/"
    assert oki.post(here, {"isian": "tujuan"}, **SCRIPT).json() == {"people": []}
    assert citra.post(here, {"isian": ""}, **SCRIPT).json() == {
        "people": [{"name": "Oki", "field": "tujuan", "last": ""}]
    }
    assert "Dibuka juga oleh Oki" in citra.get(f"/bank/{innovation.pk}/ubah/").content.decode()
    assert Presence.objects.count() == 2


def test_a_page_without_script_is_seen_for_a_while(world: World, innovation: Innovation) -> None:
    world.client("oki").get(f"/bank/{innovation.pk}/ubah/")
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    seen = world.client("citra").post(f"/bank/{innovation.pk}/hadir/", {}, **SCRIPT).json()["people"]
    assert [one["name"] for one in seen] == ["Oki"] and "." in seen[0]["last"]
    Presence.objects.filter(user=world.user("oki")).update(seen_at=timezone.now() - timedelta(hours=1))
    assert world.client("citra").post(f"/bank/{innovation.pk}/hadir/", {}, **SCRIPT).json()["people"] == []


def test_strangers_hear_nothing_of_who_is_here(world: World, innovation: Innovation) -> None:
    for name in ("otto", "candra", "vera"):
        assert world.client(name).post(f"/bank/{innovation.pk}/hadir/", {}, **SCRIPT).status_code == 404
    assert not Presence.objects.exists() and not AuditEvent.objects.filter(verb__contains="here").exists()
