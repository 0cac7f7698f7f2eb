"""Alarms: each number of theirs is what the engine gives when the thing really happens."""

import random
from fractions import Fraction

from django.urls import reverse

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Entry, Report
from piagam.scoring.cliffs import Cliff, cliffs_of
from piagam.scoring.entry_alarms import alarms_of
from piagam.scoring.standing import what_if
from piagam.scoring.tests.standing_claims import BASIC, a_report
from piagam.web.numbers import signed_text
from tallybook import InnovationClaims, LeaveOut, RegionClaims, Reject, WhatIf
from tests.cast import World


def region(world: World, affairs: list[str], level: int = 2) -> WhatIf:
    """A region with an innovation for each affair, every row at a level."""
    from tallybook import Claim

    rulebook = rulebook_of(world.edition)
    rows = {row.code: Claim(level) for row in rulebook.sets["sid"].scored}
    innovations = tuple(
        InnovationClaims(f"x{number:03d}", (affair,) if affair else (), rows, label=f"Inovasi {number}")
        for number, affair in enumerate(affairs)
    )
    return WhatIf(rulebook, RegionClaims("17.71", (), {}, innovations))


def of_kind(cliffs: list[Cliff], kind: str) -> list[Cliff]:
    return [one for one in cliffs if one.kind == kind]


def test_an_innovation_that_alone_serves_an_affair_is_named_with_what_its_rejection_costs(
    world: World,
) -> None:
    what = region(world, [*BASIC[:5], BASIC[0]])
    [alarm] = of_kind(cliffs_of(what), "coverage")
    assert alarm.tone == "bad" and "5 dari 6" in alarm.title
    assert [one.entry for one in alarm.points] == ["x001", "x002", "x003", "x004"]
    lost = what.gain([Reject("x001")])
    assert "turun ke 4 urusan" in alarm.points[0].text and signed_text(lost) in alarm.points[0].text
    assert what.vary([Reject("x001")]).result.parts["innovation_count_score"] == 0


def test_six_affairs_fall_to_five_without_losing_the_score(world: World) -> None:
    [alarm] = of_kind(cliffs_of(region(world, BASIC)), "coverage")
    assert alarm.tone == "warning" and "turun ke 5 urusan" in alarm.points[0].text


def test_too_few_affairs_say_what_filling_them_brings(world: World) -> None:
    what = region(world, BASIC[:3])
    [alarm] = of_kind(cliffs_of(what), "coverage")
    assert alarm.tone == "bad" and "bernilai 0" in alarm.text and "+" in alarm.text
    assert len(alarm.points) == 3


def test_below_the_least_divisor_another_innovation_only_adds(world: World) -> None:
    [alarm] = of_kind(cliffs_of(region(world, BASIC)), "divisor")
    assert "6 inovasi" in alarm.title and "12" in alarm.title
    assert len(alarm.points) == 4 and all("+" in one.text for one in alarm.points)
    assert of_kind(cliffs_of(region(world, BASIC * 2)), "divisor") == []


def test_over_the_cap_the_weak_ones_that_cost_are_named(world: World) -> None:
    what = region(world, BASIC * 34)
    [alarm] = of_kind(cliffs_of(what), "cap")
    assert "204 inovasi, 200" in alarm.title and alarm.points == ()
    weak = what.known["x003"]
    mixed = tuple(
        InnovationClaims(one.id, one.affairs, {} if one.id == "x003" else one.claims)
        for one in what.region.innovations
    )
    what = WhatIf(what.rulebook, RegionClaims("17.71", (), {}, mixed))
    [alarm] = of_kind(cliffs_of(what), "cap")
    assert [one.entry for one in alarm.points] == [weak.id]
    assert (what.gain([LeaveOut(weak.id)]) or Fraction(0)) > 0
    [near] = of_kind(cliffs_of(region(world, BASIC * 33)), "cap")
    assert "mendekati batas 200" in near.title


def test_a_threshold_is_announced_within_half_a_point(world: World) -> None:
    for size in range(60, 140):
        what = region(world, (BASIC * 40)[:size])
        hundredths = what.present.result.hundredths or 0
        alarms = of_kind(cliffs_of(what), "threshold")
        edges = [int(one.from_ * 100) for one in what.rulebook.predicates if one.from_ and one.from_ > 1]
        assert len(alarms) == sum(abs(hundredths - edge) <= 50 for edge in edges)


def test_empty_mandatory_rows_and_dates_that_do_not_qualify_are_named(world: World) -> None:
    old = world.entry("oki", title="Lama", waktu_penerapan="2019-01-01", tahapan="penerapan")
    new = world.entry("oki", title="Baru", waktu_penerapan="2025-01-01", tahapan="penerapan")
    report = Report.objects.get(pk=old.report_id)
    alarms = alarms_of(report, what_if(report))
    [mandatory], [late] = of_kind(alarms, "mandatory"), of_kind(alarms, "eligibility")
    assert "wajib" in mandatory.title and mandatory.more > 0
    assert [one.entry for one in late.points] == [str(old.pk)] and new.title not in late.points[0].text


def test_an_operator_is_warned_of_own_innovations_only_and_alarms_lead_to_the_simulator(world: World) -> None:
    world.entry("oki", title="Lama", waktu_penerapan="2019-01-01", tahapan="penerapan")
    world.entry("otto", title="Posyandu Sore", waktu_penerapan="2019-01-01", tahapan="penerapan")
    address = reverse("scoring:estimate", args=[world.edition.pk, "17.71"])
    page = world.client("oki").get(address)
    text = " ".join(point.text for one in page.context["cliffs"] for point in one.points)
    assert "Lama" in text and "Posyandu Sore" not in page.content.decode() and "Isian daerah" not in text
    [alarm] = of_kind(cliffs_of(region(world, BASIC)), "coverage")
    assert alarm.words == (f"tolak.{alarm.points[0].entry}",)


def test_the_estimate_shows_alarms_and_one_line_while_nothing_is_checked(world: World) -> None:
    report = a_report(world, random.Random(1), innovations=4)
    page = world.client("citra").get(reverse("scoring:estimate", args=[world.edition.pk, "17.71"]))
    assert [one.code for one in page.context["lines"]] == ["claimed"]
    assert page.context["cliffs"] and Entry.objects.filter(report=report).count() == 4
    assert "4 inovasi" in page.content.decode()
