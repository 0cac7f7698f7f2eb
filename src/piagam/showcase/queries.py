"""What the public may read: editions, the published result, certificates."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, QuerySet, Sum
from django.http import Http404

from piagam.editions.models import Edition, Phase
from piagam.entries.models import Entry
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.regions.models import Region
from piagam.results.models import Certificate, Result, spellings
from piagam.results.queries import published_result
from piagam.scoring.models import Rank, RegionScore
from tallybook import Cluster


def shown_edition() -> Edition | None:
    """The edition that menus point to: the newest that has left preparation, or None."""
    return Edition.objects.exclude(phase=Phase.DRAFT).order_by("-year", "-created_at").first()


def published_editions() -> QuerySet[Edition]:
    """Editions with a published result, newest first."""
    return Edition.objects.filter(phase=Phase.PUBLISHED).order_by("-year", "-published_at")


def shown_and_published() -> tuple[Edition | None, Edition | None]:
    """The shown edition and the newest published one, asked for together: every page's menu needs both."""
    left = list(Edition.objects.exclude(phase=Phase.DRAFT).order_by("-year", "-created_at"))
    published = [edition for edition in left if edition.phase == Phase.PUBLISHED]
    published.sort(key=lambda one: (one.year, one.published_at or one.created_at), reverse=True)
    return next(iter(left), None), next(iter(published), None)


@dataclass(frozen=True)
class Shown:
    """A published result, as the thing that `result.read` guards."""

    edition: Edition
    result: Result | None

    def place(self) -> Place:
        return self.edition.place()


def shown_result(actor: Actor, edition_id: str) -> Shown:
    """The result of an edition; Http404 for an unknown edition or one still in preparation."""
    del actor
    edition = Edition.objects.filter(pk=edition_id).exclude(phase=Phase.DRAFT).first()
    if edition is None:
        raise Http404
    return Shown(edition, published_result(edition))


def region_shown(actor: Actor, edition_id: str, region_code: str) -> Shown:
    """The result of an edition, for the page of one of its regions."""
    if not Region.objects.filter(pk=region_code).exists():
        raise Http404
    return shown_result(actor, edition_id)


def score_shown(shown: Shown, region_code: str) -> RegionScore | None:
    """A region's published score, or None when it reported nothing."""
    if shown.result is None:
        return None
    found = RegionScore.objects.filter(run=shown.result.run, region_id=region_code)
    return found.select_related("region", "run__edition").prefetch_related("ranks").first()


def ranking_of(result: Result, cluster: str, words: str = "") -> QuerySet[Rank]:
    """The published places of a cluster, best first, with a search by name."""
    found = Rank.objects.filter(score__run=result.run, cluster=cluster).select_related("score__region")
    found = found.defer("score__claims", "score__maturity")
    if words:
        found = found.filter(score__region__name__icontains=words)
    return found.order_by("place_number", "score__region_id")


def largest_cluster(result: Result, clusters: Sequence[Cluster], province: Region | None) -> Cluster:
    """The first cluster; of a province, the one in which most of its regions stand."""
    if province is None:
        return clusters[0]
    ranks = Rank.objects.filter(score__run=result.run, score__region__province_code=province.pk)
    sizes = dict(ranks.order_by().values_list("cluster").annotate(Count("pk")))
    return max(clusters, key=lambda one: sizes.get(one.code, 0))


def highest_places(result: Result, most: int = 3) -> dict[str, list[Rank]]:
    """The first places of every cluster, by cluster."""
    found = Rank.objects.filter(score__run=result.run, place_number__lte=most).select_related("score__region")
    by_cluster: dict[str, list[Rank]] = {}
    for rank in found.defer("score__claims", "score__maturity").order_by("place_number", "score__region_id"):
        by_cluster.setdefault(rank.cluster, []).append(rank)
    return by_cluster


def cluster_sizes(result: Result) -> dict[str, int]:
    """How many regions each cluster ranks."""
    rows = Rank.objects.filter(score__run=result.run).order_by().values_list("cluster")
    return dict(rows.annotate(Count("pk")))


def provinces_of(result: Result) -> dict[str, dict[str, int]]:
    """Per province: how many of its regions have an index, and its mean in hundredths; kept in the cache."""
    key = f"province-means-{result.pk}"
    found: dict[str, dict[str, int]] | None = cache.get(key)
    if found is None:
        scores = RegionScore.objects.filter(run=result.run, hundredths__isnull=False).order_by()
        rows = scores.values("region__province_code").annotate(regions=Count("pk"), all=Sum("hundredths"))
        found = {
            row["region__province_code"]: {"regions": row["regions"], "mean": row["all"] // row["regions"]}
            for row in rows
        }
        cache.set(key, found, 3600)
    return found


def entries_of(shown: Shown, region_code: str) -> QuerySet[Entry]:
    """The submitted entries of a region."""
    found = Entry.objects.filter(
        report__edition=shown.edition, report__region_id=region_code, state="submitted"
    )
    return found.select_related("innovation", "department", "report__edition", "report__region")


def most_mature_first(shown: Shown, region_code: str, maturity: dict[str, str]) -> list[int]:
    """The keys of a region's submitted entries, the highest maturity first."""
    keys = entries_of(shown, region_code).order_by("pk").values_list("pk", flat=True)
    return sorted(keys, key=lambda key: -float(maturity.get(str(key), 0)))


def entry_by_id(actor: Actor, entry_id: int) -> Entry:
    """An entry; Http404 when there is none."""
    del actor
    found = Entry.objects.filter(pk=entry_id).select_related(
        "innovation", "department", "report__edition", "report__region"
    )
    entry = found.first()
    if entry is None:
        raise Http404
    return entry


def certificate_by_code(code: str) -> Certificate | None:
    """The published certificate behind a code as people type it, or None."""
    found = Certificate.objects.filter(code__in=spellings(code), result__published_at__isnull=False)
    return found.select_related("result__edition", "result__run", "region").first()
