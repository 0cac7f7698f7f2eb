"""An operator leaves: what belongs to the person goes to the successor, the department keeps the rest."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from piagam.audit.models import AuditEvent
from piagam.innovations.models import Collaborator, FieldChange, SavedFilter
from piagam.mentoring.handing_over import hand_over, holding_of
from piagam.mentoring.models import Deadline
from piagam.notices.models import Notice
from piagam.regions.models import Department
from piagam.uploads.models import Upload
from piagam.web.errors import Refused
from tests.cast import World


def shared(world: World, owner: str, guest: str, title: str) -> Any:
    innovation = world.innovation(owner, title=title)
    Collaborator.objects.create(innovation=innovation, user=world.user(guest))
    innovation.is_shared = True
    innovation.save()
    return innovation


def address(world: World, who: str = "oki") -> str:
    return f"/operator/akun/{world.memberships[who].pk}/serah-terima/"


def test_what_belongs_to_the_person_goes_over_and_is_recorded(world: World) -> None:
    innovation = shared(world, "otto", "oki", "Digarap bersama")
    third = world.innovation("otto", title="Milik Otto")
    for owner in ("oki", "otto"):
        SavedFilter.objects.create(
            region_id="17.71", owner=world.user(owner), name="Siap", query="kelayakan=ready"
        )
    moved = hand_over(
        world.memberships["oki"], world.memberships["otto"], note="Terima kasih.", by=world.actor("oki")
    )
    assert moved.moves == 2
    innovation.refresh_from_db()
    assert not innovation.collaborators.exists() and not innovation.is_shared, (
        "Otto's department has it anyway"
    )
    assert set(SavedFilter.objects.values_list("owner__email", "name")) == {
        ("otto@contoh.id", "Siap"), ("otto@contoh.id", "Siap (2)")}  # fmt: skip
    assert AuditEvent.objects.get(verb="operator.hand_over").reason == "Terima kasih."
    notice = Notice.objects.get()
    assert notice.user == world.user("otto") and notice.text.endswith("Terima kasih.")
    assert third.department == world.memberships["otto"].department


def test_the_page_lists_what_is_held_and_what_is_open(world: World) -> None:
    shared(world, "otto", "oki", "Digarap bersama")
    world.entry("oki", title="Belum selesai")
    Upload.objects.create(owner=world.user("oki"), region_id="17.71", file_name="sk besar.pdf", length=9)
    page = world.client("citra").get(address(world)).content.decode()
    for words in ("Digarap bersama", "Belum selesai", "sk besar.pdf", "Otto", "Kelola akun"):
        assert words in page
    own = world.client("oki").get(address(world)).content.decode()
    assert "Digarap bersama" in own and "Kelola akun" not in own
    assert "Serah terima" in world.client("oki").get("/akun/").content.decode()


@pytest.mark.parametrize("wrong", ["", "0", "x", "omar", "oki"])
def test_only_another_operator_of_the_region_takes_over(world: World, wrong: str) -> None:
    shared(world, "otto", "oki", "Digarap bersama")
    chosen = world.memberships[wrong].pk if wrong in world.memberships else wrong
    answer = world.client("oki").post(address(world), {"successor": chosen, "note": "Pesan saya"})
    assert answer.status_code == 422 and "Pesan saya" in answer.content.decode()
    assert Collaborator.objects.get().user == world.user("oki")


@pytest.mark.parametrize("who", ["otto", "omar", "candra", "hana", "vera"])
def test_nobody_else_hands_it_over(world: World, who: str) -> None:
    assert world.client(who).get(address(world)).status_code in {403, 404}


def test_an_account_that_was_closed_meanwhile_takes_nothing(world: World) -> None:
    shared(world, "otto", "oki", "Digarap bersama")
    otto = world.memberships["otto"]
    otto.ended_at = otto.granted_at
    otto.save()
    with pytest.raises(Refused, match="tidak aktif"):
        hand_over(world.memberships["oki"], otto, note="", by=world.actor("oki"))
    assert holding_of(world.memberships["oki"]).moves == 1


def test_the_page_says_what_was_written_and_by_when_to_hand_in(world: World) -> None:
    oki = world.memberships["oki"]
    begun, edited, other = (
        world.innovation("oki", title=one) for one in ("Dimulai Oki", "Disunting Oki", "Lain")
    )
    begun.created_by = world.user("oki")
    begun.save()
    FieldChange.objects.create(innovation=edited, field="tujuan", old="", new="x", by=world.user("oki"))
    FieldChange.objects.create(innovation=other, field="tujuan", old="", new="x", by=world.user("citra"))
    Deadline.objects.create(
        edition=world.edition, region_id="17.71", due_at=datetime(2026, 8, 20, 16, tzinfo=UTC)
    )
    held = holding_of(oki)
    assert [one.title for one in held.innovations] == ["Dimulai Oki", "Disunting Oki"]
    page = world.client("oki").get(address(world)).content.decode()
    assert "Dimulai Oki" in page and "20 Agu 2026" in page
    answer = world.client("oki").post(address(world), {"successor": world.memberships["otto"].pk, "note": ""})
    begun.refresh_from_db()
    assert answer.status_code == 302 and begun.department == oki.department, "innovations stay"


def test_only_uploads_that_can_still_be_finished_are_named(world: World) -> None:
    mine = {"owner": world.user("oki"), "region_id": "17.71", "length": 9}
    Upload.objects.create(file_name="berjalan.pdf", **mine)
    Upload.objects.create(file_name="ditolak.pdf", refused="Bukan PDF.", **mine)
    Upload.objects.create(file_name="lewat.pdf", expires_at=datetime(2026, 1, 1, tzinfo=UTC), **mine)
    assert [one.file_name for one in holding_of(world.memberships["oki"]).uploads] == ["berjalan.pdf"]


def test_a_successor_who_reaches_the_innovation_from_above_needs_no_invitation(world: World) -> None:
    innovation = shared(world, "omar", "oki", "Di unit")
    unit = Department.objects.create(
        region_id="17.71", name="Puskesmas", parent=world.memberships["otto"].department
    )
    innovation.region_id, innovation.department = "17.71", unit
    innovation.save()
    hand_over(world.memberships["oki"], world.memberships["otto"], note="", by=world.actor("oki"))
    assert not Collaborator.objects.exists()


def test_both_accounts_are_locked_before_anything_moves(world: World) -> None:
    """SQLite locks the whole database; elsewhere it takes FOR UPDATE, which a count would leave out."""
    with CaptureQueriesContext(connection) as asked:
        hand_over(world.memberships["oki"], world.memberships["otto"], note="", by=world.actor("oki"))
    first = next(one["sql"] for one in asked.captured_queries if "people_membership" in one["sql"])
    assert "COUNT(" not in first and first.count("people_membership") > 1
    if connection.features.has_select_for_update:
        assert "FOR UPDATE" in first
