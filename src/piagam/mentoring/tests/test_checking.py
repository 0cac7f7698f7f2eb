"""The region's own check of a claim, and what the index by it rests on."""

import pytest

from piagam.entries.models import Claim, Entry
from piagam.entries.tests.scenes import answer, rows
from piagam.mentoring.actions import accept_many, answer_check, check_claim
from piagam.mentoring.models import InternalCheck
from piagam.mentoring.queries import checked_levels
from piagam.notices.queries import notices_for
from piagam.web.errors import Refused
from tests.cast import World

pytestmark = pytest.mark.django_db


def claim_in(world: World, entry: Entry, place: int = 0) -> Claim:
    answer(world, entry, rows(entry)[place], "oki")
    return Claim.objects.get(entry=entry, indicator=rows(entry)[place].code)


def test_what_is_accepted_counts_as_it_was_stated(world: World) -> None:
    claim = claim_in(world, world.entry())
    check_claim(claim, verdict="accept", by=world.actor("citra"))
    assert checked_levels(claim.report) == {claim.pk: claim.level}


def test_what_is_lowered_counts_lower_and_the_newest_check_wins(world: World) -> None:
    claim = claim_in(world, world.entry())
    check_claim(claim, verdict="accept", by=world.actor("citra"))
    check_claim(claim, verdict="lower", level=1, note="SK baru tahun depan.", by=world.actor("citra"))
    assert checked_levels(claim.report) == {claim.pk: 1}
    assert InternalCheck.objects.filter(claim=claim).count() == 2


def test_a_question_leaves_no_level_and_reaches_the_department(world: World) -> None:
    claim = claim_in(world, world.entry())
    check_claim(claim, verdict="ask_back", note="SK nomor berapa?", by=world.actor("citra"))
    assert checked_levels(claim.report) == {}
    assert "SK nomor berapa?" in notices_for(world.user("oki"))[0].text


def test_an_answer_reaches_the_coordinator_and_may_be_changed(world: World) -> None:
    claim = claim_in(world, world.entry())
    check = check_claim(claim, verdict="ask_back", note="SK nomor berapa?", by=world.actor("citra"))
    answer_check(check, text="Nomor 12", by=world.actor("oki"))
    answer_check(check, text="Nomor 12 Tahun 2025", by=world.actor("oki"))
    check.refresh_from_db()
    assert check.answer == "Nomor 12 Tahun 2025"
    assert "Nomor 12" in notices_for(world.user("citra"))[0].text


def test_a_settled_question_takes_no_answer(world: World) -> None:
    claim = claim_in(world, world.entry())
    check = check_claim(claim, verdict="ask_back", note="Mengapa?", by=world.actor("citra"))
    check_claim(claim, verdict="accept", by=world.actor("citra"))
    with pytest.raises(Refused, match="sudah diputus"):
        answer_check(check, text="Karena", by=world.actor("oki"))


def test_a_changed_claim_is_asked_to_be_checked_again_until_it_is_as_it_was(world: World) -> None:
    claim = claim_in(world, world.entry())
    check_claim(claim, verdict="accept", by=world.actor("citra"))
    facts, level = claim.facts, claim.level
    Claim.objects.filter(pk=claim.pk).update(facts={"x": 1}, level=1, version=2)
    assert checked_levels(claim.report) == {}
    Claim.objects.filter(pk=claim.pk).update(facts=facts, level=level, version=3)
    assert checked_levels(claim.report) == {claim.pk: level}


@pytest.mark.parametrize(
    ("verdict", "level", "note", "sentence"),
    [("lower", None, "x", "di antara"), ("lower", 3, "x", "di antara"), ("lower", 1, " ", "satu kalimat"),
     ("ask_back", None, "", "satu kalimat"), ("reject", None, "x", "Pilih putusan")],
)  # fmt: skip
def test_a_check_that_says_too_little_is_refused(
    world: World, verdict: str, level: int | None, note: str, sentence: str
) -> None:
    claim = claim_in(world, world.entry())
    with pytest.raises(Refused, match=sentence):
        check_claim(claim, verdict=verdict, level=level, note=note, by=world.actor("citra"))


def test_a_claim_that_changed_since_it_was_read_is_not_decided(world: World) -> None:
    claim = claim_in(world, world.entry())
    with pytest.raises(Refused, match="baru saja diubah"):
        check_claim(claim, verdict="accept", version=claim.version - 1, by=world.actor("citra"))


def test_another_regions_coordinator_and_an_operator_check_nothing(world: World) -> None:
    claim = claim_in(world, world.entry())
    for name in ("candra", "oki", "hana"):
        with pytest.raises(Refused):
            check_claim(claim, verdict="accept", by=world.actor(name))


def test_many_rows_are_accepted_at_once_and_only_of_that_innovation(world: World) -> None:
    entry, other = world.entry(), world.entry("otto", title="Lain")
    mine = [claim_in(world, entry, place) for place in range(3)]
    answer(world, other, rows(other)[0], "otto")
    foreign = Claim.objects.get(entry=other)
    assert accept_many(entry, [one.pk for one in [*mine, foreign]], by=world.actor("citra")) == 3
    assert set(checked_levels(entry.report)) == {one.pk for one in mine}
    with pytest.raises(Refused, match="Pilih paling sedikit"):
        accept_many(entry, [mine[0].pk], by=world.actor("citra"))
