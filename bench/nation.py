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
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd

from tallybook import Claim, Claims, InnovationClaims, RegionClaims, Rulebook, load_rulebook, score
from tallybook.fast import Nation
from tallybook.numbers import round_half_up

SHARED = tuple(Claim(level) for level in range(4))


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    name: str
    milliseconds: list[float]
    wrong_places: int
    wrong_hundredths: int


def claims_of(rulebook: Rulebook, regions: int, innovations: int, seed: int) -> Claims:
    """Synthetic claims; every tenth region is the twin of the one before it, with each innovation twice."""
    random = np.random.default_rng(seed)
    affairs = [one.code for one in rulebook.affairs]
    clusters = [one.code for one in rulebook.clusters]
    sizes = random.lognormal(3.6, 1.0, regions)
    counts = np.maximum(0, np.round(sizes / sizes.sum() * innovations)).astype(int)
    counts[np.argmax(counts)] += innovations - counts.sum()
    found: list[RegionClaims] = []
    used = {part.set for part in rulebook.parts if part.set}
    rows_of = {
        kind: [
            row.code
            for one in rulebook.sets.values()
            if one.code in used and one.of == kind
            for row in one.scored
        ]
        for kind in ("region", "innovation")
    }
    for number in range(regions):
        quality = random.beta(4, 3)
        cluster = [clusters[number % min(3, len(clusters))]]
        if len(clusters) > 3 and random.random() < 0.15:
            cluster.append(clusters[3 + number % (len(clusters) - 3)])
        own = {code: SHARED[random.binomial(3, quality)] for code in rows_of["region"]}
        levels = random.binomial(3, quality, (counts[number], len(rows_of["innovation"])))
        served = random.integers(0, len(affairs), (counts[number], 2))
        entries = tuple(
            InnovationClaims(
                f"i{number:03d}-{position:04d}",
                tuple({affairs[one] for one in served[position]}),
                {code: SHARED[level] for code, level in zip(rows_of["innovation"], row, strict=True)},
                rejected=bool(random.random() < 0.02),
            )
            for position, row in enumerate(levels)
        )
        if number % 10 == 9 and found:
            own, cluster, entries = dict(found[-1].claims), list(found[-1].clusters), found[-1].innovations
        found.append(RegionClaims(f"{number:03d}", tuple(cluster), own, entries))
    return Claims(rulebook.id, tuple(found), "synthetic")


@dataclass(frozen=True)
class Reference:
    """What `Fraction` says: exact index and hundredths of each region, places by cluster."""

    hundredths: list[int]
    places: dict[tuple[str, int], int]
    seconds: float


def reference(rulebook: Rulebook, claims: Claims) -> Reference:
    """The formula of the guideline in plain loops over `Fraction`, written apart from the engine."""
    started = time.perf_counter()
    mean = next(part for part in rulebook.parts if part.kind == "mean-with-minimum-divisor")
    count = next(part for part in rulebook.parts if part.kind == "capped-count")
    assert mean.minimum_divisor is not None and count.cap is not None and count.points_each is not None
    assert rulebook.index.maximum is not None and rulebook.index.scale is not None
    weight = {row.code: row.weight or Fraction(0) for row in rulebook.indicators}
    indices = []
    for region in claims.regions:
        spd = sum((weight[code] * claim.level for code, claim in region.claims.items()), Fraction(0))
        sid, n, accepted, served = Fraction(0), 0, 0, set[str]()
        for one in region.innovations:
            n += one.rejected is False or rulebook.claims.rejected_in_divisor
            if not one.rejected:
                sid += sum((weight[code] * claim.level for code, claim in one.claims.items()), Fraction(0))
            if not one.rejected or rulebook.claims.rejected_in_count:
                accepted += 1
                served.update(one.affairs)
        points = min(accepted, count.cap) * count.points_each
        required = count.requires
        if required is not None and len(served & set(required.affairs)) < (required.at_least or 0):
            points = Fraction(0)
        total = spd + sid / max(mean.minimum_divisor, n) + points
        indices.append(total * rulebook.index.scale / rulebook.index.maximum)
    found: dict[tuple[str, int], int] = {}
    for cluster in sorted({name for region in claims.regions for name in region.clusters}):
        inside = [number for number, region in enumerate(claims.regions) if cluster in region.clusters]
        for number in inside:
            found[cluster, number] = 1 + sum(indices[other] > indices[number] for other in inside)
    seconds = time.perf_counter() - started
    return Reference([round_half_up(one, 2) for one in indices], found, seconds)


