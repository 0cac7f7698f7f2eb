"""Claims: every mistake with its JSON path, exact numbers, a fingerprint that does not see order."""

import json
import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook import ClaimsError, parse_claims, read_claims
from tallybook.tests.books import book

ONE = "$.regions[0]"
X1 = "$.regions[0].innovations[0]"


def of_region(**more: Any) -> dict[str, Any]:
    return {"rulebook": "small", "regions": [{"code": "1", **more}]}


def of_claim(code: str, claim: Any) -> dict[str, Any]:
    return of_region(claims={code: claim})


def of_innovation(**more: Any) -> dict[str, Any]:
    return of_region(innovations=[{"id": "x1", **more}])


MISTAKES = [
    ([], "$", "must be an object, not a list"),
    (None, "$", "must be an object, not null"),
    ({}, "$.rulebook", "missing"),
    ({"rulebook": "small"}, "$.regions", "missing"),
    ({"rulebook": "small", "regions": {}}, "$.regions", "must be a list"),
    ({"rulebook": "iga-1999", "regions": []}, "$.rulebook", "these rules are 'small'"),
    ({"rulebook": "small", "regions": [], "year": 1}, "$.year", "unknown key"),
    ({"rulebook": "small", "regions": [3]}, ONE, "must be an object, not 3"),
    ({"rulebook": "small", "regions": [{}]}, f"{ONE}.code", "missing"),
    ({"rulebook": "small", "regions": [{"code": 17}]}, f"{ONE}.code", "must be text"),
    ({"rulebook": "small", "regions": [{"code": ""}]}, f"{ONE}.code", "must be text"),
    ({"rulebook": "small", "regions": [{"code": "1"}, {"code": "1"}]}, "$.regions[1].code", "stands twice"),
    (of_region(name="x"), f"{ONE}.name", "unknown key"),
    (of_region(clusters="kota"), f"{ONE}.clusters", "must be a list"),
    (of_region(clusters=["desa"]), f"{ONE}.clusters[0]", "unknown cluster 'desa'"),
    (of_region(clusters=["kota", "kota"]), f"{ONE}.clusters[1]", "stands twice"),
    (of_region(claims=[]), f"{ONE}.claims", "must be an object"),
    (of_region(innovations={}), f"{ONE}.innovations", "must be a list"),
    (of_claim("spd-99", {"level": 1}), f"{ONE}.claims['spd-99']", "has no indicator with this code"),
    (of_claim("sid-16", {"level": 1}), f"{ONE}.claims['sid-16']", "not one of a region"),
    (of_claim("pres-01", {"mark": 1}), f"{ONE}.claims['pres-01']", "is no part of this index"),
    (of_claim("spd-01", 3), f"{ONE}.claims['spd-01']", "must be an object, not 3"),
    (of_claim("spd-01", {}), f"{ONE}.claims['spd-01']", "a claim has a level or facts"),
    (of_claim("spd-01", {"evidence": False}), f"{ONE}.claims['spd-01']", "a claim has a level or facts"),
    (of_claim("spd-01", {"level": 4}), f"{ONE}.claims['spd-01'].level", "from 0 to 3, not 4"),
    (of_claim("spd-01", {"level": -1}), f"{ONE}.claims['spd-01'].level", "from 0 to 3, not -1"),
    (of_claim("spd-01", {"level": True}), f"{ONE}.claims['spd-01'].level", "not true"),
    (of_claim("spd-01", {"level": 2.0}), f"{ONE}.claims['spd-01'].level", "not 2.0"),
    (of_claim("spd-01", {"level": 1.5}), f"{ONE}.claims['spd-01'].level", "not 1.5"),
    (of_claim("spd-01", {"level": "2"}), f"{ONE}.claims['spd-01'].level", "not '2'"),
    (of_claim("spd-01", {"level": None}), f"{ONE}.claims['spd-01'].level", "not null"),
    (of_claim("spd-01", {"level": 1, "points": 9}), f"{ONE}.claims['spd-01'].points", "unknown key"),
    (of_claim("spd-01", {"level": 1, "evidence": 1}), f"{ONE}.claims['spd-01'].evidence", "must be true or false"),
    (of_claim("spd-01", {"level": 1, "mark": 1}), f"{ONE}.claims['spd-01'].mark", "no mark"),
    (of_claim("spd-01", {"facts": []}), f"{ONE}.claims['spd-01'].facts", "must be an object"),
    (of_claim("spd-01", {"facts": {"choice": "9"}}), f"{ONE}.claims['spd-01'].facts.choice", "Pilih salah satu"),
    (of_claim("spd-01", {"level": 1, "facts": {"choice": "2"}}), f"{ONE}.claims['spd-01'].level", "level 2 follows"),
    (of_innovation(id=5), f"{X1}.id", "must be text"),
    (of_innovation(affairs=["pangn"]), f"{X1}.affairs[0]", "unknown affair"),
    (of_innovation(affairs=["sosial", "sosial"]), f"{X1}.affairs[1]", "stands twice"),
    (of_innovation(rejected="yes"), f"{X1}.rejected", "must be true or false"),
    (of_innovation(title="x"), f"{X1}.title", "unknown key"),
    (of_innovation(claims={"spd-01": {"level": 1}}), f"{X1}.claims['spd-01']", "not one of an innovation"),
    (of_innovation(claims={"sid-36": {"level": 1}}), f"{X1}.claims['sid-36']", "is computed"),
    (of_innovation(claims={"sid-33": {"facts": {"basis": "people", "people": 1.5}}}),
     f"{X1}.claims['sid-33'].facts.people", "bilangan bulat"),
    (of_region(innovations=[{"id": "a"}, {"id": "a"}]), "$.regions[0].innovations[1].id", "stands twice"),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "path", "sentence"), MISTAKES, ids=[str(n) for n in range(len(MISTAKES))])
