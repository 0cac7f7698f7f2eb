"""An operator leaves: what belongs to the person goes to the successor, the department keeps the rest."""

from typing import Any

import pytest

from piagam.audit.models import AuditEvent
from piagam.innovations.models import Collaborator, SavedFilter
from piagam.mentoring.handing_over import hand_over, holding_of
from piagam.notices.models import Notice
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
