"""The rulebooks of the repository: they load, their worked cases come out, the vectors of 2026 hold."""

from pathlib import Path
from typing import Any

import pytest

from tallybook import Rulebook, load_rulebook, read_claims, score
from tallybook.as_json import region_as_json
from tallybook.cases import Outcome, run_cases
from tallybook.score import predicate_at
from tallybook.tests.books import NAMES, SHIPPED, book

FOLDERS = sorted(path.parent for path in SHIPPED.glob("*/edition.toml"))
LOADED: dict[Path, Rulebook] = {}


def loaded(folder: Path) -> Rulebook:
    if folder not in LOADED:
        LOADED[folder] = load_rulebook(folder)
    return LOADED[folder]


def outcomes() -> list[Outcome]:
    return [one for folder in FOLDERS for one in run_cases(loaded(folder))]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_rulebook_loads_and_its_worked_cases_come_out(folder: Path) -> None:
    found = run_cases(loaded(folder))
    assert found, "every rulebook has worked cases"
    assert [text for one in found for text in one.failures] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_worked_cases_of_the_small_rulebooks_come_out(name: str) -> None:
    assert [text for one in run_cases(book(name)) for text in one.failures] == []


def levels_for(rulebook: Rulebook, set_code: str, points: int) -> dict[str, Any]:
    """Some levels of a set that are worth exactly so many points, by a search over its rows."""
    reached: dict[Any, dict[str, int]] = {0: {}}
    for row in rulebook.sets[set_code].scored:
        steps = [(row.points(level), level) for level in range(4)]
        reached = {
            total + (worth or 0): {**chosen, row.code: level}
            for total, chosen in reversed(list(reached.items()))
            for worth, level in steps
        }
    return {code: {"level": level} for code, level in reached[points].items()}


# shared/rulebooks/rulebook-2026.yaml, test_vectors: spd, (innovations, points each), rejected, affairs, expected
VECTORS = [
    ("perfect government", 63, [(200, 111)], 6, ("111.00", "76.00", "250.00", "100.00")),
    ("20 innovations of 70 points, enough affairs", 40, [(20, 70)], 5, ("70.00", "7.60", "117.60", "47.04")),
    (
        "20 innovations of 70 points, one affair short",
        40,
        [(20, 70)],
        4,
        ("70.00", "0.00", "110.00", "44.00"),
    ),
    ("below the divisor", 40, [(8, 80)], 5, ("53.33", "3.04", "96.37", "38.55")),
    ("201 innovations (cap)", 40, [(201, 70)], 6, ("70.00", "76.00", "186.00", "74.40")),
    ("nothing reported", 0, [], 0, ("0.00", "0.00", "0.00", "0.00")),
    ("one innovation of 0 points among 12", 40, [(11, 70), (1, 0)], 5, ("64.17", "4.56", "108.73", "43.49")),
]
BASIC = ["pendidikan", "kesehatan", "pekerjaan-umum", "perumahan-rakyat", "trantibum", "sosial"]
needs_2026 = pytest.mark.skipif(not (SHIPPED / "iga-2026").is_dir(), reason="iga-2026 is not there")


@needs_2026
@pytest.mark.parametrize(("name", "spd", "innovations", "affairs", "expected"), VECTORS)
def test_the_vectors_of_2026_hold(
    name: str, spd: int, innovations: list[tuple[int, int]], affairs: int, expected: tuple[str, ...]
) -> None:
    rulebook = loaded(SHIPPED / "iga-2026")
    entries = [
        {
            "id": f"{points}-{number}",
            "affairs": BASIC[:affairs],
            "claims": levels_for(rulebook, "sid", points),
        }
        for count, points in innovations
        for number in range(count)
    ]
    region = {
        "code": "17.71",
        "clusters": ["kota"],
        "claims": levels_for(rulebook, "spd", spd),
        "innovations": entries,
    }
    result = score(rulebook, read_claims({"rulebook": rulebook.id, "regions": [region]}, rulebook)).regions[0]
    found = region_as_json(result, "", "")
    assert tuple(found[key] for key in ("sid_mean", "innovation_count_score", "total", "index")) == expected
    assert result.tree.check() == ()


@needs_2026
@pytest.mark.parametrize(
    ("index", "label"),
    [(6501, "Sangat Inovatif"), (6500, "Inovatif"), (4001, "Inovatif"), (4000, "Kurang Inovatif"),
     (1, "Kurang Inovatif"), (0, "Tidak Dapat Dinilai")],
)  # fmt: skip
def test_the_threshold_vectors_of_2026_hold(index: int, label: str) -> None:
    predicate = predicate_at(loaded(SHIPPED / "iga-2026"), index)
    assert predicate is not None
    assert predicate.label == label


@needs_2026
def test_the_example_of_the_contract_is_scored() -> None:
    rulebook = loaded(SHIPPED / "iga-2026")
    tree = {"rulebook": "iga-2026", "regions": [
        {"code": "17.71", "clusters": ["kota"], "claims": {"spd-01": {"level": 3}, "spd-02a": {"level": 2}},
         "innovations": [{"id": "x1", "affairs": ["kesehatan"], "claims": {
             "sid-16": {"level": 2}, "sid-33": {"facts": {"basis": "people", "people": 350}}}}]}]}  # fmt: skip
    found = region_as_json(score(rulebook, read_claims(tree, rulebook)).regions[0], "", "")
    assert (found["spd"], found["sid_mean"], found["innovation_count_score"]) == ("5.00", "1.00", "0.00")
    assert (found["total"], found["index"], found["index_exact"]) == ("6.00", "2.40", "12/5")
    assert (found["predicate"], found["ranks"], found["maturity"]) == (
        "Kurang Inovatif",
        {"kota": 1},
        {"x1": "12.00"},
    )


@needs_2026
def test_2026_is_complete_and_the_two_older_editions_refuse_an_index() -> None:
    assert loaded(SHIPPED / "iga-2026").can_index
    for folder in FOLDERS:
        if folder.name in {"iga-2023", "iga-2020"}:
            assert not loaded(folder).can_index
            assert loaded(folder).missing
