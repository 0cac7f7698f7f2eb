"""What a coordinator, an operator and the head of a region find on their desks."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from piagam.desks.of_head import next_predicate, screen_of
from piagam.editions.clock import database_now
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.actions import send_entry
from piagam.entries.models import Claim, Entry
from piagam.entries.tests.scenes import answer, rows
from piagam.innovations.models import Innovation
from piagam.mentoring.actions import answer_check, check_claim, set_deadline
from piagam.regions.models import Department
from piagam.scoring.standing import what_if
from tests.cast import World

pytestmark = pytest.mark.django_db
HOME = "desks:home"


def desk(world: World, name: str) -> str:
    return world.client(name).get(reverse(HOME)).content.decode()


def test_the_head_reads_index_gap_silent_departments_and_decrees_in_that_order(world: World) -> None:
    entry = world.entry("oki")
    answer(world, entry, next(row for row in rows(entry) if row.code == "sid-16"), "oki")
    page = desk(world, "hana")
    places = [page.index(text) for text in ("perkiraan indeks", "1 dari 2 perangkat daerah", "Hanya Anda")]
    assert places == sorted(places)
    assert "Tandatangani SK ini: 1 inovasi naik tingkat" in page


def test_the_statement_waits_for_the_heads_signature(world: World) -> None:
    world.entry("oki")
    assert "menunggu tanda tangan Anda" in desk(world, "hana")
    world.to_phase("V")
    assert "menunggu tanda tangan Anda" not in desk(world, "hana")


def test_the_gap_is_to_the_nearest_predicate_above(world: World) -> None:
    world.entry("oki")
    result = what_if(world.report()).present.result
    nearest, gap = next_predicate(rulebook_of(world.edition), result)
    assert nearest is not None and nearest.from_ is not None and result.hundredths is not None
    assert gap == nearest.from_ - Fraction(result.hundredths, 100)
    assert gap > 0


def test_one_tap_of_the_head_reminds_the_silent(world: World) -> None:
    world.entry("oki")
    screen = screen_of(world.regions["17.71"], world.edition)
    units = [one.department.pk for one in screen.silent]
    answer = world.client("hana").post(reverse("mentoring:nudge"), {"unit": units, "text": screen.message})
    assert answer["Location"] == reverse(HOME)


def test_the_heads_screen_stands_before_anything_was_entered_and_after_the_end(world: World) -> None:
    assert "Belum ada yang diikutkan" in desk(world, "hana")
    for phase in "CVAJFP":
        world.to_phase(phase)
        assert "perkiraan indeks" in desk(world, "hana")


def test_what_waits_for_the_coordinator_leads_to_where_it_is_done(world: World) -> None:
    entry = world.entry("oki")
    answer(world, entry, rows(entry)[0], "oki")
    claim = Claim.objects.get()
    asked = check_claim(claim, verdict="ask_back", note="Nomor?", by=world.actor("citra"))
    assert "Jawab pertanyaan koordinator" in desk(world, "oki")
    answer_check(asked, text="12", by=world.actor("oki"))
    send_entry(entry, by=world.actor("oki"))
    page = desk(world, "citra")
    assert reverse("mentoring:checks", args=[entry.pk]) in page
    assert reverse("mentoring:check_row", args=[entry.pk, claim.indicator]) in page
    assert "Ingatkan 1 perangkat daerah yang belum mulai" in page


def test_the_operator_sees_the_days_that_are_left(world: World) -> None:
    world.entry("oki")
    day = (database_now() + timedelta(days=5)).date()
    set_deadline(world.regions["17.71"], world.edition, department=None, day=day, by=world.actor("citra"))
    assert "hari lagi tenggat perangkat daerah Anda" in desk(world, "oki")


@pytest.mark.parametrize("name", ["citra", "hana"])
def test_a_desk_asks_as_often_with_one_innovation_as_with_many(
    world: World, name: str, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    region, report = world.regions["17.71"], world.report()
    units = Department.objects.bulk_create(Department(region=region, name=f"Dinas {n:02}") for n in range(60))
    made = Innovation.objects.bulk_create(
        Innovation(region=region, department=units[n % 59], title=f"Inovasi {n}") for n in range(274)
    )
    entries = Entry.objects.bulk_create(
        Entry(report=report, innovation=one, department=one.department, state="sent") for one in made
    )
    Claim.objects.bulk_create(
        Claim(report=report, entry=one, indicator="sid-17", level=2, facts={}) for one in entries
    )
    client = world.client(name)
    with django_assert_max_num_queries(44):  # type: ignore[operator]
        assert client.get(reverse(HOME)).status_code == 200
