"""Measures a whole nation: tallybook.fast beside pandas and SQLite SQL, in the same run, on the same claims.

    python bench/nation.py [--rulebook rulebooks/iga-2026] [--rounds 30] [--regions 546] [--innovations 36742]

Claims are synthetic, from a fixed seed, with twins planted so that there are true ties. Every rival computes
index (as float), predicate is left out for the rivals, places by cluster are computed by all. Each result is
compared with `fractions.Fraction`, region by region. Needs numpy and pandas.
"""

import argparse
import platform
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from rivals import Rivals, cents
from synthetic import Reference, claims_of, reference

from tallybook import load_rulebook, score
from tallybook.fast import Nation


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    name: str
    milliseconds: list[float]
    wrong_places: int
    wrong_hundredths: int


def measured(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round, after one that does not count."""
    work()
    found = []
    for _ in range(rounds):
        started = time.perf_counter_ns()
        work()
        found.append((time.perf_counter_ns() - started) / 1e6)
    return found


def against(truth: Reference, found: Sequence[tuple[str, int, int, int]]) -> tuple[int, int]:
    """How many places, and how many second decimals, differ from `Fraction`.

    found: cluster, region, place, hundredths.
    """
    wrong_places = sum(truth.places[cluster, region] != place for cluster, region, place, _ in found)
    wrong = {region for _, region, _, hundredths in found if truth.hundredths[region] != hundredths}
    return wrong_places, len(wrong)


def fast_rows(nation: Nation) -> list[tuple[str, int, int, int]]:
    """The result of tallybook.fast as rows."""
    result = nation.sums().result()
    return [
        (cluster, int(one), int(result.ranks[cluster][one]), int(result.hundredths[one]))
        for cluster, inside in nation.members.items()
        for one in inside
    ]


def run(options: argparse.Namespace) -> list[Line]:
    """Builds the nation, measures every rival, compares every result."""
    rulebook = load_rulebook(options.rulebook)
    claims = claims_of(rulebook, options.regions, options.innovations, options.seed)
    truth = reference(rulebook, claims)
    nation = Nation.from_claims(rulebook, claims)
    sums = nation.sums()
    exact_started = time.perf_counter()
    exact = score(rulebook, claims)
    exact_ms = (time.perf_counter() - exact_started) * 1000
    places_of = {one.code: position for position, one in enumerate(exact.regions)}
    exact_rows = [
        (cluster, places_of[one.code], place, one.hundredths or 0)
        for one in exact.regions
        for cluster, place in one.ranks.items()
    ]
    rivals = Rivals(rulebook, claims, nation)
    pandas_rows = [
        (str(row.cluster), int(row.region), int(row.place), cents(float(row.index_value)))
        for row in rivals.pandas_wide().rename(columns={"index": "index_value"}).itertuples(index=False)
    ]
    sql_rows = [
        (cluster, region, place, cents(value)) for cluster, region, value, place in rivals.sqlite_long()
    ]
    few = max(3, options.rounds // 10)
    return [
        Line("tallybook.fast, from claims in memory", measured(lambda: nation.sums().result(), options.rounds * 5),
             *against(truth, fast_rows(nation))),
        Line("tallybook.fast, from maintained sums", measured(sums.result, options.rounds * 20),
             *against(truth, fast_rows(nation))),
        Line("pandas, wide table in memory", measured(rivals.pandas_wide, options.rounds),
             *against(truth, pandas_rows)),
        Line("SQLite, one SQL over a row an answer", measured(rivals.sqlite_long, few), *against(truth, sql_rows)),
        Line("tallybook exact, trees of all regions (once)", [exact_ms], *against(truth, exact_rows)),
        Line("Fraction reference, plain loops (once)", [truth.seconds * 1000], 0, 0),
    ]  # fmt: skip


def main() -> int:
    """Prints the table; exit status 1 when tallybook differs from `Fraction` anywhere."""
    parser = argparse.ArgumentParser(description="A whole nation, beside pandas and SQLite.")
    parser.add_argument("--rulebook", type=Path, default=Path(__file__).parents[1] / "rulebooks" / "iga-2026")
    parser.add_argument("--regions", type=int, default=546)
    parser.add_argument("--innovations", type=int, default=36742)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    lines = run(options)
    print(
        f"{options.regions} regions, {options.innovations} innovations, {options.rulebook.name}, seed {options.seed}"
    )
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, pandas {pd.__version__}, "
          f"SQLite {sqlite3.sqlite_version}, {platform.machine()}, {platform.system()}")  # fmt: skip
    print(
        f"\n{'':46} {'min ms':>10} {'median ms':>10} {'rounds':>7} {'wrong places':>13} {'wrong decimals':>15}"
    )
    for line in lines:
        low, middle = min(line.milliseconds), statistics.median(line.milliseconds)
        print(f"{line.name:46} {low:10.3f} {middle:10.3f} {len(line.milliseconds):7} {line.wrong_places:13} "
              f"{line.wrong_hundredths:15}")  # fmt: skip
    ours = [line for line in lines if line.name.startswith("tallybook")]
    return int(any(line.wrong_places or line.wrong_hundredths for line in ours))


if __name__ == "__main__":
    sys.exit(main())
