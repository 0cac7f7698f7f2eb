"""Departments at the region's gate: progress, mentors, dates, reminders."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from piagam.editions.clock import database_now
from piagam.entries.actions import accept_entry, send_entry
from piagam.entries.models import Claim, Entry
from piagam.innovations.models import Innovation
from piagam.mentoring.actions import assign_mentor, nudge, set_deadline
from piagam.mentoring.calendar_file import Event, calendar_of
from piagam.mentoring.deadlines import Due, deadlines_of, step_now
from piagam.mentoring.models import CoachingNote, Deadline, Mentor, Reminder
from piagam.mentoring.queries.mentors import loads_of
from piagam.mentoring.queries.places import own_gate
from piagam.mentoring.queries.progress import Progress, narrowed, progress_of, with_units
from piagam.mentoring.reminding import reachable, remind_departments
from piagam.notices.models import Notice
from piagam.notices.queries import notices_for
from piagam.people.models import Membership, User
from piagam.people.tree import tree_of
from piagam.regions.models import Department
from piagam.web.errors import Refused
from tests.cast import World

pytestmark = pytest.mark.django_db
HEALTH = ("17.71", "Dinas Kesehatan")


def found(world: World, name: str = "Dinas Kesehatan") -> Progress:
    every = progress_of(world.regions["17.71"], world.edition)
    return next(one for one in every if one.department.name == name)


def in_days(days: int) -> date:
    return (database_now() + timedelta(days=days)).date()


def test_a_department_without_entries_has_not_begun_and_one_with_a_draft_is_at_work(world: World) -> None:
    assert found(world).state == "silent"
    entry = world.entry("otto")
    assert found(world).state == "working"
    send_entry(entry, by=world.actor("otto"))
    assert (found(world).state, found(world).is_finished) == ("waiting", True)


def test_the_desk_of_274_innovations_and_60_departments_asks_as_often_as_that_of_one(
    world: World, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    region, edition, report = world.regions["17.71"], world.edition, world.report()
    progress_of(region, edition)  # the rulebook is read once a process
    with django_assert_num_queries(9):  # type: ignore[operator]
        progress_of(region, edition)
    units = Department.objects.bulk_create(Department(region=region, name=f"Dinas {n:02}") for n in range(60))
    children = [Department(region=region, name=f"UPT {n}", parent=units[n % 60]) for n in range(90)]
    Department.objects.bulk_create(children)
    made = Innovation.objects.bulk_create(
        Innovation(region=region, department=units[n % 60], title=f"Inovasi {n}") for n in range(274)
    )
    entries = Entry.objects.bulk_create(
        Entry(report=report, innovation=one, department=one.department, state="sent") for one in made
    )
    Claim.objects.bulk_create(
        Claim(report=report, entry=one, indicator=f"sid-{n:02}", level=2)
        for one in entries
        for n in range(1, 21)
    )
    with django_assert_num_queries(9):  # type: ignore[operator]
        assert len(progress_of(region, edition)) == 152
    client = world.client("citra")
    with django_assert_num_queries(16):  # type: ignore[operator]
        page = client.get(reverse("mentoring:departments"))
    assert "1–100 dari 152" in page.content.decode()


def test_sub_units_follow_their_department_and_take_its_date_and_mentor(world: World) -> None:
    parent = world.departments[HEALTH]
    Department.objects.create(region=parent.region, name="Puskesmas Ratu Agung", parent=parent)
    set_deadline(parent.region, world.edition, department=parent, day=in_days(5), by=world.actor("citra"))
    gate = own_gate(world.actor("citra"))
    assign_mentor(gate, [parent.pk], user_id=world.user("citra").pk, by=world.actor("citra"))
    unit = found(world, "Puskesmas Ratu Agung")
    assert unit.mentor == "Citra" and unit.due is not None and unit.due.own
    names = [one.department.name for one in progress_of(parent.region, world.edition)]
    assert names.index("Puskesmas Ratu Agung") == names.index("Dinas Kesehatan") + 1


def test_departments_are_filtered_and_sorted(world: World) -> None:
    world.entry("otto")
    every = progress_of(world.regions["17.71"], world.edition)
    assert [one.department.name for one in narrowed(every, state="working")] == ["Dinas Kesehatan"]
    assert len(narrowed(every, words="KESEHATAN")) == 1
    assert len(narrowed(every, mentor="tanpa")) == 2
    for sort in ("kemajuan", "kurang", "tenggat", "kegiatan", "entah"):
        assert len(narrowed(every, sort=sort)) == 2


def test_reassigning_keeps_who_was_the_mentor_before(world: World) -> None:
    gate, unit = own_gate(world.actor("citra")), world.departments[HEALTH]
    second = User.objects.create(email="cici@contoh.id", name="Cici")
    Membership.objects.create(user=second, role="COR", region=unit.region)
    assign_mentor(gate, [unit.pk], user_id=world.user("citra").pk, by=world.actor("citra"))
    assert assign_mentor(gate, [unit.pk], user_id=second.pk, by=world.actor("citra")) == 1
    assert [one.user.name for one in Mentor.objects.filter(department=unit)] == ["Cici", "Citra"]
    assert Mentor.objects.get(until=None).user == second
    assert "mendampingi Dinas Kesehatan" in notices_for(second)[0].text


def test_nobody_but_a_coordinator_of_the_region_becomes_a_mentor(world: World) -> None:
    gate, unit = own_gate(world.actor("citra")), world.departments[HEALTH]
    for name in ("candra", "oki", "hana"):
        with pytest.raises(Refused, match="koordinator daerah ini"):
            assign_mentor(gate, [unit.pk], user_id=world.user(name).pk, by=world.actor("citra"))
    with pytest.raises(Refused):
        assign_mentor(gate, [unit.pk], user_id=world.user("citra").pk, by=world.actor("hana"))


def test_a_mentors_load_counts_what_waits_and_how_long_answers_took(world: World) -> None:
    gate, unit = own_gate(world.actor("citra")), world.departments[HEALTH]
    assign_mentor(gate, [unit.pk], user_id=world.user("citra").pk, by=world.actor("citra"))
    answered, waiting = world.entry("otto"), world.entry("otto", title="Kedua")
    for one in (answered, waiting):
        send_entry(one, by=world.actor("otto"))
    accept_entry(answered, by=world.actor("citra"))
    load = loads_of(unit.region, world.edition, progress_of(unit.region, world.edition))[0]
    assert (load.name, load.sent, len(load.days)) == ("Citra", 1, 1)
    assert load.waiting_since is not None and load.median_days is not None


def test_coaching_notes_are_read_by_coordinators_alone(world: World) -> None:
    unit = world.departments[HEALTH]
    client, page = world.client("citra"), reverse("mentoring:department", args=[unit.pk])
    client.post(reverse("mentoring:note", args=[unit.pk]), {"text": "Perlu dibimbing"})
    assert CoachingNote.objects.count() == 1
    assert "Perlu dibimbing" in client.get(page).content.decode()
    for name in ("otto", "hana"):
        assert "Perlu dibimbing" not in world.client(name).get(page).content.decode()
    assert world.client("oki").get(page).status_code == 404
    assert (
        world.client("otto").post(reverse("mentoring:note", args=[unit.pk]), {"text": "x"}).status_code == 403
    )


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "hari ini atau sesudahnya"), (40, "sesudah penjaringan")]
)
def test_a_date_in_the_past_or_after_the_end_is_refused_and_stays_in_the_form(
    world: World, days: int, sentence: str
) -> None:
    day = in_days(days).isoformat()
    page = world.client("citra").post(reverse("mentoring:deadlines"), {"day": day, "ladder": "7, 1"})
    assert page.status_code == 422
    assert sentence in page.content.decode() and day in page.content.decode()


@pytest.mark.parametrize("ladder", ["", "seminggu", "7, -1", "61"])
def test_a_ladder_is_days_in_figures(world: World, ladder: str) -> None:
    data = {"day": in_days(5).isoformat(), "ladder": ladder}
    assert world.client("citra").post(reverse("mentoring:deadlines"), data).status_code == 422
    assert not Deadline.objects.exists()


def test_the_step_that_is_due_follows_the_regions_morning() -> None:
    due = Due(datetime(2026, 8, 14, 16, 59, 59, tzinfo=UTC), False, Deadline(), (14, 7, 3, 1, 0))
    at = {
        datetime(2026, 7, 30, tzinfo=UTC): None,
        datetime(2026, 8, 7, 0, 59, tzinfo=UTC): 14,  # 07.59 WIB
        datetime(2026, 8, 7, 1, tzinfo=UTC): 7,
        datetime(2026, 8, 14, 2, tzinfo=UTC): 0,
        datetime(2026, 8, 15, tzinfo=UTC): None,
    }
    for now, step in at.items():
        assert step_now(due, now, "Asia/Jakarta") == step, now


def test_only_departments_that_are_unfinished_at_that_moment_are_reminded_and_once(world: World) -> None:
    citra, region = world.actor("citra"), world.regions["17.71"]
    send_entry(world.entry("oki"), by=world.actor("oki"))
    world.entry("otto")
    set_deadline(region, world.edition, department=None, day=in_days(7), ladder=[14, 1], by=citra)
    Notice.objects.all().delete()
    assert remind_departments() == 1
    assert remind_departments() == 0
    assert "1 inovasi belum diajukan" in notices_for(world.user("otto"))[0].text
    assert not notices_for(world.user("oki")).exists()
    set_deadline(region, world.edition, department=None, day=in_days(9), ladder=[14, 1], by=citra)
    assert remind_departments() == 1, "another date begins the ladder again"
    assert Reminder.objects.count() == 2


def test_nobody_is_reminded_once_the_edition_is_closed(world: World) -> None:
    region = world.regions["17.71"]
    set_deadline(region, world.edition, department=None, day=in_days(3), by=world.actor("citra"))
    world.to_phase("V")
    assert remind_departments() == 0


def test_an_exception_goes_before_the_regions_date_and_may_be_taken_away(world: World) -> None:
    citra, unit = world.actor("citra"), world.departments[HEALTH]
    set_deadline(unit.region, world.edition, department=None, day=in_days(3), by=citra)
    set_deadline(unit.region, world.edition, department=unit, day=in_days(9), by=citra)
    dates = deadlines_of("17.71", world.edition.pk)
    own = dates.of(unit.pk)
    assert own is not None and own.own
    set_deadline(unit.region, world.edition, department=unit, day=None, by=citra)
    common = deadlines_of("17.71", world.edition.pk).of(unit.pk)
    assert common is not None and not common.own


def test_silent_departments_are_reminded_by_hand_once_in_twelve_hours(world: World) -> None:
    client, page = world.client("hana"), reverse("mentoring:nudge")
    assert "Dinas Kesehatan" in client.get(page).content.decode()
    units = [one.pk for one in Department.objects.filter(region="17.71")]
    assert client.post(page, {"unit": units, "text": "Ayo mulai"}).status_code == 302
    assert notices_for(world.user("otto"))[0].text == "Ayo mulai"
    assert client.post(page, {"unit": units, "text": "Lagi"}).status_code == 422
    assert notices_for(world.user("otto")).count() == 1


def test_a_department_without_operators_cannot_be_reminded(world: World) -> None:
    unit = Department.objects.create(region=world.regions["17.71"], name="Badan Baru")
    with pytest.raises(Refused, match="belum punya operator"):
        nudge(own_gate(world.actor("citra")), [unit.pk], text="Ayo", by=world.actor("citra"))


def test_the_calendar_is_one_that_other_programs_read(world: World) -> None:
    set_deadline(
        world.regions["17.71"], world.edition, department=None, day=in_days(3), by=world.actor("citra")
    )
    text = world.client("citra").get(reverse("mentoring:calendar")).content.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert "SUMMARY:Tenggat perangkat daerah" in text
    long = calendar_of("x", [Event("1", "Dinas; Kesehatan, " * 9, timezone.now())], length=timedelta(0))
    assert all(len(line.encode()) <= 75 for line in long.split("\r\n"))
    assert "Dinas\\; Kesehatan\\," in long


def test_a_sub_unit_without_an_operator_is_worked_on_and_reminded_through_the_department(
    world: World,
) -> None:
    region, edition = world.regions["17.71"], world.edition
    dinas = world.departments["17.71", "Dinas Kesehatan"]
    unit = Department.objects.create(region=region, name="Puskesmas", parent=dinas)
    innovation = Innovation.objects.create(region=region, department=unit, title="Posyandu malam")
    Entry.objects.create(report=world.report(), innovation=innovation, department=unit)
    found = {one.department.pk: one for one in progress_of(region, edition)}
    assert (found[unit.pk].through, found[unit.pk].level, found[dinas.pk].entries) == (
        "Dinas Kesehatan",
        1,
        0,
    )
    assert [one.department for one in reachable(list(found.values()), tree_of("17.71")) if one.draft] == [
        dinas
    ]
    together = with_units(region, edition, dinas.pk)
    assert together is not None and together.draft == 1
    page = world.client("citra").get(reverse("mentoring:departments")).content.decode()
    assert "lewat operator Dinas Kesehatan" in page
    page = world.client("otto").get(reverse("mentoring:department", args=[dinas.pk])).content.decode()
    assert reverse("mentoring:department", args=[unit.pk]) in page
