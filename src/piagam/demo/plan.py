"""How many innovations each region reports in the demo, and how good they are: drawn from a seed.

Tuned on the round of 2025: 531 of 546 governments, 36,742 innovations, a mean index of 49.43.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from piagam.demo.names import DEPARTMENTS
from piagam.regions.models import Region

BENGKULU = "17.71"
BENGKULU_INNOVATIONS = 274  # Kota Bengkulu, 2025
BENGKULU_MATURE = 177  # of them with a maturity of 80 or more
NEIGHBOUR = "17.08"
FIXED = {"17", BENGKULU, NEIGHBOUR}  # the demo accounts are theirs: they always report
SILENT_SHARE = 15 / 546  # 531 of 546 governments reported in 2025
AT_MOST = 600


@dataclass(frozen=True)
class RegionPlan:
    """What the demo writes for one region. `quality` from 0 to 1 steers levels."""

    region: Region
    departments: tuple[str, ...]
    innovations: int
    quality: float
    is_silent: bool = False


def make_plan(rng: random.Random, *, regions: int, innovations: int) -> list[RegionPlan]:
    """Plans for the regions of the demo accounts and as many others as asked for, spread over the country.

    Kota Bengkulu has its own number; the others share the rest exactly, by drawn weights; a few report nothing.
    """
    chosen = choose(list(Region.objects.filter(is_autonomous=True).order_by("code")), regions)
    others = [one.code for one in chosen if one.code not in FIXED]
    silent = set(rng.sample(others, round(SILENT_SHARE * len(chosen))))
    sharing = [one.code for one in chosen if one.code not in silent and one.code != BENGKULU]
    bengkulu = min(BENGKULU_INNOVATIONS, max(1, innovations - len(sharing)))
    weights = [1.0 if code in FIXED else rng.lognormvariate(0.0, 0.75) for code in sharing]
    shares = dict(zip(sharing, apportion(innovations - bengkulu, weights), strict=True))
    plans = []
    for one in chosen:
        if one.code == BENGKULU:
            plans.append(RegionPlan(one, tuple(DEPARTMENTS), bengkulu, 0.8))
            continue
        share = shares.get(one.code, 0)
        units = tuple(DEPARTMENTS) if share > 40 else tuple(DEPARTMENTS)[:11]
        quality = min(0.97, max(0.12, rng.betavariate(4.2, 3.2)))
        plans.append(RegionPlan(one, units, share, quality, one.code in silent))
    return plans


def choose(found: Sequence[Region], how_many: int) -> list[Region]:
    """The fixed regions and others evenly over the codes, so that every part of the country is there."""
    fixed = [one for one in found if one.code in FIXED]
    provinces = [one for one in found if one.code not in FIXED and one.kind == Region.Kind.PROVINCE]
    rest = [one for one in found if one.code not in FIXED and one.kind != Region.Kind.PROVINCE]
    left = max(0, how_many - len(fixed))
    of_provinces = min(len(provinces), left, max(8, round(left * len(provinces) / len(found))))
    if how_many >= len(found):
        return list(found)
    chosen = fixed + spread(provinces, of_provinces) + spread(rest, left - of_provinces)
    return sorted(chosen, key=lambda region: region.code)


def spread(found: Sequence[Region], how_many: int) -> list[Region]:
    """As many as asked for, at even distances."""
    return [found[i * len(found) // how_many] for i in range(min(how_many, len(found)))]


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole shares that add up to the total: at least one each while there is enough, at most 600 if possible."""
    shares = [0] * len(weights)
    whole = sum(weights) or 1.0
    spare = max(0, total - len(weights))
    for number, weight in enumerate(weights):
        shares[number] = min(AT_MOST, (1 if total > number else 0) + int(spare * weight / whole))
    order = sorted(range(len(weights)), key=lambda number: -weights[number])
    left, number = total - sum(shares), 0
    while left > 0 and order:
        shares[order[number % len(order)]] += 1
        left, number = left - 1, number + 1
    return shares
