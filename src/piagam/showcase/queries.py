"""What the public may read: editions, the published result, certificates."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, QuerySet
from django.http import Http404

from piagam.editions.models import Edition, Phase
from piagam.entries.models import Entry
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.regions.models import Region
from piagam.results.models import Certificate, Result
from piagam.results.queries import published_result
from piagam.scoring.models import Rank, RegionScore


def shown_edition() -> Edition | None:
    """The edition that menus point to: the newest that has left preparation, or None."""
    return Edition.objects.exclude(phase=Phase.DRAFT).order_by("-year", "-created_at").first()


def published_editions() -> QuerySet[Edition]:
    """Editions with a published result, newest first."""
    return Edition.objects.filter(phase=Phase.PUBLISHED).order_by("-year", "-published_at")


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


def provinces_of(result: Result) -> dict[str, dict[str, Any]]:
    """Per province: how many of its regions have which predicate, and its best index; kept in the cache."""
    key = f"provinces-{result.pk}"
    found: dict[str, dict[str, Any]] | None = cache.get(key)
    if found is None:
        rows = RegionScore.objects.filter(run=result.run).values("region__province_code", "predicate")
        found = {}
        for row in rows.annotate(count=Count("pk"), best=Max("hundredths")).order_by("region__province_code"):
            province = found.setdefault(
                row["region__province_code"], {"predicates": {}, "regions": 0, "best": 0}
            )
            province["predicates"][row["predicate"]] = row["count"]
            province["regions"] += row["count"]
            province["best"] = max(province["best"], row["best"] or 0)
        cache.set(key, found, 3600)
    return found


def entries_of(shown: Shown, region_code: str) -> QuerySet[Entry]:
    """The submitted entries of a region, by title."""
    found = Entry.objects.filter(
        report__edition=shown.edition, report__region_id=region_code, state="submitted"
    )
    return found.select_related("innovation", "department", "report__edition", "report__region").order_by(
        "pk"
    )


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
    """The published certificate behind a code, or None."""
    found = Certificate.objects.filter(code=code, result__published_at__isnull=False)
    return found.select_related("result__edition", "result__run", "region").first()
