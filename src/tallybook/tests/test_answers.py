"""Facts in, level out: every kind of answer, its form fields, its sentences, its refusals."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tallybook import Derived, FactsError, language
from tallybook.tests.books import book

LEVELS = [
    ("sid-16", {"choice": "sk"}, 1),
    ("sid-16", {"choice": "perda"}, 3),
    ("sid-16", {"choice": "perda-lama"}, 3),
    ("spd-01", {"choice": "2"}, 2),
    ("sid-18", {"years": []}, 0),
    ("sid-18", {"years": ["t-2"]}, 1),
    ("sid-18", {"years": ["t-0", "t-2"]}, 1),
    ("sid-18", {"years": ["t-2", "t-1"]}, 2),
    ("sid-18", {"years": ["t-2", "t-0", "t-1"]}, 3),
    ("sid-30", {"reading": "digital", "choice": "2"}, 2),
    ("sid-33", {"basis": "none"}, 1),
    ("sid-33", {"basis": "people", "people": 0}, 0),
    ("sid-33", {"basis": "people", "people": 200}, 1),
    ("sid-33", {"basis": "people", "people": 201}, 2),
    ("sid-33", {"basis": "people", "people": 501}, 3),
    ("sid-33", {"basis": "saving", "t1": "100", "t2": "100"}, 0),
    ("sid-33", {"basis": "saving", "t1": "100", "t2": "101"}, 0),
    ("sid-33", {"basis": "saving", "t1": "100", "t2": "99.99"}, 1),
    ("sid-33", {"basis": "saving", "t1": "100", "t2": "89.995"}, 2),  # 10.005 % rounds half up to 10.01
    ("sid-33", {"basis": "saving", "t1": "100", "t2": "60"}, 3),  # beyond 30 %: best level, as stated
    ("sid-35", {"elements": []}, 0),
    ("sid-35", {"elements": ["latar"]}, 1),
    ("sid-35", {"elements": ["latar", "manfaat", "dampak"]}, 2),
    ("sid-35", {"elements": ["latar", "manfaat", "dampak", "penjaringan", "pemilihan"]}, 3),
    ("spd-02a", {"t1": "100", "t2": "94.86"}, 2),  # exactly -5.14 %
    ("spd-02a", {"t1": "100", "t2": "94.85"}, 1),
    ("spd-02a", {"t1": "100000", "t2": "94855"}, 1),  # -5.145 % rounds half up, away from zero, to -5.15
    ("spd-02a", {"t1": "100000", "t2": "94856"}, 2),  # -5.144 % rounds to -5.14
    ("spd-02a", {"t1": Decimal("200.50"), "t2": 400}, 3),
    ("spd-02b", {"value": "5.93"}, 1),
    ("spd-02b", {"value": "5.925"}, 1),
    ("spd-02b", {"value": "5.924"}, 2),
    ("spd-02b", {"value": "2.355"}, 2),
    ("spd-02b", {"value": "2.354"}, 3),
    ("spd-02b", {"value": "-1"}, 3),
]


@pytest.mark.parametrize(("code", "facts", "level"), LEVELS)
def test_the_level_follows_from_the_facts(code: str, facts: dict[str, Any], level: int) -> None:
    derived = book().indicator(code).answer.derive(facts)
    assert derived.level == level
    assert str(level) in derived.sentence


REFUSED = [
    ("sid-16", {}, "choice", "Belum diisi"),
    ("sid-16", {"choice": "x"}, "choice", "Pilih salah satu: sk"),
    ("sid-16", {"choice": ["sk"]}, "choice", "Pilih salah satu"),
    ("sid-16", {"choice": "sk", "people": 1}, "people", "tidak diminta"),
    ("sid-18", {"years": "t-0"}, "years", "daftar"),
    ("sid-18", {"years": ["t-0", "t-0"]}, "years", "dua kali"),
    ("sid-18", {"years": ["t-7", 3]}, "years", "Tidak dikenal"),
    ("sid-33", {}, "basis", "Belum diisi"),
    ("sid-33", {"basis": "joy"}, "basis", "Pilih salah satu: people, none, saving"),
    ("sid-33", {"basis": "none", "people": 3}, "people", "tidak diminta"),
    ("sid-33", {"basis": "people"}, "people", "Belum diisi"),
    ("sid-33", {"basis": "people", "people": 3.5}, "people", "bilangan bulat"),
    ("sid-33", {"basis": "people", "people": True}, "people", "bilangan bulat"),
    ("sid-33", {"basis": "people", "people": "350"}, "people", "bilangan bulat"),
    ("sid-33", {"basis": "people", "people": -1}, "people", "negatif"),
    ("sid-33", {"basis": "people", "people": 10**30}, "people", "Terlalu besar"),
    ("sid-33", {"basis": "people", "people": 1, "t1": 2}, "t1", "tidak diminta"),
    ("spd-02a", {"t1": 0, "t2": 5}, "t1", "nol"),
    ("spd-02a", {"t1": -5, "t2": 5}, "t1", "negatif"),
    ("spd-02a", {"t1": 1.5, "t2": 5}, "t1", "Harus bilangan"),
    ("spd-02a", {"t1": "1e5", "t2": 5}, "t1", "Harus bilangan"),
    ("spd-02a", {"t1": Decimal("1E+99"), "t2": 5}, "t1", "Harus bilangan"),
    ("spd-02a", {"t1": Decimal("NaN"), "t2": 5}, "t1", "Harus bilangan"),
    ("pres-01", {"mark": "100.5"}, "mark", "0 s.d. 100"),
    ("pres-02", {"mark": 0}, "mark", "1 s.d. 5"),
    ("sid-36", {"count": 3}, "", "otomatis"),
]


@pytest.mark.parametrize(("code", "facts", "fact", "sentence"), REFUSED)
def test_facts_that_lead_nowhere_are_refused_with_a_sentence(
    code: str, facts: dict[str, Any], fact: str, sentence: str
) -> None:
    with pytest.raises(FactsError) as caught:
        book().indicator(code).answer.derive(facts)
    assert any(one.fact == fact and sentence in one.sentence for one in caught.value.problems), caught.value


def test_the_sentence_shows_the_rule_in_both_languages() -> None:
    answer = book().indicator("sid-33").answer
    facts = {"basis": "people", "people": 1350}
    assert answer.derive(facts).sentence == "Orang: 1.350 orang → tingkat 3: ≥ 501 orang"
    with language.use("en"):
        assert answer.derive(facts).sentence == "Orang: 1,350 orang → level 3: ≥ 501 orang"


def test_the_value_is_kept_exactly_as_it_was_rounded() -> None:
    derived = book().indicator("spd-02a").answer.derive({"t1": "3", "t2": "4"})
    assert derived == Derived(2, "33,33% → tingkat 2: -5,14 s.d. 33,84%", Fraction("33.33"))


def test_the_next_level_is_said_until_the_top() -> None:
    rulebook = book()
    assert rulebook.indicator("spd-02a").answer.next_level(1) == "Tingkat 2: -5,14 s.d. 33,84% (Tumbuh)"
    assert rulebook.indicator("sid-16").answer.next_level(0) == "Tingkat 1: SK Kepala Daerah"
    assert "Orang: 201 s.d. 500 orang" in rulebook.indicator("sid-33").answer.next_level(1)
    for row in rulebook.indicators:
        assert row.answer.next_level(3) == ""


def test_a_form_can_be_drawn_from_the_rulebook_alone() -> None:
    fields = book().indicator("sid-33").answer.fields()
    assert [(one.name, one.kind, one.shown_when) for one in fields] == [
        ("basis", "choice", None),
        ("people", "integer", ("basis", "people")),
        ("t1", "decimal", ("basis", "saving")),
        ("t2", "decimal", ("basis", "saving")),
    ]
    assert fields[1].unit == "orang"
    assert [one.code for one in fields[0].options] == ["people", "none", "saving"]
    assert [one.kind for one in book().indicator("sid-35").answer.fields()] == ["multi_choice"]
    assert [one.kind for one in book().indicator("pres-02").answer.fields()] == ["mark"]
    assert book().indicator("sid-36").answer.fields() == ()
