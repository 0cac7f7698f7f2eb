"""Scores of small rulebooks, number by number."""

from fractions import Fraction

import pytest

from tallybook import FactsError, UnknownCode, load_rulebook, read_claims, score, score_criteria, score_region
from tallybook.as_json import result_as_json
from tallybook.tests.books import book, claims, innovation, region, spoiled


def test_a_rejected_innovation_has_no_points_stays_in_the_divisor_and_leaves_the_count() -> None:
    entries = [innovation(f"x{n}", affairs=["pendidikan", "sosial"], rejected=n == 5) for n in range(1, 6)]
    found = score(book(), claims(region(innovations=entries))).regions[0]
    assert found.maturity["x5"] == 0
    assert found.parts["sid_mean"] == Fraction(4 * 42, 5)
    assert found.parts["innovation_count_score"] == Fraction("0.38") * 4


def test_where_the_edition_says_so_a_rejected_one_leaves_the_divisor_or_stays_in_the_count() -> None:
    other = spoiled(
        "edition.toml", "in_divisor = true, in_count = false", "in_divisor = false, in_count = true"
    )
    rulebook = load_rulebook(other)
    entries = [innovation(f"x{n}", affairs=["pendidikan", "sosial"], rejected=n == 5) for n in range(1, 6)]
    found = score(
        rulebook, read_claims({"rulebook": "small", "regions": [region(innovations=entries)]}, rulebook)
    )
    assert found.regions[0].parts["sid_mean"] == 42
    assert found.regions[0].parts["innovation_count_score"] == Fraction("0.38") * 5


def test_affairs_of_rejected_innovations_alone_do_not_open_the_gate() -> None:
    entries = [innovation("a", affairs=["pendidikan"]), innovation("b", affairs=["sosial"], rejected=True)]
    assert score(book(), claims(region(innovations=entries))).regions[0].parts["innovation_count_score"] == 0


def test_a_claim_without_evidence_counts_as_level_0_where_the_edition_says_so() -> None:
    own = {"spd-01": {"level": 3, "evidence": False}, "spd-02b": {"level": 2}}
    assert score(book(), claims(region(claims=own))).regions[0].parts["spd"] == Fraction("1.5")
    lenient = load_rulebook(spoiled("edition.toml", "evidence_is_zero = true", "evidence_is_zero = false"))
    given = read_claims({"rulebook": "small", "regions": [region(claims=own)]}, lenient)
    assert score(lenient, given).regions[0].parts["spd"] == Fraction("4.5")


def test_a_region_without_innovations_is_computed_like_any_other() -> None:
    found = score(book(), claims(region(claims={"spd-01": {"level": 3}}))).regions[0]
    assert (found.parts["spd"], found.parts["sid_mean"], found.parts["innovation_count_score"]) == (3, 0, 0)
    assert found.index == "5.40"
    assert found.predicate == "Kurang Inovatif"


def test_where_the_edition_says_so_a_region_without_innovations_has_index_0() -> None:
    strict = load_rulebook(
        spoiled(
            "edition.toml",
            "without_evidence_is_zero",
            'without_innovations = "index-zero"\nwithout_evidence_is_zero',
        )
    )
    given = read_claims({"rulebook": "small", "regions": [region(claims={"spd-01": {"level": 3}})]}, strict)
    found = score(strict, given).regions[0]
    assert (found.index, found.predicate) == ("0.00", "Tidak Dapat Dinilai")
    assert found.tree.check() == ()


def test_nothing_at_all_cannot_be_assessed() -> None:
    found = score(book(), claims(region())).regions[0]
    assert (found.index, found.index_exact, found.hundredths) == ("0.00", 0, 0)
    assert found.predicate == "Tidak Dapat Dinilai"


def test_the_count_is_capped() -> None:
    entries = [innovation(f"x{n}", level=1, affairs=["pendidikan", "sosial"]) for n in range(12)]
    assert score(book(), claims(region(innovations=entries))).regions[0].parts[
        "innovation_count_score"
    ] == Fraction("3.8")


@pytest.mark.parametrize(
    ("hundredths", "label"),
    [(10000, "Sangat Inovatif"), (6501, "Sangat Inovatif"), (6500, "Inovatif"), (4001, "Inovatif"),
     (4000, "Kurang Inovatif"), (1, "Kurang Inovatif"), (0, "Tidak Dapat Dinilai")],
)  # fmt: skip
def test_the_predicate_is_decided_on_the_rounded_hundredths(hundredths: int, label: str) -> None:
    from tallybook.score import predicate_at

    found = predicate_at(book(), hundredths)
    assert found is not None
    assert found.label == label


def test_ranks_compare_the_exact_index_not_the_published_one() -> None:
    def of(code: str, *more: dict[str, object]) -> dict[str, object]:
        same = [innovation(f"x{n:04d}", level=1) for n in range(1499)]
        return region(code, clusters=["kota"], innovations=[*same, *more])

    better = {"id": "y", "claims": {"sid-16": {"level": 1}}}
    first, second = score(book(), claims(of("a", {"id": "y"}), of("b", better))).regions
    assert first.index == second.index
    assert first.index_exact != second.index_exact
    assert (first.ranks["kota"], second.ranks["kota"]) == (2, 1)


def test_ties_share_a_place_however_the_number_was_made() -> None:
    def of(code: str, times: int) -> dict[str, object]:
        entries = [innovation(f"{code}{n}", level=2) for n in range(4 * times)]
        return region(code, clusters=["kota"], innovations=entries)

    found = score(book(), claims(of("a", 1), of("b", 3), of("c", 25), region("d", clusters=["kota"])))
    assert [one.ranks["kota"] for one in found.regions] == [1, 1, 1, 4]


