import random

import pytest

from piagam.demo.plan import BENGKULU, FIXED, apportion, make_plan
from piagam.regions.official_list import load_regions


@pytest.fixture
def _regions(db):
    load_regions()


@pytest.mark.usefixtures("_regions")
@pytest.mark.parametrize(("regions", "innovations"), [(546, 36742), (90, 4000), (60, 1500), (3, 276)])
def test_the_numbers_asked_for_are_the_numbers_planned(regions, innovations):
    plans = make_plan(random.Random(5), regions=regions, innovations=innovations)
    assert len(plans) == regions
    assert sum(plan.innovations for plan in plans) == innovations
    by_code = {plan.region.code: plan for plan in plans}
    assert set(by_code) >= FIXED and by_code[BENGKULU].innovations == 274
    assert all((plan.innovations == 0) == plan.is_silent for plan in plans)


@pytest.mark.usefixtures("_regions")
def test_of_the_whole_country_fifteen_report_nothing():
    plans = make_plan(random.Random(5), regions=546, innovations=36742)
    assert sum(plan.is_silent for plan in plans) == 15


@pytest.mark.usefixtures("_regions")
def test_a_part_of_the_country_has_provinces_cities_and_regencies_from_everywhere():
    plans = make_plan(random.Random(5), regions=90, innovations=4000)
    kinds = {plan.region.kind for plan in plans}
    assert kinds == {"provinsi", "kabupaten", "kota"}
    assert len({plan.region.province_code for plan in plans}) >= 36


@pytest.mark.parametrize("total", [0, 1, 5, 17, 5000])
def test_shares_add_up(total):
    shares = apportion(total, [0.3, 2.0, 1.1, 0.6, 9.0])
    assert sum(shares) == total and min(shares) >= (1 if total >= 5 else 0)
