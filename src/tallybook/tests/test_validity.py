"""Which documents still count: every rule of every shipped edition, and each fact that can be missing."""
# ruff: noqa: E501

from datetime import date
from functools import cache

import pytest

from tallybook import DocumentFacts, Outcome, Rulebook, language, load_rulebook, standing_of
from tallybook.tests.books import SHIPPED

Facts = dict[str, object]
D = date.fromisoformat


@cache
def shipped(edition: str) -> Rulebook:
    return load_rulebook(SHIPPED / edition)


def judged(edition: str, row: str, facts: Facts, on: str = "", applied: str = "") -> tuple[str, str]:
    """The outcome and its sentence."""
    rulebook = shipped(edition)
    day = D(on) if on else date(rulebook.year, 7, 1)
    first = D(applied) if applied else None
    document = DocumentFacts(**facts)  # type: ignore[arg-type]  # the table below holds the right kinds
    found = standing_of(rulebook.indicator(row).evidence, document, year=rulebook.year, on=day, applied=first)
    return found.outcome.value, found.sentence


PERDA = {"kind": "perda", "dated": D("2019-03-01"), "is_open_ended": True}
SK = {"kind": "sk-kepala-daerah", "dated": D("2025-02-03")}

# edition, row, what is known, applied, outcome, a part of the sentence
TABLE = [
    # 2026, 16: regulations in force and made before 2026; decrees of the year of application
    ("iga-2026", "sid-16", PERDA, "", "counts", "Masih berlaku untuk 2026"),
    ("iga-2026", "sid-16", {**PERDA, "dated": D("2025-12-31")}, "", "counts", ""),
    ("iga-2026", "sid-16", {**PERDA, "dated": D("2026-01-01")}, "", "not", "paling lambat tahun 2025"),
    ("iga-2026", "sid-16", {**PERDA, "revoked_on": D("2025-05-05")}, "", "not", "dicabut pada 5 Mei 2025"),
    ("iga-2026", "sid-16", {**PERDA, "revoked_on": D("2026-12-05")}, "", "counts", ""),
    ("iga-2026", "sid-16", {**PERDA, "valid_until": D("2026-06-30")}, "", "not", "habis pada 30 Juni 2026"),
    ("iga-2026", "sid-16", {**PERDA, "valid_until": D("2026-07-01")}, "", "counts", ""),
    ("iga-2026", "sid-16", {**PERDA, "valid_from": D("2026-08-01")}, "", "not", "baru berlaku pada 1 Agustus"),
    ("iga-2026", "sid-16", {**PERDA, "is_open_ended": False}, "", "unsure", "isi masa berlakunya"),
    ("iga-2026", "sid-16", {**PERDA, "dated": None}, "", "unsure", "isi tanggal dokumen"),
    ("iga-2026", "sid-16", {**PERDA, "kind": "perkada"}, "", "counts", ""),
    ("iga-2026", "sid-16", SK, "2025-09-09", "counts", ""),
    ("iga-2026", "sid-16", SK, "2024-09-09", "not", "diterapkan tahun 2024"),
    ("iga-2026", "sid-16", SK, "", "unsure", "isi waktu penerapan inovasi"),
    ("iga-2026", "sid-16", {**SK, "dated": None}, "2025-09-09", "unsure", "isi tanggal dokumen"),
    ("iga-2026", "sid-16", {"kind": "foto", "dated": D("2025-01-01")}, "", "not", "jenisnya Foto, yang diminta"),
    ("iga-2026", "sid-16", {"dated": D("2025-01-01")}, "", "unsure", "isi jenis dokumen"),
    # 2026, three years by date
    *[("iga-2026", row, {"dated": D("2024-01-01")}, "", "counts", "") for row in ("sid-17", "sid-20", "sid-22")],
    *[("iga-2026", row, {"dated": D("2023-12-31")}, "", "not", "2024 atau sesudahnya") for row in ("sid-17", "sid-20")],
    ("iga-2026", "sid-22", {"dated": D("2027-01-01")}, "", "not", "paling lambat tahun 2026"),
    ("iga-2026", "sid-17", {}, "", "unsure", "isi tanggal dokumen"),
    # 2026, budgets and plans by the year they are about, whenever they were signed
    ("iga-2026", "sid-18", {"dated": D("2023-12-20"), "covers": (2024, 2024)}, "", "counts", ""),
    ("iga-2026", "sid-18", {"dated": D("2024-12-20"), "covers": (2023, 2023)}, "", "not", "memuat tahun 2023"),
    ("iga-2026", "sid-21", {"covers": (2021, 2026)}, "", "counts", ""),
    ("iga-2026", "sid-21", {"covers": (2019, 2023)}, "", "not", "memuat tahun 2019\u20132023, yang diminta 2024, 2025, 2026"),
    ("iga-2026", "sid-21", {"dated": D("2025-06-30")}, "", "unsure", "isi tahun yang dimuat"),
    # 2026, the last two years: only 2025 is beyond doubt
    *[("iga-2026", row, {"dated": D("2025-06-30")}, "", "counts", "") for row in ("sid-24", "sid-29", "spd-12")],
    *[("iga-2026", row, {"dated": D("2024-06-30")}, "", "unsure", "tidak tegas apakah tahun 2024") for row in ("sid-24", "sid-29")],
    ("iga-2026", "sid-24", {"dated": D("2026-06-30")}, "", "unsure", "tidak tegas apakah tahun 2026"),
    ("iga-2026", "sid-24", {"dated": D("2023-06-30")}, "", "not", "2024 atau sesudahnya"),
    # 2026, the rest
    ("iga-2026", "sid-25", {"dated": D("2026-06-30")}, "", "counts", ""),
    ("iga-2026", "sid-25", {"dated": D("2012-06-30")}, "", "counts", ""),
    ("iga-2026", "sid-33", {"covers": (2024, 2025)}, "", "counts", ""),
    ("iga-2026", "sid-33", {"covers": (2023, 2023)}, "", "unsure", "tidak tegas apakah tahun 2023"),
    ("iga-2026", "sid-33", {"covers": (2022, 2022)}, "", "not", "yang diminta 2024, 2025"),
    ("iga-2026", "sid-19", {}, "", "free", "tidak membatasi tahun bukti"),
    ("iga-2026", "spd-01", {}, "", "free", ""),
    ("iga-2026", "spd-02a", {"covers": (2025, 2025)}, "", "counts", ""),
    ("iga-2026", "spd-02a", {"covers": (2026, 2026)}, "", "unsure", "tahun 2026"),
    ("iga-2026", "spd-02b", {"covers": (2024, 2024)}, "", "not", "yang diminta 2025"),
    *[("iga-2026", row, {"covers": (2024, 2024)}, "", "counts", "") for row in ("spd-03", "spd-07", "spd-11a")],
    *[("iga-2026", row, {"covers": (2025, 2025)}, "", "counts", "") for row in ("spd-05b", "spd-08", "spd-09", "spd-11b")],
    # 2023 and 2020
    ("iga-2023", "sid-16", {"dated": D("2022-05-05")}, "2022-01-01", "counts", "untuk 2023"),
    ("iga-2023", "sid-16", {"dated": D("2021-05-05")}, "2022-01-01", "not", "diterapkan tahun 2022"),
]  # fmt: skip


