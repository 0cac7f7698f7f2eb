"""Reading pairs: a region's, an innovation's, and those that a title would make."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.process import extract

from piagam.innovations.models import Document, DocumentVersion, Innovation
from piagam.innovations.queries import innovations_for
from piagam.likeness.finding import NEAR_TITLE, alike_abroad
from piagam.likeness.models import Pair, Sketch
from piagam.likeness.sketches import plain_title
from piagam.people.actor import Actor
from piagam.people.deciding import Place

A_GROUP = 3  # innovations that hang together in pairs, from which on they are shown as a group


@dataclass(frozen=True)
class OwnBank:
    """The bank that a person works in, as the thing that likeness is read of."""

    actor: Actor

    def place(self) -> Place:
        actor = self.actor
        return Place(
            region=actor.region_code or "", province=actor.province_code or "", department=actor.department_id
        )


def own_bank(actor: Actor) -> OwnBank:
    return OwnBank(actor)


def pairs_for(actor: Actor) -> QuerySet[Pair]:
    """The pairs of which a person may read both sides: an operator, those within the own department."""
    own = innovations_for(actor).filter(archived_at=None).values("pk")
    found = Pair.objects.filter(Q(other=None) | Q(other__in=own), innovation__in=own)
    return found.select_related(
        "innovation__department", "innovation__region", "other__department", "published__report__region",
        "published__report__edition", "published__innovation", "judged_by",
    )  # fmt: skip


def pair_by_id(actor: Actor, pair_id: int) -> Pair:
    """One pair that the person may read."""
    found = pairs_for(actor).filter(pk=pair_id).first()
    if found is None:
        raise Http404
    return found


def pairs_of(actor: Actor, innovation: Innovation) -> QuerySet[Pair]:
    """The pairs in which an innovation stands."""
    return pairs_for(actor).filter(Q(innovation=innovation) | Q(other=innovation))


def groups_in(pairs: list[Pair]) -> list[list[Innovation]]:
    """Three and more innovations of the bank that hang together in open pairs: perhaps parts of one."""
    things: dict[int, Innovation] = {}
    near: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        if pair.other is None or pair.state != Pair.State.OPEN:
            continue
        for one, other in ((pair.innovation, pair.other), (pair.other, pair.innovation)):
            things[one.pk] = one
            near[one.pk].add(other.pk)
    groups, seen = [], set()
    for start in sorted(things):
        if start in seen:
            continue
        group, waiting = [], [start]
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                group.append(things[key])
                waiting += near[key] - seen
        if len(group) >= A_GROUP:
            groups.append(sorted(group, key=lambda one: one.title))
    return groups


def repeated_files(actor: Actor) -> list[list[Document]]:
    """Documents of the own library that hold the same bytes although they were added one by one."""
    found = Document.objects.filter(region=actor.region_code)
    if actor.role == "OPD":
        found = found.filter(Q(department__in=actor.department_ids) | Q(department=None))
    versions = DocumentVersion.objects.filter(document__in=found.values("pk"))
    several = (
        versions.order_by()
        .values("file")
        .annotate(times=Count("document", distinct=True))
        .filter(times__gt=1)
    )
    files = [row["file"] for row in several.order_by("-times", "file")[:100]]
    held: dict[str, dict[int, Document]] = {file: {} for file in files}
    for version in (
        versions.filter(file__in=files).select_related("document__department").order_by("document")
    ):
        held[version.file_id][version.document_id] = version.document
    return [list(documents.values()) for documents in held.values()]


@dataclass(frozen=True)
class Namesake:
    """Something whose title is close to one that is being written."""

    title: str
    innovation: Innovation | None = None
    sketch: Sketch | None = None


def namesakes(actor: Actor, title: str, *, most: int = 5) -> list[Namesake]:
    """The own region's innovations with a near title, then published ones of other regions."""
    wanted = plain_title(title)
    if len(wanted) < 5:
        return []
    bank = {one.pk: one for one in innovations_for(actor).filter(archived_at=None).defer("profile")}
    titles = {pk: plain_title(one.title) for pk, one in bank.items()}
    near = extract(wanted, titles, scorer=token_set_ratio, limit=most, score_cutoff=NEAR_TITLE)
    found = [Namesake(bank[pk].title, innovation=bank[pk]) for _title, _score, pk in near]
    typed = Sketch(title=title[:300], numbers=[], region_id=actor.region_code or "")
    found += [Namesake(one.sketch.title, sketch=one.sketch) for one in alike_abroad(typed)]
    return found[:most]
