"""Results as a table for a terminal."""

from collections.abc import Sequence
from fractions import Fraction

from tallybook.language import say
from tallybook.model import Rulebook
from tallybook.numbers import format_decimal
from tallybook.score import RegionResult, Result


def result_as_text(result: Result, rulebook: Rulebook) -> str:
    """Fingerprints, a line for each region, and what is missing where no index can be computed."""
    parts = [part.code for part in rulebook.parts]
    heading = [say("daerah", "region"), *parts, "total", say("indeks", "index"), say("predikat", "predicate")]
    rows = [_row(one, parts) for one in result.regions]
    places = [
        " ".join(f"{cluster} {place}" for cluster, place in one.ranks.items()) for one in result.regions
    ]
    table = [
        [*heading, say("peringkat", "places")],
        *([*row, place] for row, place in zip(rows, places, strict=True)),
    ]
    lines = [
        f"{result.rulebook}  {result.rulebook_sha256}",
        f"claims  {result.claims_sha256}",
        "",
        *_aligned(table),
    ]
    missing = list(dict.fromkeys(text for one in result.regions for text in one.missing))
    if missing:
        refusal = say("Indeks tidak dihitung. Belum diketahui:", "No index. Unset:")
        lines += ["", refusal, *(f"  {one}" for one in missing)]
    return "\n".join(lines)


def _row(one: RegionResult, parts: Sequence[str]) -> list[str]:
    numbers = [_decimal(one.parts[code]) for code in parts]
    return [one.code, *numbers, _decimal(one.total), one.index or "-", one.predicate or "-"]


def _decimal(value: Fraction | None) -> str:
    return "-" if value is None else format_decimal(value, 2)


def _aligned(table: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]