@pytest.mark.parametrize(("edition", "row", "facts", "applied", "outcome", "sentence"), TABLE)
def test_a_document_counts_or_not_and_says_why(
    edition: str, row: str, facts: Facts, applied: str, outcome: str, sentence: str
) -> None:
    found, said = judged(edition, row, facts, applied=applied)
    assert (found, sentence in said) == (outcome, True), said


@pytest.mark.parametrize("edition", ["iga-2020", "iga-2023"])
def test_the_last_two_years_of_earlier_editions_are_as_unclear(edition: str) -> None:
    year = shipped(edition).year
    rows = [
        one
        for one in shipped(edition).indicators
        if one.evidence and one.evidence.window == "Dua tahun terakhir"
    ]
    assert rows
    for row in rows:
        said = [judged(edition, row.code, {"dated": date(year - back, 1, 1)})[0] for back in (0, 1, 2, 3)]
        assert said == ["unsure", "counts", "unsure", "not"]


@pytest.mark.parametrize("edition", ["iga-2020", "iga-2023", "iga-2026"])
def test_every_window_in_words_has_its_rules_and_every_reading_says_so(edition: str) -> None:
    for row in shipped(edition).indicators:
        if row.evidence is None:
            continue
        assert bool(row.evidence.window) == bool(row.evidence.valid), row.code
        for rule in row.evidence.valid:
            assert rule.source and rule.certainty and str(rule)
            assert rule.certainty != "inferred" or rule.note, row.code


def test_the_sentence_is_there_in_english_too() -> None:
    with language.use("en"):
        assert judged("iga-2026", "sid-17", {"dated": D("2023-12-31")}) == (
            "not", "Does not count: dated 31 December 2023; 2024 or later is asked for.",
        )  # fmt: skip
        assert judged("iga-2026", "sid-17", {})[1] == "Cannot be settled yet: give the date of the document."
        assert judged("iga-2026", "sid-17", {"dated": D("2025-01-01")})[1] == "Counts for 2026."


def test_no_evidence_rule_is_no_judgement() -> None:
    assert standing_of(None, DocumentFacts(), year=2026, on=D("2026-01-01")).outcome is Outcome.FREE