def test_the_year_2027_needs_all_six_affairs_and_divides_by_14() -> None:
    six = ["pendidikan", "kesehatan", "sosial", "perumahan", "pekerjaan-umum", "trantibum"]
    full = [innovation(f"x{n}", name="year-2027", affairs=[one]) for n, one in enumerate(six)]
    found = score(book("year-2027"), claims(region(innovations=full), name="year-2027")).regions[0]
    assert found.parts["sid_mean"] == Fraction(6 * 42, 14)
    assert found.parts["innovation_count_score"] == Fraction("0.38") * 6
    short = score(book("year-2027"), claims(region(innovations=full[:5]), name="year-2027")).regions[0]
    assert short.parts["innovation_count_score"] == 0


def test_an_open_sum_grows_with_every_innovation() -> None:
    entries = [innovation(f"x{n}", name="open-sum") for n in range(319)]
    found = score(book("open-sum"), claims(region(innovations=entries), name="open-sum")).regions[0]
    assert found.parts["sid_sum"] == 42 * 319
    assert (found.index, found.predicate) == ("13398.00", "Sangat Inovatif")


def test_a_jury_award_of_nine_criteria_has_a_total_and_places_and_no_index() -> None:
    def of(code: str, mark: str) -> dict[str, object]:
        marks = {f"k-{n:02d}": {"mark": mark} for n in range(1, 9)}
        return region(code, clusters=["semua"], claims={**marks, "k-09": {"mark": 4}})

    result = score(book("jury"), claims(of("a", "80"), of("b", "90.5"), of("c", "80"), name="jury"))
    a, b, c = result.regions
    assert a.total == Fraction(95 * 80, 100) + Fraction(5 * 3, 6)
    assert (a.index, a.index_exact, a.predicate) == (None, None, None)
    assert [one.ranks["semua"] for one in (a, b, c)] == [2, 1, 2]
    assert a.tree.check() == ()
    table = result_as_json(result)["regions"][0]  # type: ignore[index]
    assert table["jury_score"] == table["total"] == "78.50"
    assert table["index"] is None


def test_an_unset_weight_leaves_maturity_and_refuses_an_index_naming_what_is_missing() -> None:
    spd = "indicators/spd.toml"
    given = spoiled(spd, 'weight = "1"\n', 'unset = "bobot tidak ditemukan"\n')
    given[spd] = given[spd].replace('"9.75"', '{ unset = "?" }')
    given["index.toml"] = given["index.toml"].replace('maximum = "9.75"', 'maximum = { unset = "?" }')
    rulebook = load_rulebook(given)
    object_ = {"rulebook": "small", "regions": [region(clusters=["kota"], innovations=[innovation()])]}
    found = score(rulebook, read_claims(object_, rulebook)).regions[0]
    assert found.maturity == {"x1": 42}
    assert found.parts["sid_mean"] == Fraction(42, 4)
    assert (found.parts["spd"], found.total, found.index, found.index_exact, found.predicate) == (None,) * 5
    assert found.ranks == {}
    assert found.missing == ('indicators/spd.toml: indicator["spd-01"].weight: bobot tidak ditemukan',)
    assert found.tree.check() == ()
    assert "belum dapat dihitung" in found.tree.sentence


def test_unset_thresholds_give_an_index_without_a_predicate() -> None:
    given = spoiled("index.toml", 'from = "65.01"\nto = "100.00"', 'unset = "ambang tidak ditemukan"')
    given["index.toml"] = given["index.toml"].replace(
        'from = "40.01"\nto = "65.00"', 'unset = "ambang tidak ditemukan"'
    )
    rulebook = load_rulebook(given)
    entries = [innovation(f"x{n}") for n in range(4)]
    found = score(
        rulebook, read_claims({"rulebook": "small", "regions": [region(innovations=entries)]}, rulebook)
    )
    assert found.regions[0].index == "75.61"
    assert found.regions[0].predicate is None
    assert any("ambang" in one for one in found.regions[0].missing)


def test_one_region_alone_has_no_places() -> None:
    given = claims(region(clusters=["kota"]))
    assert score_region(book(), given.regions[0]).ranks == {}
    assert score(book(), given).region("17.71").ranks == {"kota": 1}
    with pytest.raises(UnknownCode):
        score(book(), given).region("99")


def test_marks_of_a_panel_are_weighed_by_the_same_kind() -> None:
    node = score_criteria(book(), "presentasi", {"pres-01": "85.5", "pres-02": 3})
    assert node.value == Fraction("51.3") + 20
    assert node.check() == ()
    with pytest.raises(UnknownCode):
        score_criteria(book(), "presentasi", {"pres-09": 1})
    with pytest.raises(UnknownCode):
        score_criteria(book(), "sidang", {})
    with pytest.raises(FactsError):
        score_criteria(book(), "presentasi", {"pres-01": 101})


def test_the_json_has_the_promised_keys() -> None:
    result = score(book(), claims(region(clusters=["kota"], innovations=[innovation()])))
    top = result_as_json(result)
    assert set(top) == {"rulebook", "rulebook_sha256", "claims_sha256", "regions"}
    table = top["regions"][0]  # type: ignore[index]
    assert set(table) == {
        "code", "spd", "sid_mean", "innovation_count_score", "total", "index", "index_exact", "predicate", "ranks",
        "maturity", "missing", "rulebook_sha256", "claims_sha256",
    }  # fmt: skip
    assert table["rulebook_sha256"] == book().sha256
    assert (table["index"], table["index_exact"], table["maturity"]) == (
        "18.90",
        "21000/1111",
        {"x1": "42.00"},
    )
