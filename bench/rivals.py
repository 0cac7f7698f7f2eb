"""The same nation in pandas and in SQLite, the way a careful analyst would write it, with floats."""

import sqlite3
from fractions import Fraction

import numpy as np
import pandas as pd

from tallybook import Claims, Rulebook
from tallybook.fast import Nation


def cents(value: float) -> int:
    """What "%.2f" prints, as hundredths."""
    return round(float(f"{value:.2f}") * 100)


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
            (
                (number, *answer)
                for number, row in enumerate(levels)
                for answer in zip(self.rows, row, strict=True)
            ),
        )
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
