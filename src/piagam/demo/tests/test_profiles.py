import random
from datetime import date

import pytest

from piagam.demo.evidence import KINDS, DemoDocument, document_for
from piagam.demo.names import DEPARTMENTS, REAL_DEPARTMENTS, department_like, real_titles, titles
from piagam.demo.profiles import profile
from piagam.editions.rulebooks import read_files
from tallybook import load_rulebook, profile_problems

DRAWS = 25


@pytest.fixture(scope="module")
def rulebook():
    return load_rulebook(read_files("iga-2026"))


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_profile_has_no_problem_under_the_real_rulebook_and_qualifies(department, rulebook):
    rng = random.Random(department)
    for _draw in range(DRAWS):
        made = profile(rng, "Antar Akta", department, "Kota Bengkulu", 2026)
        assert not profile_problems(rulebook, made)
        assert rulebook.eligibility.check(date.fromisoformat(made["waktu_penerapan"]), None).ok
        assert made["rancang_bangun"].startswith("[Data demo]")


def test_every_department_serves_an_affair_of_the_rulebook(rulebook):
    known = {affair.code for affair in rulebook.affairs}
    assert {affair for affair, _subjects in DEPARTMENTS.values()} <= known


def test_the_first_departments_cover_the_basic_services(rulebook):
    basic = {affair.code for affair in rulebook.affairs if affair.basic}
    assert basic <= {affair for affair, _subjects in list(DEPARTMENTS.values())[:9]}


def test_titles_are_never_twice_in_a_region_and_real_ones_come_first():
    code, real = max(real_titles().items(), key=lambda one: len(one[1]))
    made = [title.lower() for title, _department in titles(random.Random(1), code, list(DEPARTMENTS), 400)]
    assert len(made) == len(set(made)) == 400
    assert made[0] == real[0][0].lower()
    assert not set(made[:5]) & {
        t.lower() for t, _d in titles(random.Random(1), code, list(DEPARTMENTS), 9, made[:5])
    }


def test_a_real_title_goes_to_the_department_that_its_list_names():
    assert all(department in DEPARTMENTS for _words, department in REAL_DEPARTMENTS)
    assert department_like("UPTD Puskesmas Sempu", list(DEPARTMENTS)) == "Dinas Kesehatan"
    assert department_like("RSUD Wates", list(DEPARTMENTS)) == "Rumah Sakit Umum Daerah"
    assert department_like("Kelurahan Klandasan Ulu", list(DEPARTMENTS)) is None


def test_beside_every_row_lies_a_document_of_a_format_it_takes(rulebook):
    documents = [DemoDocument(kind, None) for kind in KINDS]
    for code in ("spd", "sid"):
        for row in rulebook.sets[code].indicators:
            if row.answer.kind != "automatic":
                assert documents[document_for(row, documents)].kind.format in row.evidence.formats, row.code
