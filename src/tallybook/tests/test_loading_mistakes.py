"""Every mistake a rulebook can have is found, with file, key and a sentence."""
# ruff: noqa: E501

from pathlib import Path

import pytest

from tallybook import RulebookError, load_rulebook
from tallybook.tests.books import NAMES, book, files, problems, spoiled

EDITION, INDEX, SPD, SID = "edition.toml", "index.toml", "indicators/spd.toml", "indicators/sid.toml"

CHOICE, SURE = 'answer = { kind = "choice" }', 'source = ["guide"], certainty = "official"'

# path, what is replaced, by what, in which key the mistake is named, a part of the sentence
MISTAKES = [
    # shape
    (EDITION, "year = 2026", "year = 2026\nyeer = 1", "edition.yeer", "unknown key; did you mean year?"),
    (EDITION, "year = 2026\n", "", "edition.year", "missing"),
    (EDITION, "year = 2026", 'year = "2026"', "edition.year", "must be a whole number"),
    (EDITION, "year = 2026", "year = true", "edition.year", "must be a whole number"),
    (EDITION, 'title = "Edisi kecil"', 'title = " "', "edition.title", "must be text"),
    (EDITION, 'id = "small"', 'id = "Small!"', "edition.id", "must be a code"),
    (EDITION, 'scale = "0-100"', 'scale = "0-10"', "edition.scale", "must be one of"),
    (EDITION, 'legal = ["Aturan 1"]', 'legal = "Aturan 1"', "edition.legal", "must be a list"),
    (EDITION, "basic = true", "basic = 1", 'affair["pendidikan"].basic', "must be true or false"),
    (EDITION, "basic = true\n", "", 'affair["pendidikan"].basic', "missing"),
    (EDITION, "format = 1", "format = 2", "format", "this engine reads format 1"),
    (EDITION, "format = 1\n", "", "format", "missing"),
    (EDITION, "[claims]", "[claim]", "claims", "missing"),
    (EDITION, 'where = { kind = "kota" }', "where = {}", 'cluster["kota"].where', "name a column"),
    (EDITION, 'where = { kind = "kota" }', 'where = { size = "1" }', 'cluster["kota"].where.size', "unknown key"),
    (SPD, 'weight = "1"', "weight = 1.0", 'indicator["spd-01"].weight', "is a float, which is not exact"),
    (SPD, 'weight = "1"', "weight = 1", 'indicator["spd-01"].weight', "must be a decimal number as text"),
    (SPD, 'weight = "1"', 'weight = "1,5"', 'indicator["spd-01"].weight', "must be a decimal number as text"),
    (SPD, 'weight = "1"', 'weight = "1e3"', 'indicator["spd-01"].weight', "must be a decimal number as text"),
    (SPD, 'weight = "1"', 'weight = "0"', 'indicator["spd-01"].weight', "must be above 0"),
    (SPD, 'weight = "1"\n', "", 'indicator["spd-01"].weight', 'write unset = "why"'),
    (SPD, "[[indicator]]", "[indicator]", "", "not TOML"),
    (INDEX, "decimals = 2", "decimals = 2\nunset = 3", "index.unset", "must be a text that says why"),
    (INDEX, "decimals = 2", 'decimals = 2\nunset = "?"', "index.unset", "nothing of this table is missing"),
    (EDITION, "[claims]", "[again]\ndeveloped = 1\nsource = [\"guide\"]\ncertainty = \"official\"\n[claims]", "again.developed", "must be true or false"),
    (EDITION, "[claims]", "[submission]\nsource = [\"guide\"]\ncertainty = \"official\"\n[claims]", "submission.statement", "missing"),
    # codes
    (EDITION, 'code = "kesehatan"', 'code = "pendidikan"', 'affair["pendidikan"].code', "stands twice"),
    (EDITION, 'code = "papua"', 'code = "kota"', 'cluster["kota"].code', "stands twice"),
    (SPD, 'code = "spd-02b"', 'code = "spd-02a"', 'indicator["spd-02a"].code', "stands twice"),
    (SPD, 'code = "spd-01"', 'code = "sid-01"', 'indicator["sid-01"].code', "must begin with the prefix"),
    (SID, 'code = "sid"', 'code = "spd"', "set.code", "stands twice"),
    (SPD, 'variable = "institusi"', 'variable = "lain"', 'indicator["spd-01"].variable', "has no variable"),
    (EDITION, 'set = "spd"', 'set = "spx"', 'variable["institusi"].set', "there is no indicator set"),
    (INDEX, 'code = "spd"', 'code = "total"', 'part["total"].code', "is reserved"),
    # levels
    (SPD, "level = 2", "level = 1", 'indicator["spd-01"].level', "levels must rise"),
    (SPD, 'level = 3\ntext = "Visi dan misi"', 'level = 4\ntext = "x"', 'indicator["spd-01"].level', "without a hole"),
    (SPD, '[[indicator.level]]\nlevel = 3\ntext = "Visi dan misi"\n', "", 'indicator["spd-01"].level', "has 2 levels"),
    (SPD, '{ kind = "choice" }', '{ kind = "mark", scale = 5 }', 'indicator["spd-01"].level', "has no levels"),
    # answers
    (SPD, 'kind = "choice"', 'kind = "formula"', 'indicator["spd-01"].answer.kind', "unknown kind of answer"),
    (SPD, 'answer = { kind = "choice" }', "answer = 1", 'indicator["spd-01"].answer', "must be a table"),
    (SPD, 'from = "-5.14"', 'from = "-5.00"', 'indicator["spd-02a"].answer.tiers', "gap between the tiers"),
    (SPD, 'from = "-5.14"', 'from = "-5.15"', 'indicator["spd-02a"].answer.tiers', "overlap"),
    (SPD, 'from = "-5.14"', 'from = "-5.145"', 'indicator["spd-02a"].answer.tiers', "more decimals than are stated"),
    (SPD, 'from = "2.36"', 'from = "2.40"', 'indicator["spd-02b"].answer.tiers', "gap between the tiers"),
    (SPD, 'from = "2.36"', 'from = "2.30"', 'indicator["spd-02b"].answer.tiers', "overlap"),
    (SPD, 'level = 2, from = "-5.14"', 'level = 3, from = "-5.14"', 'indicator["spd-02a"].answer.tiers', "each once"),
    (SPD, 'from = "-5.14", to = "33.84"', 'from = "33.84", to = "-5.14"', 'indicator["spd-02a"].answer.tiers', "ends before"),
    (SPD, '{ level = 1, to = "-5.15" }', "{ level = 1 }", 'indicator["spd-02a"].answer.tiers', "neither `from` nor `to`"),
    (SPD, 'value = "growth"', 'value = "speed"', 'indicator["spd-02a"].answer.value', "must be one of"),
    (SPD, "decimals = 2", "decimals = 10", 'indicator["spd-02a"].answer.decimals', "more than nine"),
    (SID, 'beyond = "best-level"\n', "", "answer.beyond", "the best tier is bounded"),
    (SID, "from = 201", "from = 202", "answer.tiers", "gap between the tiers of level 1 and 2"),
    (SID, "from = 201", "from = 200", "answer.tiers", "overlap"),
    (SID, '{ code = "sk", level = 1 }', '{ code = "sk", level = 4 }', "level", "there is no level 4"),
    (SID, '{ code = "sk", level = 1 }', '{ code = "sk", level = 2 }', "answer.options", "no option leads to level 1"),
    (SID, '{ code = "sk", level = 1 }', '{ code = "sk" }', "level", "which level does the option lead to"),
    (SID, '{ code = "sk", level = 1 }', '{ code = "perda", level = 1 }', "code", "stands twice"),
    (SID, '["t-0", "t-1", "t-2"]\n', '["t-0", "t-1", "t-1"]\n', "answer.options", "stands twice"),
    (SID, 'any_of = [["t-0", "t-1", "t-2"]]', 'any_of = [["t-9"]]', "any_of", "not among the options: t-9"),
    (SID, "{ level = 2, any_of", "{ level = 3, any_of", "answer.levels", "each once and in this order"),
    (SID, 'levels = ["Terpisah", "Satu portal", "Lintas unit"]', 'levels = ["A"]', "levels", "one for each level"),
    (SID, 'code = "non-digital"', 'code = "digital"', "code", "stands twice"),
    (SID, 'label = "Digital", levels = ["Terpisah", "Satu portal", "Lintas unit"]', 'label = "D"', "digital", "write `levels`"),
    (SID, 'computed_by = "innovation_count_score"', 'computed_by = "x"', "answer.computed_by", "has no part"),
    (SID, 'code = "sid-36"', 'code = "sid-36"\nweight = "1"', 'indicator["sid-36"].weight', "has no weight"),
    ("indicators/presentasi.toml", "scale = 100", "decimals = 2", "answer.decimals", "unknown key"),
    ("indicators/presentasi.toml", ', scale = 100', "", "answer", "write `scale`, or `from` and `to`"),
    ("indicators/presentasi.toml", 'from = "1", to = "5"', 'from = "5", to = "1"', "answer", "ends before it begins"),
    (SID, 'kind = "fixed", level = 1', 'kind = "fixed", level = 4', "answer.level", "there is no level 4"),
    (SPD, '{ kind = "choice" }', '{ kind = "fixed", level = 1 }', "answer.kind", "unknown kind of answer"),
    # sums
    (SPD, 'published_maximum = "9.75"', 'published_maximum = "10"', "set.published_maximum", "add up to 9.75"),
    (INDEX, 'maximum = "9.75"', 'maximum = "9"', 'part["spd"].maximum', "add up to 9.75"),
    (INDEX, 'maximum = "3.80"', 'maximum = "3.90"', 'part["innovation_count_score"].maximum', "add up to 3.8"),
    (INDEX, 'maximum = "55.55"', 'maximum = "56"', "index.maximum", "the parts add up to 55.55"),
    (INDEX, "at_least = 2", "at_least = 4", "requires.at_least", "asks for 4 of 3"),
    (INDEX, 'affairs = "basic"', 'affairs = ["pangn"]', "requires.affairs", "there is no affair"),
    (INDEX, 'affairs = "basic"', 'affairs = ["sosial", "sosial"]', "requires.affairs", "stands twice"),
    # arithmetic
    (INDEX, 'kind = "weighted-levels"', 'kind = "product"', 'part["spd"].kind', "unknown kind of part"),
    (INDEX, 'kind = "share-of-maximum"', 'kind = "median"', "index.kind", "unknown kind of index"),
    (INDEX, 'set = "spd"', 'set = "sid"', 'part["spd"].set', "weighted-levels needs a set of region"),
    (INDEX, 'set = "spd"', 'set = "x"', 'part["spd"].set', "there is no indicator set"),
    (INDEX, "cap = 10\n", "", "cap", "missing"),
    (INDEX, 'rounding = "half-up"', 'rounding = "half-even"', "index.rounding", "must be one of half-up"),
    (INDEX, 'key = "index-exact"', 'key = "index-rounded"', "ranking.key", "must be one of"),
    (INDEX, 'key = "index-exact"', 'key = "total-exact"', "ranking.key", "must be 'index-exact'"),
    (INDEX, "[ranking]", "[order]", "ranking", "missing"),
    # predicates
    (INDEX, 'from = "65.01"', 'from = "65.02"', 'predicate["sangat"].from', "hole between Inovatif"),
    (INDEX, 'from = "65.01"', 'from = "65.00"', 'predicate["sangat"].from', "overlaps with Inovatif"),
    (INDEX, 'from = "65.01"', 'from = "65.001"', 'predicate["sangat"].from', "more decimals than the index"),
    (INDEX, 'to = "100.00"', 'to = "99.99"', 'predicate["sangat"].to', "must end at 100"),
    (INDEX, 'from = "0.00"', 'from = "-1.00"', 'predicate["tidak"].from', "must begin at 0"),
    (INDEX, 'from = "0.01"\nto = "40.00"', 'from = "40.00"\nto = "0.01"', 'predicate["kurang"].to', "ends before"),
    (INDEX, "certificate = true\n", "", 'predicate["sangat"].certificate', "missing"),
    # sources and certainty
    (SPD, 'source = ["guide"]\n', "", 'indicator["spd-01"].source', "missing"),
    (SPD, 'source = ["guide"]', "source = []", 'indicator["spd-01"].source', "at least 1"),
    (SPD, 'source = ["guide"]', 'source = ["gide"]', 'indicator["spd-01"].source', "has no source 'gide'"),
    (SPD, 'certainty = "official"\n', "", 'indicator["spd-01"].certainty', "missing"),
    (SPD, 'certainty = "official"', 'certainty = "sure"', 'indicator["spd-01"].certainty', "must be one of"),
    ("sources.toml", 'what = "A small', 'id2 = "x"\nwhat = "A small', "id2", "unknown key"),
    # dates
    (EDITION, 'applied_to = "2025-12-31"', 'applied_to = "2023-12-31"', "eligibility.applied_to", "is before 2024-01-01"),
    (EDITION, 'closes = "2026-08-21"', 'closes = "2026-06-21"', 'calendar["reporting"].closes', "is before"),
    (EDITION, 'opens = "2026-08-22"', 'opens = "2026-06-01"', 'calendar["measuring"].opens', "before the phase above"),
    (EDITION, 'opens = "2026-06-22"', "opens = 2026-06-22", 'calendar["reporting"].opens', "must be a date as text"),
    (EDITION, 'opens = "2026-06-22"', 'opens = "2026-02-30"', 'calendar["reporting"].opens', "must be a date as text"),
    # the time of evidence
    *[
        (SPD, CHOICE, f"{CHOICE}\nevidence = {{ valid = {valid} }}", 'indicator["spd-01"].evidence.valid', sentence)
        for valid, sentence in [
            ("[]", "at least 1"),
            ('[{ covers = ["T-1"] }]', "missing"),
            (f'[{{ {SURE} }}]', "asks for nothing"),
            (f'[{{ kinds = ["surat"], in_force = true, {SURE} }}]', "must be one of perda"),
            (f'[{{ kinds = [], in_force = true, {SURE} }}]', "at least 1"),
            (f'[{{ dated_from = 2024, {SURE} }}]', 'must be a year such as "T-1"'),
            (f'[{{ dated_from = "T+1", {SURE} }}]', 'must be a year such as "T-1"'),
            (f'[{{ dated_from = "T-0", dated_to = "T-1", {SURE} }}]', "T-1 is before T-0"),
            (f'[{{ dated_in = "last-year", {SURE} }}]', "must be one of application-year"),
            (f'[{{ covers = ["T-1"], unclear = ["T-1"], {SURE} }}]', "also stands in covers"),
            (f'[{{ in_force = "ya", {SURE} }}]', "must be true or false"),
            (f'[{{ inforce = true, {SURE} }}]', "did you mean in_force?"),
            ('[{ in_force = true, source = ["gide"], certainty = "official" }]', "has no source 'gide'"),
        ]
    ],
    # the rest of the folder
    ("profile.toml", 'kind = "text"', 'kind = "prose"', 'field["nama"].kind', "must be one of"),
    ("profile.toml", 'not_before = "waktu_uji_coba"', 'not_before = "waktu"', "not_before", "there is no field"),
    ("profile.toml", 'options_from = "affairs"\n', "", "options", "a choice needs options"),
    ("profile.toml", "max_words = 8", "max_words = 2", "max_words", "is below min_words"),
    ("profile.toml", "max_length = 200", 'options_from = "affairs"', "options", "has no options"),
    ("awards.toml", 'cluster = "kota"', 'cluster = "desa"', "cluster", "there is no cluster"),
    ("awards.toml", 'unset = "jumlah pemenang belum diumumkan"', "quota_winners = 12", "quota_winners", "only 11"),
    ("panel.toml", 'set = "presentasi"', 'set = "x"', "presentation.set", "there is no indicator set"),
    ("reasons.toml", 'decisions = ["lower", "reject"]', 'decisions = ["burn"]', "decisions[1]", "must be one of"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "old", "new", "key", "sentence"), MISTAKES, ids=[str(n) for n in range(len(MISTAKES))]
)
def test_a_mistake_is_named_with_file_key_and_sentence(
    path: str, old: str, new: str, key: str, sentence: str
) -> None:
    found = problems(spoiled(path, old, new))
    assert any(key in one.key and sentence in one.sentence for one in found), [str(one) for one in found]


