"""Places in clusters: the best first, equal results share a place (1, 2, 2, 4)."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from tallybook.exact import sort_keys


def places(values: Sequence[Fraction]) -> list[int]:
    """The place of each value: one more than the number of greater ones."""
    keys = sort_keys(values)
    order = sorted(range(len(values)), key=lambda position: keys[position], reverse=True)
    found = [0] * len(values)
    for place, position in enumerate(order, start=1):
        above = order[place - 2] if place > 1 else position
        tied = place > 1 and keys[above] == keys[position]
        found[position] = found[above] if tied else place
    return found


def ranks_by_cluster(
    results: Iterable[tuple[str, Iterable[str], Fraction | None]],
) -> dict[str, dict[str, int]]:
    """Region → cluster → place, from (region, its clusters, exact result). No result, no place."""
    members: dict[str, list[tuple[str, Fraction]]] = {}
    found: dict[str, dict[str, int]] = {}
    for region, clusters, value in results:
        found[region] = {}
        for cluster in clusters if value is not None else ():
            assert value is not None
            members.setdefault(cluster, []).append((region, value))
    for cluster in sorted(members):
        inside = members[cluster]
        for (region, _), place in zip(inside, places([value for _, value in inside]), strict=True):
            found[region][cluster] = place
    return found


def same_order(ranks: Mapping[str, int]) -> list[str]:
    """Regions of one cluster as they are listed: by place, then by code."""
    return sorted(ranks, key=lambda region: (ranks[region], region))
