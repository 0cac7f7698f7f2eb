"""The tutorial tells the truth: its claims are scored, its numbers are added up, its outputs are compared."""

import json
import re
from fractions import Fraction
from typing import Any

import pytest

from tallybook import ClaimsError, Rulebook, language, load_rulebook, parse_claims, score
from tallybook.as_json import region_as_json
from tallybook.tests.books import REPOSITORY, SHIPPED

PAGE = REPOSITORY / "docs" / "tutorials" / "your-first-score.md"
CLAIMS = PAGE.with_suffix(".json")
pytestmark = pytest.mark.skipif(
    not PAGE.exists(), reason="an installed engine has no documentation beside it"
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(SHIPPED / "iga-2026")


@pytest.fixture(scope="module")
def tutorial() -> str:
    return PAGE.read_text("utf-8")


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


def tables(page: str) -> list[tuple[list[tuple[str, int, Fraction, Fraction]], Fraction]]:
    """Each table of the page: (row, level, weight, score) and the sum below."""
    found = []
    for part in re.split(r"\n\n", page):
        rows = re.findall(r"^\| `([a-z0-9-]+)`.*\| (\d) \| ([\d.]+) \| ([\d.]+) \|$", part, re.MULTILINE)
        last = re.search(r"^\| \*\*.*\*\*([\d.]+)\*\* \|$", part, re.MULTILINE)
        if rows and last:
            plain = [
                (code, int(level), Fraction(weight), Fraction(points)) for code, level, weight, points in rows
            ]
            found.append((plain, Fraction(last[1])))
    return found


def test_the_tables_of_the_page_add_up_and_are_what_the_engine_says(
    rulebook: Rulebook, tutorial: str
) -> None:
    tree = score(rulebook, parse_claims(CLAIMS.read_bytes(), rulebook)).regions[0].tree
    found = tables(tutorial)
    holders = ("spd", "antrean", "dokumen")
    assert len(found) == len(holders)
    for holder, (rows, total) in zip(holders, found, strict=True):
        node = tree.find(holder)
        assert sum(points for *_, points in rows) == total == node.value
        for code, level, weight, points in rows:
            row = node.find(code)
            assert rulebook.indicator(code).weight == weight
            assert (weight * level, row.value) == (points, points)
            assert row.find("claim").value == level
        answered = {row.code for row in node.children if row.value}
        assert answered <= {code for code, *_ in rows}


def test_the_printed_result_is_the_engines(rulebook: Rulebook, tutorial: str) -> None:
    result = score(rulebook, parse_claims(CLAIMS.read_bytes(), rulebook)).regions[0]
    printed: dict[str, Any] = json.loads(blocks(tutorial, "json")[0])
    found = region_as_json(result, "", "")
    assert printed == {key: value for key, value in found.items() if not key.endswith("sha256")}
    assert result.index_exact == (Fraction("16.25") + Fraction(67, 12) + Fraction("0.76")) * 100 / 250
    assert result.tree.check() == ()


def test_the_printed_reason_is_the_engines(rulebook: Rulebook, tutorial: str) -> None:
    tree = score(rulebook, parse_claims(CLAIMS.read_bytes(), rulebook)).regions[0].tree
    with language.use("en"):
        assert tree.find("dokumen/sid-33").as_text() == blocks(tutorial, "text")[0].strip()


def test_the_printed_mistakes_are_the_engines(rulebook: Rulebook, tutorial: str) -> None:
    text = CLAIMS.read_text("utf-8").replace('"people": 350', '"people": 350.5').replace('"kota"', '"kotta"')
    with language.use("en"), pytest.raises(ClaimsError) as caught:
        parse_claims(text, rulebook)
    assert [str(one) for one in caught.value.problems] == blocks(tutorial, "text")[1].strip().splitlines()
