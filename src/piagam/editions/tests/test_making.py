"""An administrator makes an edition from a rulebook; a second one puts the rules in force."""

from pathlib import Path

import pytest

from piagam.audit.models import AuditEvent
from piagam.editions import actions
from piagam.editions.linting import lint, lint_pinned
from piagam.editions.models import Edition
from piagam.editions.rulebooks import shipped_folder
from piagam.people.models import Proposal
from piagam.regions.models import ClusterFact
from piagam.web.errors import Refused
from tests.cast import World

NEW = {"rulebook": "iga-2026", "edition_id": "gladi-2026", "title": "Gladi 2026", "reason": "latihan"}


def make(world: World, **more) -> Edition:
    given = NEW | more
    return actions.create_edition(
        given["rulebook"], edition_id=given["edition_id"], title=given["title"], reason=given["reason"],
        by=world.actor("ayu"),
    )  # fmt: skip


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a rulebook that has two mistakes."""
    folder = tmp_path / "rusak-2026"
    for path in shipped_folder().glob("iga-2026/**/*.toml"):
        target = folder / path.relative_to(shipped_folder() / "iga-2026")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text("utf-8"), "utf-8")
    edition = folder / "edition.toml"
    text = edition.read_text("utf-8").replace("format = 1", 'format = 1\nhadiah = "piala"', 1)
    edition.write_text(text, "utf-8")
    index = folder / "index.toml"
    index.write_text(index.read_text("utf-8").replace("half-up", "half-down"), "utf-8")
    monkeypatch.setenv("PIAGAM_RULEBOOKS", str(tmp_path))
    return folder


def test_an_edition_begins_in_draft_with_pinned_rules_and_a_proposal(world: World) -> None:
    answer = world.client("ayu").post("/edisi/baru/", NEW)
    assert answer["Location"] == "/edisi/gladi-2026/"
    edition = Edition.objects.get(pk="gladi-2026")
    assert (edition.phase, edition.rulebook_approved_at) == ("D", None)
    assert edition.year == 2026
    assert edition.dates.filter(code="reporting").exists()
    assert Proposal.objects.get(edition=edition).params["sha256"] == edition.rulebook_id
    assert AuditEvent.objects.filter(edition_id="gladi-2026").count() == 1
    assert AuditEvent.objects.get(verb="edition.set_rules").reason == "latihan"


def test_the_second_persons_yes_puts_the_rules_in_force_and_makes_the_clusters(world: World) -> None:
    edition = make(world)
    proposal = Proposal.objects.get(edition=edition)
    page = world.client("adi").get(f"/edisi/gladi-2026/usulan/{proposal.pk}/").content.decode()
    assert edition.rulebook_id in page
    world.client("adi").post(f"/edisi/gladi-2026/usulan/{proposal.pk}/", {"decision": "approve"})
    edition.refresh_from_db()
    assert edition.rulebook_approved_at is not None
    assert ClusterFact.objects.filter(edition=edition).exists()
    assert AuditEvent.objects.filter(verb="edition.approve").count() == 1


def test_a_refusal_leaves_the_rules_unapproved_and_others_can_be_proposed(world: World) -> None:
    edition = make(world)
    proposal = Proposal.objects.get(edition=edition)
    url = f"/edisi/gladi-2026/usulan/{proposal.pk}/"
    assert world.client("adi").post(url, {"decision": "refuse"}).status_code == 400
    assert world.client("adi").post(url, {"decision": "refuse", "reason": "salah berkas"}).status_code == 302
    edition.refresh_from_db()
    assert edition.rulebook_approved_at is None
    answer = world.client("ayu").post(
        "/edisi/gladi-2026/pedoman/", {"rulebook": "iga-2026", "reason": "lagi"}
    )
    assert answer.status_code == 302


def test_of_two_approvals_one_counts(world: World) -> None:
    proposal = Proposal.objects.get(edition=make(world))
    stale = Proposal.objects.select_related("edition").get(pk=proposal.pk)
    actions.approve_proposal(proposal, by=world.actor("adi"))
    with pytest.raises(Refused, match="sudah diputuskan"):
        actions.approve_proposal(stale, by=world.actor("adi"))
    assert AuditEvent.objects.filter(verb="edition.approve").count() == 1


def test_nobody_approves_the_own_rules(world: World) -> None:
    proposal = Proposal.objects.get(edition=make(world))
    with pytest.raises(Refused) as no:
        actions.approve_proposal(proposal, by=world.actor("ayu"))
    assert (no.value.status, no.value.code) == (403, "needs-another-person")
    answer = world.client("ayu").get(f"/edisi/gladi-2026/usulan/{proposal.pk}/")
    assert answer.status_code == 403


@pytest.mark.parametrize("edition_id", ["IGA", "iga 2026", "-iga", "baru", "pedoman", "iga-2026"])
def test_a_code_must_be_an_address_of_its_own(world: World, edition_id: str) -> None:
    with pytest.raises(Refused):
        make(world, edition_id=edition_id)


def test_making_wants_a_reason_and_the_second_factor(world: World) -> None:
    assert world.client("ayu").post("/edisi/baru/", NEW | {"reason": ""}).status_code == 400
    assert world.client("ayu", stepped_up=False).post("/edisi/baru/", NEW).status_code == 401
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("name", ["oki", "citra", "hana", "putri", "vera", "qori", "joko", "audi"])
def test_only_administrators_make_editions(world: World, name: str) -> None:
    assert world.client(name).post("/edisi/baru/", NEW).status_code == 403
    assert Edition.objects.count() == 1


def test_the_linter_names_every_mistake_with_file_key_and_sentence(world: World, broken: Path) -> None:
    verdict = lint("rusak-2026")
    assert not verdict.ok
    assert {one.file for one in verdict.problems} == {"edition.toml", "index.toml"}
    page = world.client("ayu").get("/edisi/pedoman/rusak-2026/").content.decode()
    for one in verdict.problems:
        assert one.file in page
        assert one.key in page
    form = NEW | {"rulebook": "rusak-2026"}
    answer = world.client("ayu").post("/edisi/baru/", form)
    assert answer.status_code == 409
    assert f"{len(verdict.problems)} kesalahan" in answer.content.decode()
    assert not Edition.objects.filter(pk="gladi-2026").exists()


def test_a_rulebook_that_is_not_there_is_not_found(world: World) -> None:
    assert world.client("ayu").get("/edisi/pedoman/tidak-ada/").status_code == 404
    with pytest.raises(Refused):
        make(world, rulebook="../../etc")


def test_open_questions_are_counted_with_their_place(world: World) -> None:
    verdict = lint_pinned(world.edition)
    assert verdict.to_confirm
    assert all(one.file.endswith(".toml") and one.sentence for one in verdict.to_confirm)
    page = world.client("ayu").get("/edisi/iga-2026/").content.decode()
    assert f"{len(verdict.to_confirm)} hal perlu ditegaskan" in page


def test_rules_of_an_open_edition_are_not_changed(world: World) -> None:
    with pytest.raises(Refused) as no:
        actions.set_rules(world.edition, "iga-2026", by=world.actor("ayu"), reason="x")
    assert no.value.status == 409
    assert world.client("ayu").get("/edisi/iga-2026/pedoman/").status_code == 409


def test_who_prepares_and_watches_sees_editions_and_nobody_else(world: World) -> None:
    for phase, refusal in (("D", 404), ("O", 403)):
        world.to_phase(phase)
        for name in ("ayu", "qori", "audi"):
            assert world.client(name).get("/edisi/").status_code == 200
            assert world.client(name).get("/edisi/iga-2026/").status_code == 200
        for name in ("oki", "citra", "hana", "putri", "vera", "joko"):
            assert world.client(name).get("/edisi/").status_code == 403
            assert world.client(name).get("/edisi/iga-2026/").status_code == refusal
