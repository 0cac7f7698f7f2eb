"""The season's line: measured on the day, with holes where nobody measured."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from piagam.entries.models import Claim, Report, Submission
from piagam.scoring import snapshots
from piagam.scoring.drawing import chart_of
from piagam.scoring.models import Snapshot
from piagam.scoring.snapshots import take_due, take_snapshot
from piagam.scoring.standing import what_if
from piagam.scoring.tests.standing_claims import a_report
from tests.cast import World


def at(hour: int, day: int = 10) -> datetime:
    return datetime(2026, 8, day, hour, 30, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """A clock that the test sets; the edition is open all the while."""
    now = [at(9)]
    monkeypatch.setattr(snapshots, "database_now", lambda: now[0])
    world.edition.opens_at, world.edition.closes_at = at(0, 1), at(23, 30)
    world.edition.save()
    return now


def test_a_day_is_measured_once_in_the_evening(world: World, clock: list[datetime]) -> None:
    report = a_report(world, random.Random(1), innovations=2)
    assert take_due() == 0
    clock[0] = at(20)
    assert (take_due(), take_due()) == (1, 0)
    clock[0] = at(21, 12)
    assert take_due() == 1
    assert [one.day for one in Snapshot.objects.all()] == [date(2026, 8, 10), date(2026, 8, 12)]
    first = Snapshot.objects.all()[0]
    assert first.claimed == what_if(report).present.result.hundredths and first.checked is None
    assert (first.innovations, first.claims) == (2, Claim.objects.filter(report=report).count())


def test_a_submission_is_measured_in_the_next_round(world: World, clock: list[datetime]) -> None:
    report = a_report(world, random.Random(2), innovations=1)
    Submission.objects.create(report=report, number="N", manifest="", sha256="", submitted_at=at(9))
    clock[0] = at(10)
    assert (take_due(), take_due()) == (1, 0)


def test_the_last_measure_of_a_day_stays(world: World, clock: list[datetime]) -> None:
    report = a_report(world, random.Random(3), innovations=1)
    take_snapshot(report)
    Claim.objects.filter(report=report).delete()
    clock[0] = at(22)
    take_snapshot(report)
    assert Snapshot.objects.get().claimed == what_if(report).present.result.hundredths


def test_a_hole_breaks_the_line_and_a_single_day_is_a_dot() -> None:
    days = [date(2026, 8, 1) + timedelta(days=step) for step in (0, 1, 4)]
    chart = chart_of(
        [("claimed", [(day, 4000 + number * 700) for number, day in enumerate(days)]), ("checked", [])]
    )
    assert chart is not None
    [(code, strokes)] = chart.lines
    assert code == "claimed" and [len(one.dots) for one in strokes] == [2, 1]
    assert chart_of([("claimed", [(days[0], None)])]) is None


def test_the_page_says_how_it_moved_and_how_many_days_are_missing(world: World) -> None:
    report: Report = a_report(world, random.Random(4), innovations=1)
    address = reverse("scoring:trend", args=[world.edition.pk, "17.71"])
    client = world.client("hana")
    assert (
        "Belum ada hari sebelumnya" in client.get(address).content.decode() and not Snapshot.objects.exists()
    )
    today = timezone.now().date()
    for ago, claimed in ((6, 9), (5, 4100), (4, 4200), (1, 5050)):
        Snapshot.objects.create(
            report=report, day=today - timedelta(days=ago), claimed=claimed, innovations=1, claims=20
        )
    now = what_if(report).present.result.index
    page = client.get(address).content.decode()
    assert f"naik dari 0,09 menjadi {str(now).replace('.', ',')}" in page
    assert "2 hari tidak diukur" in page and "<polyline" in page and page.count("<tr>") == 6
    world.to_phase("V")
    assert "menjadi 50,50" in client.get(address).content.decode()
    assert world.client("oki").get(address).status_code == 302
