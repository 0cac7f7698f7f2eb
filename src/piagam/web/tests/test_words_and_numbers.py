"""Numbers, instants and words as people read them."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from piagam.web.instants import in_zone, three_zones
from piagam.web.numbers import decimal_text
from piagam.web.states import BY_CODE, TONES, tone_of
from piagam.web.terms import BY_CODE as TERMS_BY_CODE
from piagam.web.terms import TERMS
from piagam.web.words import count_words
from tallybook.profile import words_in

END = datetime(2026, 8, 21, 16, 59, 59, tzinfo=UTC)


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def test_a_deadline_is_said_in_three_zones_and_a_day_again_when_it_changes() -> None:
    assert three_zones(END) == "21 Agu 2026 23.59.59 WIB · 22 Agu 00.59.59 WITA · 22 Agu 01.59.59 WIT"


def test_whole_minutes_have_no_seconds() -> None:
    assert (
        three_zones(datetime(2026, 8, 21, 2, 0, tzinfo=UTC))
        == "21 Agu 2026 09.00 WIB · 10.00 WITA · 11.00 WIT"
    )


def test_english_clocks_have_colons() -> None:
    with translation.override("en"):
        assert in_zone(END, "Asia/Jayapura") == "22 Aug 2026 01:59 WIT"


@pytest.mark.parametrize(
    "value, text",
    [
        (Fraction(1299, 20), "64,95"), (Fraction("0.005"), "0,01"), (Fraction("-0.005"), "-0,01"),
        (Decimal("1234.5"), "1.234,50"), (0, "0,00"), (None, "–"), ("12.345", "12,35"), ("belum ada", "belum ada"),
        (2.675, "2,68"),
    ],
)  # fmt: skip
def test_decimals_are_exact_and_rounded_half_up(value: object, text: str) -> None:
    assert decimal_text(value, 2) == text


def test_counts_are_grouped_by_the_language() -> None:
    assert decimal_text(36742, 0) == "36.742"
    with translation.override("en"):
        assert decimal_text(36742, 0) == "36,742"


@pytest.mark.parametrize(
    "text", ["", "satu", "rata-rata 1.500 jiwa – naik", "  dua\n kata ", "O’Brien, dll."]
)
def test_words_are_counted_as_the_rulebook_counts_them(text: str) -> None:
    assert count_words(text) == words_in(text)


def test_every_state_has_one_tone() -> None:
    codes = [code for codes in TONES.values() for code in codes]
    assert len(codes) == len(set(codes)) == len(BY_CODE)
    assert tone_of("unheard-of") == "quiet"


def test_every_official_word_stands_once() -> None:
    assert len(TERMS_BY_CODE) == len(TERMS)
    assert len({term.indonesian for term in TERMS}) == len(TERMS)


def test_a_query_keeps_what_is_not_changed() -> None:
    request = RequestFactory().get("/", {"cari": "air & api", "halaman": "3"})
    template = Template("{% autoescape off %}{% query_with halaman=4 klaster='' %}{% endautoescape %}")
    assert template.render(Context({"request": request})) == "?cari=air+%26+api&halaman=4"
