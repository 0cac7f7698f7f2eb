"""Which things look alike, and in what way. A finding is a proposal; people decide."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count
from rapidfuzz.fuzz import token_sort_ratio

from piagam.likeness.models import Posting, Sketch
from piagam.likeness.sketches import head_of, plain_title, share, title_sketch

CANDIDATES = 60


class Kind(StrEnum):
    """In what two things are alike, the strongest first."""

    SAME_TEXT = "same-text"
    SAME_TITLE = "same-title"
    NEAR_TEXT = "near-text"
    NEAR_TITLE = "near-title"
    SAME_FILE = "same-file"
    PARTS = "parts"
    PARTLY = "partly"


STRENGTH = {
    Kind.SAME_TEXT: 100, Kind.SAME_TITLE: 90, Kind.NEAR_TEXT: 80, Kind.NEAR_TITLE: 60, Kind.PARTS: 55,
    Kind.SAME_FILE: 50, Kind.PARTLY: 40,
}  # fmt: skip
NEAR_TEXT, PARTLY, NEAR_TITLE = 0.6, 0.2, 88


@dataclass(frozen=True)
class Likeness:
    """One sketch that looks like another."""

    sketch: Sketch
    kinds: tuple[Kind, ...]

    @property
    def strength(self) -> int:
        """For the order: the strongest kind, and a little for each further one."""
        return min(100, STRENGTH[self.kinds[0]] + 2 * (len(self.kinds) - 1)) if self.kinds else 0


def too_common(sketches: int) -> int:
    """A number that more sketches than this have says nothing: wording that everybody uses."""
    return max(12, sketches // 100)


def kinds_of(one: Sketch, other: Sketch, common: frozenset[int]) -> tuple[Kind, ...]:
    """In what two sketches are alike; nothing when they are not."""
    found = []
    alike = share(one.numbers, other.numbers, common)
    if one.text_sha256 and one.text_sha256 == other.text_sha256:
        found.append(Kind.SAME_TEXT)
    elif alike >= NEAR_TEXT:
        found.append(Kind.NEAR_TEXT)
    elif alike >= PARTLY:
        found.append(Kind.PARTLY)
    mine, theirs = plain_title(one.title), plain_title(other.title)
    if mine == theirs:
        found.append(Kind.SAME_TITLE)
    elif token_sort_ratio(mine, theirs) >= NEAR_TITLE:
        found.append(Kind.NEAR_TITLE)
    if mine != theirs and len(head_of(one.title)) > 5 and head_of(one.title) == head_of(other.title):
        found.append(Kind.PARTS)
    return tuple(sorted(found, key=lambda kind: -STRENGTH[kind]))


def alike_at_home(sketches: Iterable[Sketch]) -> list[tuple[Sketch, Likeness]]:
    """Every pair of a region's sketches that look alike, each once, the lower key first."""
    ordered = sorted(sketches, key=lambda sketch: sketch.innovation_id or 0)
    holders: dict[int, list[int]] = defaultdict(list)
    for place, sketch in enumerate(ordered):
        for number in sketch.numbers:
            holders[number].append(place)
        for number in title_sketch(sketch.title):
            holders[number].append(place)
    most = too_common(len(ordered))
    common = frozenset(number for number, places in holders.items() if len(places) > most)
    together: Counter[tuple[int, int]] = Counter()
    for number, places in holders.items():
        if number in common:
            continue
        for at, first in enumerate(places):
            for second in places[at + 1 :]:
                together[first, second] += 1
    same: dict[str, list[int]] = defaultdict(list)
    for place, sketch in enumerate(ordered):
        for key in (
            f"t {plain_title(sketch.title)}",
            f"x {sketch.text_sha256}" if sketch.text_sha256 else "",
        ):
            if key:
                same[key].append(place)
    for places in same.values():
        for at, first in enumerate(places):
            for second in places[at + 1 :]:
                together[first, second] += 1
    found = []
    for first, second in sorted(together):
        if kinds := kinds_of(ordered[first], ordered[second], common):
            found.append((ordered[first], Likeness(ordered[second], kinds)))
    return found


def alike_abroad(sketch: Sketch, *, most: int = 3) -> list[Likeness]:
    """Published entries of other regions that look like a sketch, the likest first."""
    numbers = [*sketch.numbers, *title_sketch(sketch.title)]
    published = Posting.objects.filter(number__in=numbers, is_published=True)
    counts = dict(published.order_by().values_list("number").annotate(Count("pk")))
    if not counts:
        return []
    limit = too_common(Sketch.objects.filter(entry__isnull=False).count())
    common = frozenset(number for number, count in counts.items() if count > limit)
    telling = [number for number in counts if number not in common]
    weights = ranked(telling, sketch.region_id)
    sketches = Sketch.objects.select_related("entry__report__region").in_bulk(list(weights))
    found = [
        Likeness(other, kinds) for other in sketches.values() if (kinds := kinds_of(sketch, other, common))
    ]
    found.sort(key=lambda one: (-one.strength, -weights[one.sketch.pk], one.sketch.pk))
    return found[:most]


def ranked(numbers: list[int], home: str) -> Mapping[int, int]:
    """Published sketches of other regions by how many of the numbers they have, the most first."""
    found = Posting.objects.filter(number__in=numbers, is_published=True).exclude(sketch__region=home)
    counted = found.order_by().values("sketch").annotate(times=Count("pk")).order_by("-times", "sketch")
    return {row["sketch"]: row["times"] for row in counted[:CANDIDATES]}
