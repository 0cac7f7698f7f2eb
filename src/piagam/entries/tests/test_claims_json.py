"""The object of CLAIMS.json, and the maturity: the engine and the page say the same."""

import json
from typing import Any

import pytest

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.claims_json import claims_of_reports
from piagam.entries.maturity import maturity_of
from piagam.entries.models import Claim, Entry, Report
from piagam.entries.rows import rows_of
from piagam.entries.tests.scenes import answer, answer_all, rows
from tallybook import read_claims, score
from tests.cast import World


def scored(world: World, **options: Any) -> Any:
    rulebook = rulebook_of(world.edition)
    reports = Report.objects.select_related("region", "edition").order_by("region")
    regions = list(claims_of_reports(reports, **options))
    json.dumps(regions)
    return score(rulebook, read_claims({"rulebook": rulebook.id, "regions": regions}, rulebook)).regions


def test_the_engine_reads_what_was_reported_and_agrees_with_the_page(world: World) -> None:
    full = world.entry(
        "oki", title="Lengkap", urusan_utama="kesehatan", urusan_lain=["pendidikan", "kesehatan"]
    )
    answer_all(world, full, "oki")
    half = world.entry("oki", title="Separuh", urusan_utama="tidak-ada")
    for indicator in rows(half)[:10]:
        answer(world, half, indicator, "oki")
    answer_all(world, world.report(), "citra")
    (region,) = scored(world)
    assert region.code == "17.71"
    for entry in (full, half):
        assert region.maturity[str(entry.pk)] == maturity_of(rows_of(entry)).points
    assert maturity_of(rows_of(half)).points == 0
    assert region.parts["spd"] == maturity_of(rows_of(world.report())).points


def test_levels_of_verifiers_take_the_place_of_the_claimed_ones(world: World) -> None:
    entry = world.entry("oki")
    answer_all(world, entry, "oki")
    lowered = Claim.objects.order_by("pk").first()
    assert lowered is not None
    levels = {claim.pk: 1 if claim == lowered else claim.level for claim in Claim.objects.all()}
    (region,) = claims_of_reports([world.report()], levels=levels)
    (innovation,) = region["innovations"]
    assert innovation["claims"][lowered.indicator] == {"level": 1}
    (nothing,) = claims_of_reports([world.report()], levels={})
    assert {claim["level"] for claim in nothing["innovations"][0]["claims"].values()} == {0}


def test_entries_left_behind_stay_out_of_what_was_submitted(world: World) -> None:
    sent = world.entry("oki", state="submitted", urusan_utama="kesehatan")
    world.entry("oki", title="Tertinggal")
    Entry.objects.filter(pk=sent.pk).update(
        frozen={"title": "Beku", "profile": {"urusan_utama": "pendidikan"}}
    )
    (region,) = claims_of_reports([world.report()], only_submitted=True)
    assert [(one["label"], one["affairs"]) for one in region["innovations"]] == [("Beku", ["pendidikan"])]
    (everything,) = claims_of_reports([world.report()])
    assert len(everything["innovations"]) == 2


@pytest.mark.parametrize("regions", [["17.71"], ["17", "17.06", "17.71"]])
def test_many_regions_take_as_many_queries_as_one(
    world: World, django_assert_num_queries: Any, regions: list[str]
) -> None:
    answer_all(world, world.entry("oki"), "oki")
    rulebook_of(world.edition)
    keys = [world.report(code).pk for code in regions]
    reports = Report.objects.filter(pk__in=keys).select_related("region", "edition")
    with django_assert_num_queries(6):
        assert len(list(claims_of_reports(reports))) == len(regions)


def test_the_gaps_name_mandatory_rows_first_and_what_each_is_worth(world: World) -> None:
    entry = world.entry("oki")
    gaps = maturity_of(rows_of(entry)).missing
    mandatory = [gap.is_mandatory for gap in gaps]
    assert mandatory == sorted(mandatory, reverse=True)
    assert all(gap.gain > 0 for gap in gaps)
    answer(world, entry, gaps[0].row.indicator, "oki")
    after = maturity_of(rows_of(entry))
    unsupported = next(gap for gap in after.missing if gap.row.code == gaps[0].row.code)
    assert unsupported.kind == "unsupported"
    assert unsupported.gain == gaps[0].row.points_at(gaps[0].row.top)
