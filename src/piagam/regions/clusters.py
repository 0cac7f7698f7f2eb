"""In which clusters each region competes: the rulebook says by which facts, the list of regions holds the facts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from piagam.regions.models import ClusterFact, Region
from tallybook import Rulebook

FACTS = ("kind", "is_disadvantaged", "is_border", "is_papua", "is_autonomous", "province_code")


class UnknownFact(ValueError):
    """A rulebook asks for a fact about regions that the list does not have."""


def make_cluster_facts(edition: Any, rulebook: Rulebook) -> int:
    """Fixes the clusters of every region with a government of its own; replaces what was there. How many facts."""
    regions = list(Region.objects.filter(is_autonomous=True))
    facts = [
        ClusterFact(edition=edition, region=region, cluster=cluster.code)
        for cluster in rulebook.clusters
        for region in belonging(regions, cluster.where)
    ]
    with transaction.atomic():
        ClusterFact.objects.filter(edition=edition).delete()
        ClusterFact.objects.bulk_create(facts, batch_size=500)
    return len(facts)


def belonging(regions: Iterable[Region], where: Mapping[str, str | bool]) -> list[Region]:
    """The regions whose facts are all as `where` says."""
    for name in where:
        if name not in FACTS:
            raise UnknownFact(f"the list of regions knows no fact {name!r}; it knows {', '.join(FACTS)}")
    return [
        one for one in regions if all(getattr(one, name) == plain(value) for name, value in where.items())
    ]


def plain(value: str | bool) -> str | bool:
    """ "yes" and "no", as the list writes them, are true and false."""
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value
