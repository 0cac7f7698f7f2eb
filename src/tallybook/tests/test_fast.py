"""The NumPy path says what the exact one says, in every region."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook import read_claims, score
from tallybook.fast import Formula, Nation, NotLinear
from tallybook.rank import places
from tallybook.tests.books import book, claims, innovation, region
from tallybook.tests.test_properties import nations

numpy = pytest.importorskip("numpy")
LINEAR = ["small", "open-sum", "year-2027"]


def compare(tree: Any, name: str) -> None:
    rulebook = book(name)
    given_ = read_claims(tree, rulebook)
    exact, nation = score(rulebook, given_), Nation.from_claims(rulebook, given_)
    fast = nation.sums().result()
    assert nation.codes == tuple(one.code for one in exact.regions)
    for position, one in enumerate(exact.regions):
        assert fast.exact(position) == one.index_exact
        assert fast.hundredths[position] == one.hundredths
        assert rulebook.predicates[fast.predicates[position]].label == one.predicate
        assert {
            cluster: int(ranks[position]) for cluster, ranks in fast.ranks.items() if ranks[position]
        } == one.ranks
    unit = nation.formula.unit
    points = [Fraction(int(one), unit) for one in nation.maturity()]
    assert points == [value for one in exact.regions for value in one.maturity.values()]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LINEAR).flatmap(lambda name: st.tuples(st.just(name), nations(name, most=6))))
def test_both_paths_agree(pair: tuple[str, dict[str, Any]]) -> None:
    compare(pair[1], pair[0])


def test_a_nation_without_regions_or_innovations_is_computed() -> None:
    compare({"rulebook": "small", "regions": []}, "small")
    compare({"rulebook": "small", "regions": [{"code": "1", "clusters": ["kota"]}, {"code": "2"}]}, "small")


def test_where_the_bound_fails_fractions_decide_and_it_says_so() -> None:
    entries = [innovation("x")]
    given_ = claims(region("a", clusters=["kota"], innovations=entries), region("b", clusters=["kota"]))
    sums = Nation.from_claims(book(), given_).sums()
    assert sums.result().by_key
    wide = replace(sums, divisor_n=sums.divisor_n + 2**24, government=sums.government + 1000)
    result = wide.result()
    assert not result.by_key
    assert [int(one) for one in result.ranks["kota"]] == places([result.exact(0), result.exact(1)]) == [1, 2]
    with pytest.raises(OverflowError):
        replace(wide, divisor_n=sums.divisor_n + 2**50).result()


def test_what_is_not_linear_is_refused() -> None:
    with pytest.raises(NotLinear, match="exact path"):
        Formula.of(book("jury"))


def test_the_bench_runs_and_finds_no_difference(tmp_path: Any) -> None:
    import subprocess
    import sys

    from tallybook.tests.books import HERE, REPOSITORY

    pytest.importorskip("pandas")
    command = [sys.executable, str(REPOSITORY / "bench" / "nation.py"), "--rulebook", str(HERE / "small"),
               "--regions", "40", "--innovations", "900", "--rounds", "2"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "pandas" in done.stdout
