"""The pages of the region's own check."""

import pytest
from django.urls import reverse

from piagam.entries.models import Claim
from piagam.entries.tests.scenes import answer, answer_all, rows
from piagam.mentoring.actions import check_claim
from piagam.mentoring.models import InternalCheck
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_a_coordinator_reads_a_row_decides_and_comes_to_the_next(world: World) -> None:
    entry = world.entry()
    answer(world, entry, rows(entry)[0], "oki")
    answer(world, entry, rows(entry)[1], "oki")
    first, second = (rows(entry)[place].code for place in (0, 1))
    client = world.client("citra")
    page = client.get(reverse("mentoring:check_row", args=[entry.pk, first]))
    assert page.status_code == 200
    data = {
        "decision": "ask_back",
        "note": "Nomor SK?",
        "version": Claim.objects.get(indicator=first).version,
    }
    answered = client.post(reverse("mentoring:decide", args=[entry.pk, first]), data)
    assert answered["Location"] == reverse("mentoring:check_row", args=[entry.pk, second])


def test_what_was_typed_stays_when_the_sentence_is_missing(world: World) -> None:
    entry = world.entry()
    answer(world, entry, rows(entry)[0], "oki")
    code = rows(entry)[0].code
    data = {"decision": "lower", "level": "1", "note": "", "version": Claim.objects.get().version}
    page = world.client("citra").post(reverse("mentoring:decide", args=[entry.pk, code]), data)
    assert page.status_code == 422
    assert "Tulis satu kalimat" in page.content.decode()
    assert not InternalCheck.objects.exists()


def test_an_operator_reads_the_question_and_answers_it(world: World) -> None:
    entry = world.entry()
    answer(world, entry, rows(entry)[0], "oki")
    check = check_claim(Claim.objects.get(), verdict="ask_back", note="Nomor SK?", by=world.actor("citra"))
    client = world.client("oki")
    address = reverse("mentoring:checks", args=[entry.pk])
    assert "Nomor SK?" in client.get(address).content.decode()
    empty = client.post(reverse("mentoring:answer", args=[check.pk]), {"answer": " "})
    assert empty.status_code == 422
    assert client.post(reverse("mentoring:answer", args=[check.pk]), {"answer": "12"})["Location"] == address
    check.refresh_from_db()
    assert check.answer == "12"


def test_a_neighbour_and_another_department_find_nothing(world: World) -> None:
    entry = world.entry()
    for name in ("candra", "omar", "otto"):
        assert world.client(name).get(reverse("mentoring:checks", args=[entry.pk])).status_code == 404


def test_the_page_asks_the_same_few_questions_however_many_rows_are_answered(
    world: World, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    entry = world.entry()
    answer_all(world, entry, "oki")
    for claim in Claim.objects.filter(entry=entry):
        check_claim(claim, verdict="accept", by=world.actor("citra"))
    client = world.client("citra")
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        assert client.get(reverse("mentoring:checks", args=[entry.pk])).status_code == 200
