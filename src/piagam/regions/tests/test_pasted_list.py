"""A pasted list is read as people write lists."""

import pytest

from piagam.regions.pasted_list import MOST_LINES, name_in, read_list


@pytest.mark.parametrize(
    "line, name",
    [
        ("1. Dinas Kesehatan", "Dinas Kesehatan"),
        ("12)  Dinas   Sosial ;", "Dinas Sosial"),
        ("• Badan Kepegawaian", "Badan Kepegawaian"),
        ("- RSUD dr. M. Yunus", "RSUD dr. M. Yunus"),
        ("3\tKecamatan Gading Cempaka\tJl. Merdeka", "Kecamatan Gading Cempaka"),
        ("  Dinas PUPR,", "Dinas PUPR"),
        ("112 Layanan Darurat", "112 Layanan Darurat"),
        ("   ", ""),
    ],
)
def test_numbering_and_spaces_fall_off(line: str, name: str) -> None:
    assert name_in(line) == name


def test_duplicates_are_named_with_their_line() -> None:
    found = read_list("Dinas Kesehatan\n\n2. dinas  kesehatan\nDinas Sosial\nDinas Baru", ["DINAS SOSIAL"])
    assert found.new == ["Dinas Kesehatan", "Dinas Baru"]
    assert [(number, why) for number, _name, why in found.left_out] == [
        (3, "sama dengan baris 1"),
        (4, "sudah ada"),
    ]
    assert found.is_importable


def test_a_line_that_is_too_long_stops_the_list() -> None:
    found = read_list("Dinas Baru\n" + "x" * 201, [])
    assert found.mistakes[0][0] == 2
    assert not found.is_importable


def test_a_list_has_an_end() -> None:
    assert not read_list("\n".join(f"Dinas {n}" for n in range(MOST_LINES + 1)), []).is_importable


def test_nothing_new_is_nothing_to_import() -> None:
    assert not read_list("Dinas Sosial", ["Dinas Sosial"]).is_importable
