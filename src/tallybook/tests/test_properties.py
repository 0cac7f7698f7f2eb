"""What must hold for any claims at all."""

import json
import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook import Rulebook, read_claims, score
from tallybook.as_json import result_as_json
from tallybook.tests.books import book
from tallybook.tests.test_claims import shuffled

levels = st.integers(0, 3)
FEW = settings(max_examples=40, deadline=None)
BOOKS = ["small", "open-sum", "year-2027"]


def rows(rulebook: Rulebook, of: str) -> list[str]:
    used = {part.set for part in rulebook.parts}
    return [
        row.code for one in rulebook.sets.values() if one.of == of and one.code in used for row in one.scored
    ]


@st.composite
def claim(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {"level": draw(levels)}
    if draw(st.integers(0, 5)) == 0:
        found["evidence"] = draw(st.booleans())
    return found


@st.composite
def nations(draw: st.DrawFn, name: str = "small", most: int = 4) -> dict[str, Any]:
    rulebook = book(name)
    of_region, of_innovation = rows(rulebook, "region"), rows(rulebook, "innovation")
    affairs = [one.code for one in rulebook.affairs]

    def innovation(number: int) -> dict[str, Any]:
        return {
            "id": f"x{number}",
            "affairs": draw(st.lists(st.sampled_from(affairs), unique=True, max_size=3)),
            "claims": draw(st.dictionaries(st.sampled_from(of_innovation), claim(), max_size=5)),
            "rejected": draw(st.integers(0, 5)) == 0,
        }

    def region(number: int) -> dict[str, Any]:
        return {
            "code": f"{number}",
            "clusters": draw(st.lists(st.sampled_from([one.code for one in rulebook.clusters]), unique=True)),
            "claims": draw(st.dictionaries(st.sampled_from(of_region), claim(), max_size=4)),
            "innovations": [innovation(n) for n in range(draw(st.integers(0, 12)))],
        }

    return {"rulebook": rulebook.id, "regions": [region(n) for n in range(draw(st.integers(1, most)))]}


def result_of(tree: Mapping[str, Any], name: str = "small") -> Any:
    return score(book(name), read_claims(tree, book(name)))


def reference(tree: Mapping[str, Any], rulebook: Rulebook) -> dict[str, Fraction]:
    """The formula of small and year-2027 in plain loops over Fraction, written apart from the engine."""
    mean = next(part for part in rulebook.parts if part.kind == "mean-with-minimum-divisor")
    count = next(part for part in rulebook.parts if part.kind == "capped-count")
    weight = {row.code: row.weight or Fraction(0) for row in rulebook.indicators}

    def points(claims: Mapping[str, Any]) -> Fraction:
        return sum(
            (weight[code] * one["level"] for code, one in claims.items() if one.get("evidence", True)),
            Fraction(0),
        )

    found = {}
    for region in tree["regions"]:
        accepted = [one for one in region["innovations"] if not one["rejected"]]
        n = len(region["innovations"])
        assert mean.minimum_divisor is not None and count.cap is not None and count.points_each is not None
        assert count.requires is not None and count.requires.at_least is not None
        sid = sum((points(one["claims"]) for one in accepted), Fraction(0)) / max(mean.minimum_divisor, n)
        served = {code for one in accepted for code in one["affairs"]} & set(count.requires.affairs)
        extra = (
            min(len(accepted), count.cap) * count.points_each if len(served) >= count.requires.at_least else 0
        )
        total = points(region["claims"]) + sid + extra
        found[region["code"]] = total * 100 / (rulebook.index.maximum or 1)
    return found


@FEW
@given(nations())
def test_the_engine_says_what_fractions_in_plain_loops_say(tree: dict[str, Any]) -> None:
    assert {one.code: one.index_exact for one in result_of(tree).regions} == reference(tree, book())


@FEW
@given(nations("year-2027"))
def test_it_says_so_for_2027_too(tree: dict[str, Any]) -> None:
    found = {one.code: one.index_exact for one in result_of(tree, "year-2027").regions}
    assert found == reference(tree, book("year-2027"))


@FEW
@given(
    st.sampled_from(["small", "open-sum", "year-2027"]).flatmap(
        lambda name: st.tuples(st.just(name), nations(name))
    )
)
def test_the_tree_adds_up_at_every_node(pair: tuple[str, dict[str, Any]]) -> None:
    name, tree = pair
    for one in result_of(tree, name).regions:
        node = one.tree
        assert node.check() == ()
        assert node.value == one.index_exact
        assert all(each.sentence for each in node.walk())


@FEW
@given(nations(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(tree: dict[str, Any], random_: random.Random) -> None:
    assert result_as_json(result_of(shuffled(tree, random_))) == result_as_json(result_of(tree))


@FEW
@given(nations(most=1), st.data())
def test_a_higher_level_never_lowers_a_maturity_nor_the_index(
    tree: dict[str, Any], data: st.DataObject
) -> None:
    before = result_of(tree).regions[0]
    holders = [tree["regions"][0], *tree["regions"][0]["innovations"]]
    holder = data.draw(st.sampled_from(holders))
    code = data.draw(st.sampled_from(rows(book(), "innovation" if "id" in holder else "region")))
    raised = json.loads(json.dumps(tree))
    place = (
        raised["regions"][0]
        if holder is holders[0]
        else raised["regions"][0]["innovations"][holders.index(holder) - 1]
    )
    claim = place["claims"].setdefault(code, {"level": 0})
    claim["level"] = min(3, claim["level"] + 1)
    after = result_of(raised).regions[0]
    assert all(after.maturity[key] >= value for key, value in before.maturity.items())
    assert after.index_exact >= before.index_exact


@FEW
@given(nations(most=1))
def test_a_rejected_innovation_never_raises_the_index(tree: dict[str, Any]) -> None:
    before = result_of(tree).regions[0].index_exact
    for one in tree["regions"][0]["innovations"]:
        one["rejected"] = True
    assert result_of(tree).regions[0].index_exact <= before


@FEW
@given(nations(most=1), st.integers(2, 5))
def test_k_times_the_same_innovations_keep_the_mean_once_the_divisor_is_reached(
    tree: dict[str, Any], k: int
) -> None:
    region = tree["regions"][0]
    while 0 < len(region["innovations"]) < 4:
        region["innovations"] += [
            {**one, "id": f"{one['id']}-{len(region['innovations'])}"} for one in region["innovations"]
        ]
    before = result_of(tree).regions[0].parts["sid_mean"]
    many = [{**one, "id": f"{one['id']}-{n}"} for one in region["innovations"] for n in range(k)]
    region["innovations"] = many
    assert result_of(tree).regions[0].parts["sid_mean"] == before


@FEW
@given(nations(most=1))
def test_twins_share_a_place(tree: dict[str, Any]) -> None:
    region = {**tree["regions"][0], "clusters": ["kota"]}
    twins = {**tree, "regions": [region, {**region, "code": "twin"}, {"code": "zero", "clusters": ["kota"]}]}
    first, second, zero = result_of(twins).regions
    assert first.ranks == second.ranks
    assert zero.ranks["kota"] in {1, 3}


@FEW
@given(nations())
def test_places_count_the_better_ones(tree: dict[str, Any]) -> None:
    found = result_of(tree).regions
    for one in found:
        for cluster, place in one.ranks.items():
            assert place == 1 + sum(
                other.index_exact > one.index_exact for other in found if cluster in other.ranks
            )
