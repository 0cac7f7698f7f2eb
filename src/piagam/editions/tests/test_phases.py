"""A phase ends by the clock or by two people, and only when nothing is missing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from piagam.audit.models import AuditEvent
from piagam.editions import actions
from piagam.editions.calendar import DELIVERY, missing_for_next
from piagam.editions.clock import database_now
from piagam.editions.models import Edition
from piagam.people.models import Membership, Proposal
from piagam.regions.models import ClusterFact
from piagam.web.errors import Refused
from tests.cast import World


@pytest.fixture
def draft(world: World) -> World:
    world.to_phase("D")
    return world


def ask(world: World, by: str = "ayu") -> Proposal:
    return actions.ask_next_phase(world.edition, by=world.actor(by))


def phase(world: World) -> str:
    return Edition.objects.get(pk=world.edition.pk).phase_now


def test_opening_takes_two_people(draft: World) -> None:
    answer = draft.client("ayu").post("/edisi/iga-2026/tahap/", {"reason": "siap"})
    assert answer.status_code == 302
    assert phase(draft) == "D"
    proposal = Proposal.objects.get()
    draft.client("adi").post(f"/edisi/iga-2026/usulan/{proposal.pk}/", {"decision": "approve"})
    assert phase(draft) == "O"
    assert [event.verb for event in AuditEvent.objects.order_by("sequence")] == [
        "edition.ask_next_phase", "edition.approve",
    ]  # fmt: skip


def test_the_one_who_asked_cannot_open(draft: World) -> None:
    proposal = ask(draft)
    with pytest.raises(Refused) as no:
        actions.approve_proposal(proposal, by=draft.actor("ayu"))
    assert no.value.code == "needs-another-person"
    assert phase(draft) == "D"


def without_approval(world: World) -> None:
    Edition.objects.update(rulebook_approved_at=None)


def without_calendar(world: World) -> None:
    Edition.objects.update(closes_at=None)


def with_a_past_end(world: World) -> None:
    Edition.objects.update(closes_at=database_now() - timedelta(seconds=1))


def with_one_administrator(world: World) -> None:
    Membership.objects.filter(user=world.user("adi")).update(ended_at=timezone.now())


def with_one_supervisor(world: World) -> None:
    Membership.objects.filter(user=world.user("qori")).update(ended_at=timezone.now())


def without_clusters(world: World) -> None:
    ClusterFact.objects.all().delete()


@pytest.mark.parametrize(
    "spoil, word",
    [(without_approval, "Pedoman"), (without_calendar, "Kalender"), (with_a_past_end, "Batas waktu"),
     (with_one_administrator, "dua administrator"), (with_one_supervisor, "dua pengawas mutu"),
     (without_clusters, "Klaster")],
)  # fmt: skip
def test_an_edition_that_lacks_something_does_not_open(draft: World, spoil, word: str) -> None:
    spoil(draft)
    draft.edition.refresh_from_db()
    assert [sentence for sentence in missing_for_next(draft.edition) if word in sentence]
    with pytest.raises(Refused, match=word) as no:
        ask(draft)
    assert no.value.status == 409
    assert word in draft.client("ayu").get("/edisi/iga-2026/").content.decode()


def test_what_gets_lost_after_asking_stops_the_approval(draft: World) -> None:
    proposal = ask(draft)
    with_one_supervisor(draft)
    with pytest.raises(Refused, match="pengawas mutu"):
        actions.approve_proposal(proposal, by=draft.actor("adi"))
    assert phase(draft) == "D"
    assert Proposal.objects.get().is_open


def test_open_ends_by_the_clock_alone(world: World) -> None:
    with pytest.raises(Refused) as no:
        ask(world)
    assert no.value.status == 409
    world.edition.closes_at = database_now() - timedelta(milliseconds=1)
    world.edition.save()
    assert phase(world) == "C"


def test_verification_waits_for_promised_files(world: World) -> None:
    world.to_phase("C")
    with pytest.raises(Refused, match="24 jam"):
        ask(world)
    world.edition.closes_at = database_now() - DELIVERY - timedelta(seconds=1)
    world.edition.save()
    actions.approve_proposal(ask(world), by=world.actor("adi"))
    assert phase(world) == "V"


@pytest.mark.parametrize("before, after", ["VA", "AJ", "JF"])
def test_each_later_phase_takes_two(world: World, before: str, after: str) -> None:
    world.to_phase(before)
    actions.approve_proposal(ask(world), by=world.actor("adi"))
    assert phase(world) == after


@pytest.mark.parametrize("last, status", [("F", 409), ("P", 409)])
def test_the_last_phases_end_otherwise_or_never(world: World, last: str, status: int) -> None:
    world.to_phase(last)
    with pytest.raises(Refused) as no:
        ask(world)
    assert no.value.status == status


def test_an_approval_that_comes_too_late_changes_nothing(world: World) -> None:
    world.to_phase("V")
    proposal = ask(world)
    world.to_phase("J")
    with pytest.raises(Refused, match="sudah berubah"):
        actions.approve_proposal(proposal, by=world.actor("adi"))
    assert phase(world) == "J"


def test_the_next_phase_is_asked_for_once(draft: World) -> None:
    ask(draft)
    with pytest.raises(Refused):
        ask(draft, by="adi")


def test_of_two_approvals_one_counts(world: World) -> None:
    world.to_phase("V")
    proposal = ask(world)
    stale = Proposal.objects.select_related("edition").get(pk=proposal.pk)
    actions.approve_proposal(proposal, by=world.actor("adi"))
    with pytest.raises(Refused, match="sudah diputuskan"):
        actions.approve_proposal(stale, by=world.actor("adi"))
    assert phase(world) == "A"


@pytest.mark.parametrize("name", ["oki", "citra", "hana", "putri", "vera", "qori", "joko", "audi"])
def test_only_administrators_ask_and_approve(world: World, name: str) -> None:
    world.to_phase("V")
    proposal = ask(world)
    client = world.client(name)
    assert client.post("/edisi/iga-2026/tahap/").status_code == 403
    answer = client.post(f"/edisi/iga-2026/usulan/{proposal.pk}/", {"decision": "approve"})
    assert answer.status_code == 403
    assert phase(world) == "V"


def test_a_draft_is_not_there_for_those_who_may_not_see_it(draft: World) -> None:
    for page in ("", "tahap/", f"usulan/{ask(draft).pk}/", "kalender/", "aturan/"):
        client = draft.client("oki")
        answers = {
            client.post(f"/edisi/{edition}/{page}").status_code for edition in ("iga-2026", "tidak-ada")
        }
        assert answers <= {404, 405}, page
        assert len(answers) == 1


def test_asking_and_approving_want_the_second_factor(draft: World) -> None:
    assert draft.client("ayu", stepped_up=False).post("/edisi/iga-2026/tahap/").status_code == 401
    proposal = ask(draft)
    url = f"/edisi/iga-2026/usulan/{proposal.pk}/"
    assert draft.client("adi", stepped_up=False).get(url).status_code == 401


def test_a_proposal_is_found_under_its_own_edition_only(draft: World) -> None:
    proposal = ask(draft)
    assert draft.client("adi").get(f"/edisi/lain-2026/usulan/{proposal.pk}/").status_code == 404