def test_all_mistakes_are_found_in_one_go() -> None:
    given = files()
    for path, old, new in [
        (SPD, 'weight = "1"', "weight = 1.5"),
        (SPD, 'from = "-5.14"', 'from = "-5.00"'),
        (INDEX, 'from = "65.01"', 'from = "65.02"'),
        (EDITION, "year = 2026", "yaer = 2026"),
    ]:
        assert old in given[path]
        given[path] = given[path].replace(old, new, 1)
    keys = {(one.file, one.key) for one in problems(given)}
    assert {
        (SPD, 'indicator["spd-01"].weight'),
        (SPD, 'indicator["spd-02a"].answer.tiers'),
        (INDEX, 'predicate["sangat"].from'),
        (EDITION, "edition.yaer"),
        (EDITION, "edition.year"),
    } <= keys


@pytest.mark.parametrize("path", [EDITION, INDEX, "sources.toml"])
def test_a_missing_file_is_named(path: str) -> None:
    given = files()
    del given[path]
    assert any(one.file == path and "missing" in one.sentence for one in problems(given))


def test_an_unknown_file_is_named() -> None:
    given = {**files(), "formulas.toml": "", "indicators/deep/spd.toml": ""}
    unknown = {one.file for one in problems(given) if "unknown file" in one.sentence}
    assert unknown == {"formulas.toml", "indicators/deep/spd.toml"}


