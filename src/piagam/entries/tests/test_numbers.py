"""Numbers as officers type them."""

from decimal import Decimal

import pytest

from piagam.entries.numbers import NotANumber, as_typed, read_decimal, read_whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1250", 1250),
        ("1.250", 1250),
        ("1 250", 1250),
        ("Rp 1.250.000", 1250000),
        ("-3", -3),
        ("−3", -3),
        ("0", 0),
    ],
)
def test_a_count_is_read_with_or_without_thousands(text: str, value: int) -> None:
    assert read_whole(text) == value


@pytest.mark.parametrize("text", ["2,5", "2.5", "dua", "1.25.0", "12e3", "1" * 19, "٣x", "--2"])
def test_what_is_no_count_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(NotANumber, match=r"\.$"):
        read_whole(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("5,91", "5.91"), ("5.91", "5.91"), ("1.234,5", "1234.5"), ("12", "12"), ("-50,33 %", "-50.33"),
     ("1.234.567", "1234567"), ("Rp1.000.000,50", "1000000.50")],
)  # fmt: skip
def test_a_measured_value_is_read_with_a_comma_or_a_point(text: str, value: str) -> None:
    assert read_decimal(text) == Decimal(value)


def test_a_dot_that_could_mean_two_things_is_asked_about() -> None:
    with pytest.raises(NotANumber, match="1234 atau 1,234"):
        read_decimal("1.234")


@pytest.mark.parametrize("text", ["NaN", "inf", "1e5", "lima", "5,9,1", ",5", "9" * 40])
def test_what_is_no_value_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(NotANumber, match=r"\.$"):
        read_decimal(text)


@pytest.mark.parametrize("text", ["5.91", "-0.36", "1234.5", "1.234"])
def test_what_is_kept_is_shown_so_that_it_reads_back(text: str) -> None:
    assert read_decimal(as_typed(text)) == Decimal(text)
