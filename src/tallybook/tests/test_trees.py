"""The tree is the computation: what it says, how it is walked, how two are compared; diff of rulebooks; schema."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from tallybook import UnknownCode, diff_rulebooks, diff_trees, language, load_rulebook, score
from tallybook.schema import both
from tallybook.tests.books import NAMES, book, claims, innovation, region, spoiled


def tree_of(level: int = 2, **more: object):  # type: ignore[no-untyped-def]
    entries = [
        innovation("x1", level=level, affairs=["sosial", "kesehatan"], **more),
        {"id": "x2", "rejected": True},
    ]
    given = claims(
        region("17.71", label="Kota Bengkulu", claims={"spd-01": {"level": 3}}, innovations=entries)
    )
    return score(book(), given).regions[0].tree


def test_the_tree_goes_from_the_region_down_to_the_claim() -> None:
    tree = tree_of()
    assert [child.code for child in tree.children] == ["total"]
    assert [child.code for child in tree.children[0].children] == [
        "spd",
        "sid_mean",
        "innovation_count_score",
    ]
    assert tree.find("x1").value == 28
    assert tree.find("x1/sid-33/claim").value == 2
    assert tree.find("spd-01").source == ("guide",)
    assert tree.label == "Kota Bengkulu"
    with pytest.raises(UnknownCode):
        tree.find("x1/spd-01")
    with pytest.raises(UnknownCode):
        tree.find("nobody")


def test_its_sentences_show_the_numbers() -> None:
    tree = tree_of()
    assert tree.find("sid_mean").sentence == "28,00 ÷ maks(4, 2) = 28,00 ÷ 4 = 7,00 dari 42,00"
    assert tree.find("x1/sid-33").sentence == "bobot 3,00 × tingkat 2 = 6,00"
    assert tree.find("x2").sentence == "0: inovasi ditolak (isiannya bernilai 0,00)"
    assert tree.find("innovation_count_score").sentence == "0,38 dari 3,80: 2 urusan terwakili, sedikitnya 2"
    assert tree.sentence == "100 × 10,38 ÷ 55,55 = 20760/1111 → 18,69 → Kurang Inovatif (0,01–40,00)"
    with language.use("en"):
        assert tree.find("sid_mean").sentence == "28.00 ÷ max(4, 2) = 28.00 ÷ 4 = 7.00 of 42.00"
        assert tree.find("total").label == "Total"


def test_a_node_that_does_not_add_up_is_found() -> None:
    node = tree_of().find("x1")
    assert node.check() == ()
    assert replace(node, value=Fraction(99)).check() == ("x1",)
    spoilt = (replace(node.children[0], value=Fraction(1)), *node.children[1:])
    assert replace(node, children=spoilt).check() == ("x1", "sid-16")


def test_it_is_text_and_json() -> None:
    tree = tree_of()
    lines = tree.as_text().splitlines()
    assert lines[0].startswith("Kota Bengkulu: 100 ×")
    assert len(lines) == len(list(tree.walk()))
    assert len(tree.as_text(depth=1).splitlines()) == 2
    plain = json.loads(json.dumps(tree.as_json()))
    assert plain["value_exact"] == "20760/1111"
    assert plain["children"][0]["children"][0]["code"] == "spd"


def test_two_trees_are_compared_down_to_the_claim() -> None:
    before, after = tree_of(level=2), tree_of(level=3)
    found = diff_trees(before, after)
    assert found.change == after.value - before.value
    assert "kematangan 28,00 dari 42,00 ⇒ kematangan 42,00 dari 42,00 (+14)" in found.as_text()
    assert "spd" not in found.as_text()
    assert diff_trees(before, before).as_text() == "Tidak ada perbedaan."
    assert json.loads(json.dumps(found.as_json()))["code"] == "17.71"


def test_what_only_one_tree_has_is_new_or_gone() -> None:
    more = claims(region("17.71", innovations=[innovation("x1"), innovation("x9")]))
    fewer = claims(region("17.71", innovations=[innovation("x1")]))
    first, second = (score(book(), one).regions[0].tree for one in (fewer, more))
    assert "x9: baru: kematangan 42,00" in diff_trees(first, second).as_text()
    assert "x9: tidak ada lagi: kematangan 42,00" in diff_trees(second, first).as_text()
    gone = next(one for one in diff_trees(second, first).children[0].children[1].children if one.code == "x9")
    assert gone.change == -42


def test_two_rulebooks_are_compared_in_sentences() -> None:
    changed = spoiled("indicators/sid.toml", 'from = 201, to = 500 }, { level = 3, from = 501',
                      'from = 201, to = 499 }, { level = 3, from = 500')  # fmt: skip
    changed["index.toml"] = changed["index.toml"].replace("minimum_divisor = 4", "minimum_divisor = 14")
    changed["edition.toml"] = changed["edition.toml"].replace(
        'applied_to = "2025-12-31"', 'applied_to = "2026-12-31"'
    )
    with language.use("en"):
        found = diff_rulebooks(book(), load_rulebook(changed))
    assert "Eligibility: applied to 31 December 2025 → 31 December 2026." in found
    assert "Part sid_mean (Rata-rata SID): minimum divisor 4 → 14." in found
    assert any("sid-33" in one and "201 to 500 orang" in one and "201 to 499 orang" in one for one in found)
    assert diff_rulebooks(book(), book()) == []


@pytest.mark.parametrize("first", NAMES)
@pytest.mark.parametrize("second", NAMES)
def test_any_two_rulebooks_can_be_compared(first: str, second: str) -> None:
    assert bool(diff_rulebooks(book(first), book(second))) == (first != second)


def test_the_schema_knows_every_file_and_every_key_of_claims() -> None:
    found = both()
    assert set(found["rulebook"]["$defs"]) >= {
        "edition.toml",
        "index.toml",
        "indicators/*.toml",
        "sources.toml",
    }
    region_ = found["claims"]["properties"]["regions"]["items"]
    assert set(region_["properties"]) == {"code", "label", "clusters", "claims", "innovations"}
    assert region_["additionalProperties"] is False
