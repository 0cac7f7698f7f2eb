"""How many innovations each region reports in the demo, and how good they are: drawn from a seed."""

import random
from dataclasses import dataclass

from piagam.demo.names import DEPARTMENTS
from piagam.regions.models import Region

BENGKULU = "17.71"
BENGKULU_INNOVATIONS = 274  # Kota Bengkulu, 2025
BENGKULU_MATURE = 177  # of them with a maturity of 80 or more
NEIGHBOUR = "17.08"
SILENT_SHARE = 0.027  # 531 of 546 governments reported in 2025


@dataclass(frozen=True)
class RegionPlan:
    """What the demo writes for one region. `quality` from 0 to 1 steers levels; None: reports nothing."""

    region: Region
    departments: tuple[str, ...]
    innovations: int
    quality: float
    is_silent: bool = False


def make_plan(rng: random.Random, *, regions: int, innovations: int) -> list[RegionPlan]:
    """Plans for Kota Bengkulu, its neighbour and as many others as asked for, spread over the country.

    The others share `innovations` less Bengkulu's by drawn weights; a few report nothing.
    """
    found = list(Region.objects.filter(is_autonomous=True).order_by("code"))
    fixed = [one for one in found if one.code in {BENGKULU, NEIGHBOUR}]
    others = [one for one in found if one.code not in {BENGKULU, NEIGHBOUR}]
    step = max(1.0, len(others) / max(1, regions - len(fixed)))
    chosen = [others[int(i * step)] for i in range(min(len(others), max(0, regions - len(fixed))))]
    bengkulu = min(BENGKULU_INNOVATIONS, innovations)
    left = max(0, innovations - bengkulu)
    weights = {one.code: rng.lognormvariate(0.0, 0.75) for one in chosen}
    weights[NEIGHBOUR] = 1.0
    silent = {one.code for one in chosen if rng.random() < SILENT_SHARE}
    total = sum(weight for code, weight in weights.items() if code not in silent) or 1.0
    plans = []
    for one in sorted(fixed + chosen, key=lambda region: region.code):
        if one.code == BENGKULU:
            plans.append(RegionPlan(one, tuple(DEPARTMENTS), bengkulu, 0.8))
            continue
        share = 0 if one.code in silent else max(1, round(left * weights[one.code] / total))
        units = tuple(DEPARTMENTS)[: 16 if share > 40 else 11]
        quality = min(0.97, max(0.12, rng.betavariate(4.2, 3.2)))
        plans.append(RegionPlan(one, units, min(share, 600), quality, one.code in silent))
    return plans