def test_a_mistake_is_named_with_its_json_path(tree: Any, path: str, sentence: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        parse_claims(json.dumps(tree), book())
    found = caught.value.problems
    assert any(one.path == path and sentence in one.sentence for one in found), [str(one) for one in found]


TEXTS = [
    (b"", "$", "not JSON"),
    (b"{", "$", "line 1, column 2"),
    (b"\xff", "$", "not UTF-8"),
    (b"[" * 100_000, "$", "nested too deeply"),
    (b'{"rulebook":"small","regions":[],"regions":[]}', "$.regions", "stands twice"),
    (b'{"rulebook":"small","regions":[{"code":"1","code":"2"}]}', f"{ONE}.code", "stands twice"),
    (b'{"rulebook":"small","regions":[{"code":"1","claims":{"spd-01":{"level":1},"spd-01":{"level":1}}}]}',
     f"{ONE}.claims['spd-01']", "stands twice"),
    (b'{"rulebook":"small","regions":[{"code":"1","claims":{"spd-01":{"level":NaN}}}]}',
     f"{ONE}.claims['spd-01'].level", "not NaN"),
    (b'{"rulebook":"small","regions":[{"code":"1","claims":{"spd-01":{"level":1e0}}}]}',
     f"{ONE}.claims['spd-01'].level", "whole number"),
    (b'{"rulebook":"small","regions":[{"code":"1","claims":{"spd-02b":{"facts":{"value":1E+999999999}}}}]}',
     f"{ONE}.claims['spd-02b'].facts.value", "Harus bilangan"),
    (b'{"rulebook":"small","regions":[{"code":"1","claims":{"spd-01":{"level":' + b"9" * 5000 + b"}}}]}",
     "$", "too many digits"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "sentence"), TEXTS, ids=[str(n) for n in range(len(TEXTS))])
def test_a_text_that_is_no_good_json_is_named(text: bytes, path: str, sentence: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        parse_claims(text, book())
    found = caught.value.problems
    assert any(one.path == path and sentence in one.sentence for one in found), [str(one) for one in found]


def test_all_mistakes_are_found_in_one_go() -> None:
    tree = of_region(
        clusters=["desa"], claims={"spd-01": {"level": 9}}, innovations=[{"id": "x", "affairs": ["q"]}]
    )
    with pytest.raises(ClaimsError) as caught:
        read_claims(tree, book())
    assert [one.path for one in caught.value.problems] == [
        "$.regions[0].innovations[0].affairs[0]", "$.regions[0].clusters[0]", "$.regions[0].claims['spd-01'].level",
    ]  # fmt: skip


def test_floats_in_memory_are_refused_and_decimals_of_a_text_are_exact() -> None:
    tree = of_claim("spd-02b", {"facts": {"value": 2.355}})
    with pytest.raises(ClaimsError):
        read_claims(tree, book())
    assert parse_claims(json.dumps(tree), book()).regions[0].claims["spd-02b"].level == 2


def test_facts_and_level_may_stand_together_where_they_agree() -> None:
    claim = {"level": 2, "facts": {"basis": "people", "people": 350}}
    found = read_claims(of_innovation(claims={"sid-33": claim}), book())
    assert found.regions[0].innovations[0].claims["sid-33"].level == 2


def test_marks_are_exact() -> None:
    tree = {"rulebook": "jury", "regions": [{"code": "1", "claims": {"k-01": {"mark": 85.5}}}]}
    assert parse_claims(json.dumps(tree), book("jury")).regions[0].claims["k-01"].mark == Fraction("85.5")
    for claim in ({"mark": 101}, {"mark": True}, {"level": 2}, {"facts": {"mark": 1}}, {}):
        with pytest.raises(ClaimsError):
            read_claims(
                {"rulebook": "jury", "regions": [{"code": "1", "claims": {"k-01": claim}}]}, book("jury")
            )


WHOLE = {
    "rulebook": "small",
    "regions": [
        {"code": "17.71", "clusters": ["kota", "papua"], "claims": {"spd-01": {"level": 3}, "spd-02b": {"level": 1}},
         "innovations": [
             {"id": "a", "affairs": ["sosial", "pangan"], "claims": {"sid-16": {"level": 1}, "sid-18": {"level": 2}}},
             {"id": "b", "claims": {"sid-35": {"facts": {"elements": ["latar", "dampak"]}}}}]},
        {"code": "11"},
    ],
}  # fmt: skip


def shuffled(tree: Any, random_: random.Random) -> Any:
    """The same claims in another order, of keys and of lists."""
    if isinstance(tree, dict):
        return {key: shuffled(tree[key], random_) for key in random_.sample(list(tree), len(tree))}
    if isinstance(tree, list):
        return [shuffled(one, random_) for one in random_.sample(tree, len(tree))]
    return tree


@given(st.randoms(use_true_random=False))
def test_the_fingerprint_does_not_see_order(random_: random.Random) -> None:
    assert read_claims(shuffled(WHOLE, random_), book()).sha256 == read_claims(WHOLE, book()).sha256


def test_the_fingerprint_sees_every_claim_and_no_label() -> None:
    def of(**more: Any) -> str:
        return read_claims(of_region(**more), book()).sha256

    plain = of(claims={"spd-01": {"level": 2}})
    assert of(claims={"spd-01": {"level": 2, "evidence": True}}) == plain
    assert of(label="Kota", claims={"spd-01": {"level": 2}}) == plain
    for other in ({"level": 1}, {"level": 2, "evidence": False}, {"facts": {"choice": "2"}}):
        assert of(claims={"spd-01": other}) != plain
    assert of(innovations=[{"id": "a"}]) != of(innovations=[{"id": "a", "rejected": True}])
    assert of(innovations=[{"id": "a"}]) == of(innovations=[{"id": "a", "rejected": False}])
    assert of(claims={"spd-02b": {"facts": {"value": "2.50"}}}) == of(
        claims={"spd-02b": {"facts": {"value": "2.5"}}}
    )


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(
    ["small", "17.71", "kota", "sosial", "spd-01", "sid-33", "people", "basis", "latar", 0, 1, 2, 3]))  # fmt: skip
words = st.sampled_from(
    ["rulebook", "regions", "code", "clusters", "claims", "innovations", "id", "affairs", "level", "facts", "evidence",
     "rejected", "spd-01", "spd-02a", "sid-16", "sid-18", "sid-33", "sid-35", "basis", "people", "t1", "t2", "years",
     "elements", "choice", "mark", "label", "\ud800", "'"]
)  # fmt: skip
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=5),
    max_leaves=30,
)


@settings(max_examples=300, deadline=None)
@given(trees)
def test_whatever_is_given_is_read_or_refused(tree: Any) -> None:
    within = {"code": "1", "claims": tree, "innovations": tree}
    deeper = {"code": "1", "claims": {"spd-02a": {"facts": tree}, "spd-01": tree}}
    for regions in (tree, [within], [deeper]):
        try:
            read_claims({"rulebook": "small", "regions": regions}, book())
        except ClaimsError as error:
            sentences = [(one.path, one.sentence) for one in error.problems]
        else:
            continue
        assert sentences
        assert all(path.startswith("$") and sentence for path, sentence in sentences)


@settings(max_examples=200)
@given(st.binary(max_size=60))
def test_whatever_bytes_are_given_are_read_or_refused(text: bytes) -> None:
    with pytest.raises(ClaimsError):
        parse_claims(text, book())
