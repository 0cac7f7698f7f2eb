"""Profile fields and eligibility: what is wrong, in a sentence."""

from datetime import date
from typing import Any

import pytest

from tallybook import language, profile_problems
from tallybook.tests.books import book

GOOD: dict[str, Any] = {
    "nama": "SIPAKDE", "jenis": "digital", "urusan_lain": ["pangan"], "waktu_uji_coba": "2024-01-05",
    "waktu_penerapan": "2024-03-01", "rancang_bangun": "satu dua tiga empat lima", "koordinat": "-3.79, 102.26",
    "tautan": "https://example.id/x",
}  # fmt: skip

MISTAKES = [
    ("nama", "", "Wajib diisi."), ("nama", "   ", "Wajib diisi."), ("nama", "x" * 201, "Paling banyak 200 huruf."),
    ("nama", 3, "Harus berupa teks."),
    ("jenis", "lain", "Pilihan tidak dikenal: lain."), ("urusan_lain", "pangan", "Harus berupa daftar."),
    ("urusan_lain", ["pangan", "x"], "Pilihan tidak dikenal: x."),
    ("waktu_penerapan", "2024-13-01", "Tulis tanggal yang benar."),
    ("waktu_penerapan", "2024-01-04", "Tidak boleh sebelum 2024-01-05."),
    ("rancang_bangun", "satu dua – tiga", "Baru 3 kata; paling sedikit 5 kata."),
    ("rancang_bangun", "a b c d e f g h i", "Paling banyak 8 kata."),
    ("koordinat", "102.26", "Tulis lintang, bujur"), ("koordinat", "-93.79, 102.26", "Tulis lintang, bujur"),
    ("tautan", "example.id", "Tulis tautan lengkap"),
]  # fmt: skip


def test_a_good_profile_has_no_problems() -> None:
    assert profile_problems(book(), GOOD) == {}
    assert profile_problems(book(), {**GOOD, "urusan_lain": [], "koordinat": None, "kematangan": "x"}) == {}


@pytest.mark.parametrize(("code", "value", "sentence"), MISTAKES)
def test_a_wrong_value_is_told_in_a_sentence(code: str, value: object, sentence: str) -> None:
    found = profile_problems(book(), {**GOOD, code: value})
    assert list(found) == [code]
    assert found[code][0].startswith(sentence)


def test_required_fields_are_asked_for() -> None:
    assert set(profile_problems(book(), {})) == {
        "nama",
        "jenis",
        "waktu_uji_coba",
        "waktu_penerapan",
        "rancang_bangun",
    }


@pytest.mark.parametrize(
    ("applied", "developed", "ok", "sentence"),
    [
        (date(2024, 1, 1), None, True, "Diterapkan dalam rentang 1 Januari 2024 s.d. 31 Desember 2025."),
        (date(2025, 12, 31), None, True, "Diterapkan dalam rentang"),
        (date(2026, 1, 1), date(2025, 1, 1), False, "Baru diterapkan setelah 31 Desember 2025."),
        (date(2023, 12, 31), None, False, "Diterapkan sebelum 1 Januari 2024: perlu pengembangan"),
        (date(2020, 1, 1), date(2024, 6, 1), True, "Dikembangkan dalam rentang"),
        (date(2020, 1, 1), date(2023, 6, 1), False, "Diterapkan sebelum"),
        (None, None, False, "Isi waktu penerapan"),
    ],
)
def test_eligibility_is_weighed_by_its_dates(applied: Any, developed: Any, ok: bool, sentence: str) -> None:
    eligibility = book().eligibility
    assert eligibility is not None
    verdict = eligibility.check(applied, developed)
    assert verdict.ok is ok
    assert verdict.sentence.startswith(sentence)
    with language.use("en"):
        assert eligibility.check(applied, developed).sentence != verdict.sentence
