import pytest
from django.core.exceptions import ValidationError

from piagam.innovations.values import only_adds, read_coordinates, stamp_of


@pytest.mark.parametrize(
    ("before", "after", "adds"),
    [
        ("", "satu", True),
        ("satu dua", "satu dua tiga", True),
        ("satu tiga", "satu dua tiga", True),
        ("tiga", "dua tiga", True),
        ("satu dua", "satu", False),
        ("satu dua", "", False),
        ("satu dua", "tiga empat lima", False),
        ("aa", "a", False),
        ("aa", "aaa", True),
        (None, "satu", False),
        (["a"], ["a", "b"], False),
    ],
)
def test_a_text_only_adds_when_the_earlier_one_can_be_read_from_the_later(before, after, adds) -> None:
    assert only_adds(before, after) is adds


def test_everything_empty_has_the_same_version_and_everything_else_its_own() -> None:
    assert stamp_of(None) == stamp_of("") == stamp_of([]) == stamp_of({})
    assert len({stamp_of(None), stamp_of("a"), stamp_of("b"), stamp_of(["a"]), stamp_of(0)}) == 5
    assert 0 < stamp_of("a") < 2**53


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("-3.7956, 102.2592", "-3.7956, 102.2592"),
        ("-3,7956; 102,2592", "-3.7956, 102.2592"),
        ("−3.7956 102.2592", "-3.7956, 102.2592"),
        ("(-3.7956, 102.2592)", "-3.7956, 102.2592"),
        ("-3, 102", "-3, 102"),
    ],
)
def test_coordinates_are_read_as_people_and_maps_write_them(typed: str, kept: str) -> None:
    assert read_coordinates(typed) == kept


@pytest.mark.parametrize(
    "typed", ["Bengkulu", "-3.7956", "91, 102", "-3, 181", "1e5, 2", "<b>", "-3.79, 102, 5"]
)
def test_what_is_no_place_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        read_coordinates(typed)