def measured(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round, after one that does not count."""
    work()
    found = []
    for _ in range(rounds):
        started = time.perf_counter_ns()
        work()
        found.append((time.perf_counter_ns() - started) / 1e6)
    return found


class Rivals:
    """The same claims as pandas and SQLite hold them: wide (a row an innovation) and long (a row an answer)."""

    def __init__(self, rulebook: Rulebook, claims: Claims, nation: Nation) -> None:
        formula = nation.formula
        self.formula, self.rulebook = formula, rulebook
        self.rows = list(formula.rows_innovation)
        weights = [rulebook.indicator(code).weight or Fraction(0) for code in self.rows]
        self.weights = np.array([float(weight) for weight in weights])
        sizes = np.diff(np.append(nation.starts, len(nation.levels)))
        region = np.repeat(np.arange(len(nation.codes)), sizes)
        self.wide = pd.DataFrame(nation.levels, columns=self.rows)
        self.wide.insert(0, "region", region)
        self.wide["rejected"] = nation.rejected
        for bit in range(len(formula.required)):
            self.wide[f"a{bit}"] = (nation.affairs >> np.uint64(bit)) & np.uint64(1) > 0
        government = [float(rulebook.indicator(code).weight or 0) for code in formula.rows_region]
        self.spd = nation.region_levels @ np.array(government)
        self.region_levels, self.government = nation.region_levels, np.array(government)
        self.members = pd.DataFrame(
            [(number, name) for number, one in enumerate(claims.regions) for name in one.clusters],
            columns=["region", "cluster"],
        )
        self.n_regions = len(nation.codes)
        self.memory = sqlite3.connect(":memory:")
        self._fill(nation)

    def _fill(self, nation: Nation) -> None:
        run = self.memory.execute
        run("create table indicator(code text primary key, weight real)")
        weights = zip(self.rows, self.weights.tolist(), strict=True)
        self.memory.executemany("insert into indicator values (?, ?)", weights)
        run("create table region(id integer primary key, spd real)")
        self.memory.executemany("insert into region values (?, ?)", enumerate(self.spd.tolist()))
        run("create table member(region int, cluster text)")
        self.memory.executemany(
            "insert into member values (?, ?)", self.members.itertuples(index=False, name=None)
        )
        run("create table innovation(id integer primary key, region int, rejected int, affairs int)")
        packed = zip(
            self.wide["region"].tolist(), self.wide["rejected"].tolist(), nation.affairs.tolist(), strict=True
        )
        self.memory.executemany(
            "insert into innovation values (?, ?, ?, ?)",
            ((number, *row) for number, row in enumerate(packed)),
        )
        run("create table claim(innovation int, code text, level int)")
        levels = nation.levels.tolist()
        self.memory.executemany(
            "insert into claim values (?, ?, ?)",
            ((number, code, level) for number, row in enumerate(levels) for code, level in zip(self.rows, row, strict=True)),
        )  # fmt: skip
        self.memory.commit()

    def pandas_wide(self) -> pd.DataFrame:
        """The usual notebook on a wide table: weighted sum, groupby, rank."""
        frame, formula = self.wide, self.formula
        points = (frame[self.rows] * self.weights).sum(axis=1).where(~frame["rejected"], 0.0)
        by = points.groupby(frame["region"])
        whole = pd.DataFrame({"sum": by.sum(), "n": by.size()}).reindex(range(self.n_regions), fill_value=0)
        accepted = frame[~frame["rejected"]]
        names = [f"a{bit}" for bit in range(len(formula.required))]
        covered = (
            accepted.groupby("region")[names].any().sum(axis=1).reindex(range(self.n_regions), fill_value=0)
        )
        counted = accepted.groupby("region").size().reindex(range(self.n_regions), fill_value=0)
        return self._ranked(whole["sum"], whole["n"], covered, counted)

    def _ranked(self, total: "pd.Series[float]", n: "pd.Series[int]", covered: "pd.Series[int]",
                counted: "pd.Series[int]") -> pd.DataFrame:  # fmt: skip
        formula, rule = self.formula, self.rulebook.index
        each = formula.each / formula.unit
        count = counted.clip(upper=formula.cap) * each * (covered >= formula.at_least)
        spd = self.region_levels @ self.government
        assert rule.scale is not None and rule.maximum is not None
        points = spd + total / n.clip(lower=formula.minimum_divisor) + count
        index = points / float(rule.maximum) * float(rule.scale)
        found = self.members.assign(index=index.to_numpy()[self.members["region"]])
        found["place"] = found.groupby("cluster")["index"].rank(method="min", ascending=False).astype(int)
        return found

    def sqlite_long(self) -> list[tuple[str, int, float, int]]:
        """One SQL statement over a row an answer."""
        formula, rule = self.formula, self.rulebook.index
        bits = " + ".join(f"max((affairs >> {bit}) & 1)" for bit in range(len(formula.required)))
        assert rule.scale is not None and rule.maximum is not None
        sql = f"""
            with points as (
                select i.region, i.id, sum(c.level * w.weight) as points from innovation i
                join claim c on c.innovation = i.id join indicator w on w.code = c.code
                where not i.rejected group by i.id),
            sums as (select region, sum(points) as points from points group by region),
            counts as (select region, count(*) as n from innovation group by region),
            covers as (select region, count(*) as n, {bits} as covered from innovation
                where not rejected group by region),
            scored as (
                select r.id, (r.spd + coalesce(s.points, 0) / max(coalesce(n.n, 0), {formula.minimum_divisor})
                  + case when coalesce(v.covered, 0) >= {formula.at_least}
                    then min(coalesce(v.n, 0), {formula.cap}) * {formula.each / formula.unit} else 0 end)
                  * {float(rule.scale)} / {float(rule.maximum)} as score
                from region r left join sums s on s.region = r.id left join counts n on n.region = r.id
                left join covers v on v.region = r.id)
            select m.cluster, m.region, s.score, rank() over (partition by m.cluster order by s.score desc)
            from member m join scored s on s.id = m.region"""
        return self.memory.execute(sql).fetchall()


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


def cents(value: float) -> int:
    """What "%.2f" prints, as hundredths."""
    return round(float(f"{value:.2f}") * 100)


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
        Line("pandas, wide table in memory", measured(rivals.pandas_wide, options.rounds), *against(truth, pandas_rows)),
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
