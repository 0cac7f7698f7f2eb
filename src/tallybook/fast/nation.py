"""A nation's claims as arrays: one byte for each answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tallybook.claims import Claim, Claims
from tallybook.fast.formula import Formula
from tallybook.fast.sums import Sums
from tallybook.model import Rulebook

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Nation:
    """Regions in order of code; innovations in order of their region.

    `region_levels`: regions × rows of the regional set; `levels`: innovations × rows of the innovation set, both
    as they count (0 without evidence). `starts[r]` is the first innovation of region r. `affairs`: one bit for
    each required affair. `members`: cluster → positions of its regions.
    """

    formula: Formula
    codes: tuple[str, ...]
    region_levels: Bytes
    levels: Bytes
    starts: NDArray[np.int64]
    affairs: NDArray[np.uint64]
    rejected: NDArray[np.bool_]
    members: dict[str, NDArray[np.intp]]

    @classmethod
    def from_claims(cls, rulebook: Rulebook, claims: Claims) -> "Nation":
        """Packs claims that were read. Raises NotLinear for a rulebook this path does not compute."""
        formula = Formula.of(rulebook)
        bits = {code: 1 << position for position, code in enumerate(formula.required)}
        zero = rulebook.without_evidence_is_zero
        innovations = [one for region in claims.regions for one in region.innovations]
        sizes = [len(region.innovations) for region in claims.regions]
        members: dict[str, list[int]] = {}
        for position, region in enumerate(claims.regions):
            for cluster in region.clusters:
                members.setdefault(cluster, []).append(position)
        return cls(
            formula=formula,
            codes=tuple(region.code for region in claims.regions),
            region_levels=_packed([region.claims for region in claims.regions], formula.rows_region, zero),
            levels=_packed([one.claims for one in innovations], formula.rows_innovation, zero),
            starts=np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])[:-1].astype(np.int64),
            affairs=np.array(
                [sum(bits.get(code, 0) for code in one.affairs) for one in innovations], dtype=np.uint64
            ),
            rejected=np.array([one.rejected for one in innovations], dtype=np.bool_),
            members={cluster: np.array(members[cluster], dtype=np.intp) for cluster in sorted(members)},
        )

    def maturity(self) -> NDArray[np.int64]:
        """Points of each innovation in units of 1/u; 0 where rejected."""
        points = _weighed(self.levels, self.formula.weights_innovation)
        points[self.rejected] = 0
        return points

    def sums(self) -> Sums:
        """What an index needs of each region, from all answers."""
        rule = self.formula.rulebook.claims
        accepted = (~self.rejected).astype(np.int64)
        everyone = np.ones_like(accepted)
        affairs = (
            self.affairs if rule.rejected_in_count else np.where(self.rejected, np.uint64(0), self.affairs)
        )
        return Sums(
            formula=self.formula,
            government=_weighed(self.region_levels, self.formula.weights_region),
            innovations=self._each(np.add, self.maturity()),
            divisor_n=self._each(np.add, everyone if rule.rejected_in_divisor else accepted),
            count_n=self._each(np.add, everyone if rule.rejected_in_count else accepted),
            covered=np.bitwise_count(self._each(np.bitwise_or, affairs)).astype(np.int64),
            members=self.members,
        )

    def _each(self, join: np.ufunc, values: NDArray[Any]) -> NDArray[Any]:
        """Joins the values of each region's innovations; 0 for a region without any."""
        if not len(self.starts):
            return np.zeros(0, dtype=values.dtype)
        joined = join.reduceat(np.append(values, values.dtype.type(0)), self.starts)
        empty = np.diff(np.append(self.starts, len(values))) == 0
        joined[empty] = 0
        return np.asarray(joined)


def _weighed(levels: Bytes, weights: tuple[int, ...]) -> NDArray[np.int64]:
    """Σ weight × level of each row, in whole numbers. Not by BLAS, whose threads wait for busy processors."""
    most = sum(weights) * 255  # a byte is at most that
    kind = np.int32 if most < 2**31 else np.int64
    points: NDArray[np.int64] = np.einsum(
        "ij,j->i", levels.astype(kind), np.array(weights, dtype=kind)
    ).astype(np.int64)
    return points


def _packed(rows: Sequence[Any], codes: tuple[str, ...], without_evidence_is_zero: bool) -> Bytes:
    """Levels as they count, one byte each."""
    nothing = Claim(0)
    found = np.zeros((len(rows), len(codes)), dtype=np.uint8)
    for position, claims in enumerate(rows):
        for column, code in enumerate(codes):
            claim = claims.get(code, nothing)
            found[position, column] = 0 if without_evidence_is_zero and not claim.evidence else claim.level
    return found
