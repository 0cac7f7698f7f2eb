"""Reading verification: the queue, one assignment, what can still be assigned."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from piagam.editions.models import Edition
from piagam.entries.models import Claim, EvidenceLink
from piagam.people.actor import Actor
from piagam.people.models import Membership
from piagam.verification.models import Assignment, Conflict

PLACED = ("claim__report__edition", "claim__report__region", "claim__entry__innovation", "claim__entry__department",
          "verifier")  # fmt: skip


def assignments_for(actor: Actor) -> QuerySet[Assignment]:
    """The assignments a person may know of: a verifier's own."""
    return Assignment.objects.filter(verifier_id=actor.user_id, ended_at=None)


def assignment_by_id(actor: Actor, assignment_id: int, **rest: int) -> Assignment:
    """One assignment with all that its page needs; Http404 when there is none."""
    del actor, rest  # the guard judges where it lies; the rest of the address is the view's
    found = (
        Assignment.objects.filter(pk=assignment_id, ended_at=None).select_related(*PLACED, "finding").first()
    )
    if found is None:
        raise Http404
    return found


def queue_for(actor: Actor, edition: Edition, *, which: str = "open") -> QuerySet[Assignment]:
    """A verifier's queue: `open` not decided, `decided` decided but not locked, `locked`, or `all`."""
    found = assignments_for(actor).filter(claim__report__edition=edition).select_related(*PLACED, "finding")
    match which:
        case "open":
            found = found.filter(finding=None)
        case "decided":
            found = found.filter(finding__isnull=False, finding__locked_at=None)
        case "locked":
            found = found.filter(finding__locked_at__isnull=False)
    return found.order_by("claim__report__region_id", "claim__entry_id", "claim__indicator")


@dataclass(frozen=True)
class Progress:
    """How far a set of assignments has come."""

    total: int
    decided: int
    locked: int

    @property
    def open(self) -> int:
        return self.total - self.decided

    @property
    def percent(self) -> int:
        return 100 * self.decided // self.total if self.total else 0


def progress_of(assignments: QuerySet[Assignment]) -> Progress:
    """Totals in one query."""
    found = assignments.order_by().aggregate(
        total=Count("pk"),
        decided=Count("pk", filter=Q(finding__isnull=False)),
        locked=Count("pk", filter=Q(finding__locked_at__isnull=False)),
    )
    return Progress(found["total"], found["decided"], found["locked"])


def next_open(actor: Actor, edition: Edition, *, after: Assignment | None = None) -> Assignment | None:
    """The next undecided assignment in the queue's order, from `after` on and round to the start."""
    queue = queue_for(actor, edition, which="open")
    if after is not None:
        queue = queue.exclude(pk=after.pk)
        claim = after.claim
        later = queue.filter(
            Q(claim__report__region_id__gt=claim.report.region_id)
            | Q(claim__report__region_id=claim.report.region_id, claim__entry_id=claim.entry_id,
                claim__indicator__gt=claim.indicator)
            | Q(claim__report__region_id=claim.report.region_id, claim__entry_id__gt=claim.entry_id or 0)
        ).first()  # fmt: skip
        if later is not None:
            return later
    return queue.first()


def evidence_of(claim: Claim) -> list[EvidenceLink]:
    """The evidence of a claim with its documents and bytes, in the order it was linked."""
    return list(claim.evidence.select_related("document", "version__file"))


def assignable(edition: Edition, *, indicator: str = "", region: str = "") -> QuerySet[Claim]:
    """Claims of submitted reports above level 0 that nobody reads yet."""
    found = Claim.objects.filter(report__edition=edition, report__state="submitted", level__gt=0).filter(
        Q(entry=None) | Q(entry__state="submitted")
    )
    found = found.exclude(assignments__in=Assignment.objects.filter(ended_at=None))
    if indicator:
        found = found.filter(indicator=indicator)
    if region:
        found = found.filter(report__region_id=region)
    return found


def verifiers(edition: Edition) -> list[Membership]:
    """The verifiers of an edition."""
    found = Membership.objects.filter(role="VER", ended_at=None, user__is_active=True)
    return list(
        found.filter(Q(edition=None) | Q(edition=edition)).select_related("user").order_by("user__name")
    )


def load_by_verifier(edition: Edition) -> list[dict[str, object]]:
    """Per verifier: assigned, decided, locked. Who has nothing to read yet stands there too."""
    people = {one.user_id: one.user.name for one in verifiers(edition)}
    found = Assignment.objects.filter(claim__report__edition=edition, ended_at=None).order_by()
    rows = found.values("verifier_id", "verifier__name").annotate(
        total=Count("pk"),
        decided=Count("pk", filter=Q(finding__isnull=False)),
        locked=Count("pk", filter=Q(finding__locked_at__isnull=False)),
    )
    loads = {row["verifier_id"]: {**row, "name": row["verifier__name"]} for row in rows}
    for user_id, name in people.items():
        loads.setdefault(user_id, {"name": name, "total": 0, "decided": 0, "locked": 0})
    return sorted(loads.values(), key=lambda row: str(row["name"]))


def waiting_by_region(edition: Edition, most: int = 10) -> list[dict[str, object]]:
    """The regions with most claims that nobody reads yet."""
    rows = assignable(edition).order_by().values("report__region__name").annotate(count=Count("pk"))
    return list(rows.order_by("-count", "report__region__name")[:most])


def conflicts_of(actor: Actor, edition: Edition) -> QuerySet[Conflict]:
    """The conflicts a person has declared."""
    return Conflict.objects.filter(user=actor.user_id or 0, edition=edition).select_related("region")


def title_of(claim: Claim) -> str:
    """What a claim belongs to, in a person's words."""
    if claim.entry is not None:
        return claim.entry.title
    return _("Isian daerah %(region)s") % {"region": claim.report.region.name}
