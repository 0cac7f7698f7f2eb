"""A synthetic nation from a fixed seed, and what plain loops over `Fraction` say about it."""

import time
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from tallybook import Claim, Claims, InnovationClaims, RegionClaims, Rulebook
from tallybook.numbers import round_half_up

SHARED = tuple(Claim(level) for level in range(4))


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