def test_a_code_of_another_set_stands_twice() -> None:
    given = spoiled("indicators/presentasi.toml", 'prefix = "pres-"', 'prefix = "s"')
    given["indicators/presentasi.toml"] = given["indicators/presentasi.toml"].replace('"pres-01"', '"spd-01"')
    given["indicators/presentasi.toml"] = given["indicators/presentasi.toml"].replace('"pres-02"', '"spd-x2"')
    assert any("also in" in one.sentence for one in problems(given))


def test_an_empty_folder_is_no_rulebook(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="there is no"):
        load_rulebook(tmp_path)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RulebookError, match="cannot be read"):
        load_rulebook(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_the_small_rulebooks_have_no_mistakes(name: str) -> None:
    assert book(name).can_index


def test_an_unset_number_is_kept_as_unset_with_its_reason() -> None:
    given = spoiled(SPD, 'weight = "1"\n', 'unset = "bobot tidak ditemukan"\n')
    given["indicators/spd.toml"] = given[SPD].replace(
        'published_maximum = "9.75"', 'published_maximum = { unset = "?" }'
    )
    given[INDEX] = given[INDEX].replace('maximum = "9.75"', 'maximum = { unset = "?" }')
    rulebook = load_rulebook(given)
    assert rulebook.indicator("spd-01").weight is None
    assert not rulebook.can_index
    assert rulebook.missing == ('indicators/spd.toml: indicator["spd-01"].weight: bobot tidak ditemukan',)


def test_the_fingerprint_does_not_see_comments_blanks_or_cases() -> None:
    given = {
        path: f"# a comment\n\n{text}" for path, text in files().items() if not path.startswith("cases/")
    }
    assert load_rulebook(given).sha256 == book().sha256


def test_the_fingerprint_sees_every_rule() -> None:
    assert load_rulebook(spoiled(SPD, 'text = "Misi"', 'text = "Misi."')).sha256 != book().sha256
