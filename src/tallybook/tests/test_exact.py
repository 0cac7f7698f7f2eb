"""Exact arithmetic: rounding, keys, places, held against Fraction and Decimal."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.exact import in_units, order_is_certain, smallest_unit, sort_keys
from tallybook.numbers import format_decimal, format_exact, read_decimal, read_fact, round_half_up, shortest
from tallybook.rank import places, ranks_by_cluster

fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=5000)


@pytest.mark.parametrize(
    ("exact", "published"),
    [("65.005", "65.01"), ("65.0049999", "65.00"), ("0.005", "0.01"), ("0.004", "0.00"), ("-0.004", "0.00"),
     ("-50.335", "-50.34"), ("100", "100.00"), ("12.3456", "12.35"), ("2.675", "2.68"), ("1.005", "1.01")],
)  # fmt: skip
def test_halves_go_up_at_the_second_decimal(exact: str, published: str) -> None:
    assert format_decimal(Fraction(exact), 2) == published


@given(st.decimals(min_value=-10000, max_value=10000, places=6), st.integers(0, 4))
def test_rounding_is_that_of_decimal_half_up(value: Decimal, decimals: int) -> None:
    expected = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert round_half_up(Fraction(value), decimals) == int(expected.scaleb(decimals))


@given(fractions)
def test_exact_texts_give_the_value_back(value: Fraction) -> None:
    assert Fraction(format_exact(value)) == value
    assert Fraction(shortest(value)) == value


@pytest.mark.parametrize(
    "text", ["1,5", "1e3", " 1", "1.", ".5", "+1", "01", "", "٣", "1_000", "NaN", "1/2", "1" * 19]
)
def test_other_ways_to_write_a_number_are_refused(text: str) -> None:
    assert read_decimal(text) is None
    assert read_fact(text) is None


def test_facts_are_read_without_floats() -> None:
    assert read_fact(3) == 3
    assert read_fact(Decimal("2.50")) == Fraction(5, 2)
    assert read_fact("2.50") == Fraction(5, 2)
    for value in (True, 2.5, None, [], 10**18, Decimal("1e18"), Decimal("1e-13"), Decimal("inf")):
        assert read_fact(value) is None


def test_the_smallest_unit_holds_every_weight() -> None:
    weights = [Fraction("0.75"), Fraction("1.5"), Fraction("0.38"), Fraction(3)]
    unit = smallest_unit(weights)
    assert unit == 100
    assert [in_units(one, unit) for one in weights] == [75, 150, 38, 300]
    with pytest.raises(ValueError, match="no whole number"):
        in_units(Fraction(1, 3), unit)


@given(st.lists(fractions, max_size=30))
def test_keys_have_the_exact_order_and_the_exact_ties(values: list[Fraction]) -> None:
    keys = sort_keys(values)
    for one, key in zip(values, keys, strict=True):
        for other, its in zip(values, keys, strict=True):
            assert (one < other) == (key < its)
            assert (one == other) == (key == its)


def test_the_bound_fails_where_doubles_could_not_tell_and_fractions_decide() -> None:
    near = [Fraction(10**9), Fraction(10**9 * (10**9 - 1) + 1, 10**9 - 1)]
    assert not order_is_certain(10**9 - 1, 1e9)
    assert sort_keys(near) == near
    assert places(near) == [2, 1]
    assert sort_keys([Fraction(10**400), Fraction(1)]) == [Fraction(10**400), Fraction(1)]
    assert order_is_certain(600, 12000.0)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5, 3, 3, 1], [1, 2, 2, 4]),
        ([1, 1, 1], [1, 1, 1]),
        ([], []),
        ([2, 9], [2, 1]),
        ([7, 7, 8], [2, 2, 1]),
    ],
)
def test_equal_results_share_a_place(values: list[int], expected: list[int]) -> None:
    assert places([Fraction(one) for one in values]) == expected


@given(st.lists(st.fractions(min_value=0, max_value=5, max_denominator=12), max_size=40))
def test_a_place_is_one_more_than_the_number_of_better_ones(values: list[Fraction]) -> None:
    assert places(values) == [1 + sum(other > one for other in values) for one in values]


def test_regions_have_a_place_in_each_of_their_clusters_and_none_without_a_result() -> None:
    both, one = ["kota", "papua"], ["kota"]
    found = ranks_by_cluster(
        [("a", both, Fraction(1)), ("b", one, Fraction(2)), ("c", one, None), ("d", [], Fraction(9))]
    )
    assert found == {"a": {"kota": 2, "papua": 1}, "b": {"kota": 1}, "c": {}, "d": {}}
