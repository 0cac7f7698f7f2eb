"""Looking through a region's bank: sketches brought up to date, pairs found, and what people said of them kept."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import combinations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from piagam.entries.models import EvidenceLink
from piagam.likeness.finding import STRENGTH, Kind, alike_abroad, alike_at_home
from piagam.likeness.indexing import outdated, refresh_bank, refresh_published, unsketched_entries
from piagam.likeness.models import Look, Pair, Sketch
from piagam.notices.jobs import task
from piagam.regions.models import Region

AT_ONCE = 40  # so many changed innovations are looked at while a person waits; more by a job
ASK_AGAIN = timedelta(minutes=10)
FEW = 3  # a file that serves more innovations than this is a common one: a decree that names them all
SHARED_FILES = 2

Found = dict[tuple[int, int | None, int | None], tuple[Kind, ...]]


def look_now_or_later(region: Region) -> Look:
    """Brings a region up to date at once when little has changed, else asks a job for it."""
    look, _made = Look.objects.get_or_create(region=region)
    stale = outdated(region.pk).count()
    behind = look.looked_at is None or unsketched_entries().exists() or look.published != published_count()
    if not stale and not behind:
        return look
    if not behind and stale <= AT_ONCE:
        look_through(region)
        look.refresh_from_db()
        return look
    now = timezone.now()
    if look.asked_at is None or look.asked_at < now - ASK_AGAIN:
        with transaction.atomic():
            Look.objects.filter(pk=region.pk).update(asked_at=now)
            look_through_later.enqueue(region.pk)
        look.asked_at = now
    return look


@task()  # type: ignore[untyped-decorator, unused-ignore]
def look_through_later(region_code: str) -> int:
    """The same as a job; how many pairs there are."""
    refresh_published()
    return look_through(Region.objects.get(pk=region_code))


def published_count() -> int:
    return Sketch.objects.filter(entry__isnull=False).count()


def look_through(region: Region) -> int:
    """Finds every pair of a region anew, and keeps what people said of those that are left; how many there are."""
    changed = set(refresh_bank(region.pk))
    look, _made = Look.objects.get_or_create(region=region)
    published = published_count()
    sketches = list(
        Sketch.objects.filter(innovation__region=region, innovation__archived_at=None).order_by("innovation")
    )
    again = (
        sketches if look.published != published else [one for one in sketches if one.innovation_id in changed]
    )
    at_home, abroad = pairs_at_home(region, sketches), pairs_abroad(again)
    keep_found(at_home, Pair.objects.filter(innovation__region=region, published=None))
    looked_at = [one.innovation_id for one in again]
    keep_found(abroad, Pair.objects.filter(innovation__in=looked_at, other=None))
    Look.objects.filter(pk=region.pk).update(looked_at=timezone.now(), asked_at=None, published=published)
    return Pair.objects.filter(innovation__region=region).count()


def pairs_at_home(region: Region, sketches: Iterable[Sketch]) -> Found:
    """Pairs of the bank, by their wording and by the files that both rest on."""
    found: dict[tuple[int, int], list[Kind]] = defaultdict(list)
    for one, likeness in alike_at_home(sketches):
        found[key_of(one.innovation_id, likeness.sketch.innovation_id)] += likeness.kinds
    for pair in pairs_by_file(region):
        found[pair].append(Kind.SAME_FILE)
    return {(first, second, None): in_order(kinds) for (first, second), kinds in found.items()}


def pairs_abroad(sketches: Iterable[Sketch]) -> Found:
    """Pairs with what other regions have published."""
    return {
        (sketch.innovation_id or 0, None, one.sketch.entry_id): one.kinds
        for sketch in sketches
        for one in alike_abroad(sketch)
    }


def pairs_by_file(region: Region) -> list[tuple[int, int]]:
    """Pairs of innovations whose rows rest on at least two files that few others use."""
    links = EvidenceLink.objects.filter(
        claim__report__region=region, claim__entry__innovation__archived_at=None, version__isnull=False
    )
    users: dict[str, set[int]] = defaultdict(set)
    for file, innovation in links.values_list("version__file", "claim__entry__innovation").distinct():
        users[file].add(innovation)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for innovations in users.values():
        if 2 <= len(innovations) <= FEW:
            for pair in combinations(sorted(innovations), 2):
                shared[pair] += 1
    return sorted(pair for pair, count in shared.items() if count >= SHARED_FILES)


def key_of(one: int | None, other: int | None) -> tuple[int, int]:
    first, second = sorted((one or 0, other or 0))
    return first, second


def in_order(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """Each kind once, the strongest first."""
    return tuple(sorted(set(kinds), key=lambda kind: -STRENGTH[kind]))


@transaction.atomic
def keep_found(found: Found, of: QuerySet[Pair]) -> None:
    """The pairs as found: new ones added, changed ones changed, vanished ones dropped unless somebody judged them."""
    kept = {(one.innovation_id, one.other_id, one.published_id): one for one in of.select_for_update()}
    for key, kinds in found.items():
        strength = min(100, STRENGTH[kinds[0]] + 2 * (len(kinds) - 1))
        if (pair := kept.pop(key, None)) is None:
            innovation, other, published = key
            Pair.objects.get_or_create(
                innovation_id=innovation, other_id=other, published_id=published,
                defaults={"kinds": list(kinds), "strength": strength},
            )  # fmt: skip
        elif pair.kinds != list(kinds):
            Pair.objects.filter(pk=pair.pk).update(kinds=list(kinds), strength=strength)
    gone = [pair.pk for pair in kept.values() if pair.state == Pair.State.OPEN]
    Pair.objects.filter(pk__in=gone).delete()
