import random

import pytest

from piagam.demo.facts import FactPool
from piagam.demo.levels import draw_at, points
from piagam.editions.rulebooks import read_files
from tallybook import load_rulebook


@pytest.fixture(scope="module")
def rulebook():
    return load_rulebook(read_files("iga-2026"))


def test_for_every_level_there_are_facts_that_make_it(rulebook):
    pool = FactPool(rulebook, random.Random(3))
    for row in rulebook.indicators:
        for level in row.levels if row.code in pool.pools else ():
            facts = pool.facts(row.code, level.level)
            assert facts is not None, (row.code, level.level)
            assert row.answer.derive(facts).level == level.level


@pytest.mark.parametrize(("at_least", "below"), [(80, 108), (34, 80), (5, 9)])
def test_a_maturity_falls_where_it_is_wanted(rulebook, at_least, below):
    rows = [row for row in rulebook.sets["sid"].indicators if row.answer.kind != "automatic"]
    rng = random.Random(3)
    for _draw in range(50):
        assert at_least <= points(rows, draw_at(rng, rows, at_least=at_least, below=below)) < below
