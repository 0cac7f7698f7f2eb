"""The calendar: entered in WIB to the second, shown in three zones, set before opening, with a reason."""

from datetime import UTC, datetime

import pytest

from piagam.audit.models import AuditEvent
from piagam.editions import actions
from piagam.editions.calendar import BY_PHASE, CALENDAR, CLOCK
from piagam.editions.models import Phase
from piagam.web.errors import Refused
from tests.cast import World

URL = "/edisi/iga-2026/kalender/"
SET = {"opens_day": "2030-06-22", "opens_time": "00:00:00", "closes_day": "2030-08-21", "closes_time": "23.59.59",
       "reason": "sesuai surat edaran"}  # fmt: skip


@pytest.fixture
def draft(world: World) -> World:
    world.to_phase("D")
    return world


def test_what_is_entered_is_wib(draft: World) -> None:
    assert draft.client("ayu").post(URL, SET).status_code == 302
    draft.edition.refresh_from_db()
    assert draft.edition.opens_at == datetime(2030, 6, 21, 17, 0, 0, tzinfo=UTC)
    assert draft.edition.closes_at == datetime(2030, 8, 21, 16, 59, 59, tzinfo=UTC)
    event = AuditEvent.objects.get(verb="edition.set_calendar")
    assert event.reason == "sesuai surat edaran"


def test_the_end_is_shown_in_three_zones_to_the_second(draft: World) -> None:
    draft.client("ayu").post(URL, SET)
    page = draft.client("ayu").get("/edisi/iga-2026/").content.decode()
    assert "23.59.59 WIB · 22 Agu 00.59.59 WITA · 22 Agu 01.59.59 WIT" in page


def test_the_form_shows_again_what_was_set(draft: World) -> None:
    draft.client("ayu").post(URL, SET)
    page = draft.client("ayu").get(URL).content.decode()
    assert 'value="2030-08-21"' in page
    assert 'value="23.59.59"' in page


def test_planned_dates_are_kept(draft: World) -> None:
    draft.edition.dates.create(code="verifikasi", label="Verifikasi", position=1)
    draft.client("ayu").post(URL, SET | {"starts-verifikasi": "2030-09-01", "ends-verifikasi": "2030-09-30"})
    planned = draft.edition.dates.get(code="verifikasi")
    assert planned.ends_at == datetime(2030, 9, 30, 16, 59, 59, tzinfo=UTC)
    wrong = SET | {"starts-verifikasi": "2030-09-30", "ends-verifikasi": "2030-09-01"}
    assert draft.client("ayu").post(URL, wrong).status_code == 400


@pytest.mark.parametrize(
    "change", [{"reason": ""}, {"closes_day": "2030-06-21"}, {"closes_day": "2020-08-21", "opens_day": "2020-01-01"},
               {"closes_time": "24:00"}, {"opens_day": ""}]
)  # fmt: skip
def test_what_cannot_be_is_refused(draft: World, change: dict[str, str]) -> None:
    before = draft.edition.closes_at
    assert draft.client("ayu").post(URL, SET | change).status_code == 400
    draft.edition.refresh_from_db()
    assert draft.edition.closes_at == before


def test_after_opening_the_calendar_stands(world: World) -> None:
    answer = world.client("ayu").post(URL, SET)
    assert answer.status_code == 409
    with pytest.raises(Refused) as no:
        actions.set_calendar(
            world.edition, opens_at=datetime(2030, 1, 1, tzinfo=UTC), closes_at=datetime(2030, 2, 1, tzinfo=UTC),
            by=world.actor("ayu"), reason="x",
        )  # fmt: skip
    assert no.value.status == 409


@pytest.mark.parametrize("name", ["qori", "audi", "citra", "oki"])
def test_nobody_but_an_administrator_sets_it(draft: World, name: str) -> None:
    assert draft.client(name).post(URL, SET).status_code in {403, 404}
    assert not AuditEvent.objects.filter(verb="edition.set_calendar").exists()


def test_the_table_names_every_phase_once_in_order_and_only_the_clock_closes() -> None:
    assert [step.phase for step in CALENDAR] == list(Phase.values)
    assert [step.next for step in CALENDAR[:-1]] == list(Phase.values)[1:]
    assert [step.phase for step in CALENDAR if step.ends_by == CLOCK] == ["O"]
    assert BY_PHASE["P"].next == ""
