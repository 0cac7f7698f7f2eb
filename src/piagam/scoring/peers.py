"""Where peers get their points: medians of a published run, and the region's own levels beside them.

Only what is published goes in, so only after publication. A region's level on a row of its innovations is the mean
over them; a row nobody answered, or nothing proves, counts 0, as it does in the index.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any

from django.db import transaction

from piagam.editions.models import Phase
from piagam.editions.rulebooks import rulebook_of
from piagam.scoring.models import PeerLevel, RegionScore, Run
from piagam.web.numbers import half_up
from tallybook import Claim, Indicator, RegionClaims, Rulebook, WhatIf, read_claims
from tallybook.workbench import ABSENT, Workbench


@dataclass(frozen=True)
class Beside:
    """One row: the region now, and the median of its cluster then. `weight` turns levels into points."""

    row: Indicator
    own: Fraction
    peers: Fraction

    @property
    def gap(self) -> Fraction:
        """Points of the row that the region is behind (above 0) or ahead."""
        return (self.peers - self.own) * (self.row.weight or 0)

    @property
    def lead(self) -> Fraction:
        """Points of the row that the region is ahead."""
        return -self.gap


def published_runs() -> list[Run]:
    """The run behind each published result, the newest edition first."""
    runs = Run.objects.filter(edition__phase=Phase.PUBLISHED, result__published_at__isnull=False)
    newest: dict[str, Run] = {}
    for run in runs.select_related("edition").order_by("-edition__published_at", "-result__version"):
        newest.setdefault(run.edition_id, run)
    return list(newest.values())


def keep_missing() -> int:
    """The hourly job: medians of published runs that have none yet; how many runs."""
    missing = [run for run in published_runs() if not PeerLevel.objects.filter(run=run).exists()]
    for run in missing:
        keep_medians(run)
    return len(missing)


def keep_medians(run: Run) -> None:
    """Computes and keeps the medians of every cluster of a run."""
    rulebook = rulebook_of(run.edition)
    levels: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for one in RegionScore.objects.filter(run=run).iterator(chunk_size=20):
        bare = without_facts(one.claims)
        claims = read_claims({"rulebook": rulebook.id, "regions": [bare]}, rulebook).regions[0]
        for code, level in mean_levels(rulebook, claims).items():
            for cluster in claims.clusters:
                levels[cluster, code].append(level)
    with transaction.atomic():
        PeerLevel.objects.filter(run=run).delete()
        PeerLevel.objects.bulk_create(
            PeerLevel(
                run=run, cluster=cluster, indicator=code, median=half_up(median(found), 4), regions=len(found)
            )
            for (cluster, code), found in levels.items()
        )


def without_facts(region: dict[str, Any]) -> dict[str, Any]:
    """The claims with the levels that were scored; facts need not be weighed again, which is most of the work."""
    for holder in (region, *region.get("innovations", ())):
        for claim in holder.get("claims", {}).values():
            if "level" in claim:
                claim.pop("facts", None)
    return region


def mean_levels(rulebook: Rulebook, region: RegionClaims) -> dict[str, Fraction]:
    """Row → the level that counts, for rows of innovations the mean over them; none without innovations."""
    bench, found = Workbench(rulebook), {}
    innovations = [one for one in region.innovations if not one.rejected]
    for part in rulebook.parts:
        if not part.set:
            continue
        of_region = rulebook.sets[part.set].of == "region"
        for row in rulebook.sets[part.set].scored:
            if row.is_marked:
                continue
            holders: list[Mapping[str, Claim]] = (
                [region.claims] if of_region else [one.claims for one in innovations]
            )
            if holders:
                total = sum(bench.counted(claims.get(row.code, ABSENT)) for claims in holders)
                found[row.code] = Fraction(total, len(holders))
    return found


def beside_peers(what: WhatIf, run: Run, cluster: str) -> tuple[list[Beside], int, int]:
    """The rows that both editions ask alike, the widest gap first; how many regions; how many rows are left out."""
    then, own = rulebook_of(run.edition), mean_levels(what.rulebook, what.region)
    kept: Any = PeerLevel.objects.filter(run=run, cluster=cluster)
    rows, regions, left_out = [], 0, 0
    for one in kept:
        regions = max(regions, one.regions)
        now, before = what.rulebook.by_code.get(one.indicator), then.by_code.get(one.indicator)
        if now is None or before is None or (now.label, now.levels) != (before.label, before.levels):
            left_out += 1
        elif now.code in own:
            rows.append(Beside(now, own[now.code], Fraction(one.median)))
    return sorted(rows, key=lambda one: (-one.gap, one.row.code)), regions, left_out
