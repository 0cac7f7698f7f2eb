"""The head of region's desk, for one screen of a phone: where the region stands, and what only he or she can move."""

from dataclasses import dataclass, field
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.desks.parts import Desk, Task
from piagam.editions.models import Edition, Phase
from piagam.entries.models import Report, Statement, Submission
from piagam.entries.statements import statement_over
from piagam.mentoring.queries.places import RegionGate
from piagam.mentoring.queries.progress import Progress, progress_of
from piagam.mentoring.views.departments import proposed
from piagam.people.actor import Actor
from piagam.people.tree import tree_of
from piagam.regions.models import Region
from piagam.scoring.gains import Decree, decrees_of, gains_of
from piagam.scoring.standing import what_if
from tallybook import Predicate, RegionResult, Rulebook

SHOWN = 3


@dataclass
class HeadScreen:
    """What the screen shows, first things first."""

    region: Region
    edition: Edition
    result: RegionResult | None = None
    next: Predicate | None = None
    gap: Fraction | None = None
    decrees: list[Decree] = field(default_factory=list)
    departments: int = 0
    silent: list[Progress] = field(default_factory=list)
    message: str = ""
    receipt: Submission | None = None
    statement: str = ""  # unsigned, stale or signed; empty while there is nothing to sign

    @property
    def reported(self) -> int:
        return self.departments - len(self.silent)

    @property
    def reached(self) -> int:
        """How many people one tap reaches."""
        return sum(one.operators for one in self.silent)


def head(actor: Actor, edition: Edition | None) -> Desk:
    """The desk; only links while there is no edition."""
    desk = Desk(template="desks/head.html")
    region = Region.objects.filter(pk=actor.region_code or "").first()
    if edition is None or region is None:
        return Desk()
    desk.head = screen_of(region, edition)
    desk.tasks = tasks_of(region, edition)
    return desk


def screen_of(region: Region, edition: Edition) -> HeadScreen:
    """Everything on it: a fixed number of queries, however many innovations."""
    screen = HeadScreen(region, edition)
    report = Report.objects.select_related("edition", "region").filter(edition=edition, region=region).first()
    if report is not None:
        what = what_if(report)
        screen.result = what.present.result
        screen.next, screen.gap = next_predicate(what.rulebook, screen.result)
        screen.decrees = decrees_of(report, gains_of(report, what=what), what=what)[:SHOWN]
        screen.statement = statement_of(report)
        screen.receipt = Submission.objects.filter(report=report, taken_back_at=None).first()
    if edition.phase_now == Phase.OPEN:
        found = departments_with_units(region, edition)
        screen.departments, screen.silent = len(found), [one for one in found if not one.entries]
        screen.message = proposed(RegionGate(region, edition))
    return screen


def departments_with_units(region: Region, edition: Edition) -> list[Progress]:
    """The departments, each with what its sub-units have: a department reports through them too."""
    tree, found = tree_of(region.pk), progress_of(region, edition)
    tops = {one.department.pk: one for one in found if one.level == 0}
    for one in found:
        above = tree.above(one.department.pk)
        if above and (top := tops.get(above[-1])):
            top.take(one)
    return list(tops.values())


def statement_of(report: Report) -> str:
    """Whether the integrity statement waits for a signature, while the region may still change its report."""
    if report.edition.phase_now != Phase.OPEN or report.state == Report.State.SUBMITTED:
        return ""
    if statement_over(report) is not None:
        return "signed"
    return "stale" if Statement.objects.filter(report=report).exists() else "unsigned"


def next_predicate(rulebook: Rulebook, result: RegionResult) -> tuple[Predicate | None, Fraction | None]:
    """The nearest predicate above, and how many points are missing to it."""
    if result.hundredths is None:
        return None, None
    now = Fraction(result.hundredths, 100)
    above = [one for one in rulebook.predicates if one.from_ is not None and one.from_ > now]
    nearest = min(above, key=lambda one: one.from_ or Fraction(0), default=None)
    return (nearest, (nearest.from_ or Fraction(0)) - now) if nearest else (None, None)


def tasks_of(region: Region, edition: Edition) -> list[Task]:
    """Where to read on."""
    at = [edition.pk, region.pk]
    tasks = [
        Task(_("Mengapa angka ini? Perkiraan lengkap"), reverse("scoring:estimate", args=at)),
        Task(_("Semua perangkat daerah dan kemajuannya"), reverse("mentoring:departments")),
        Task(_("Laporan daerah"), reverse("entries:report", args=at)),
    ]
    if edition.phase_now in "AJFP":
        tasks.insert(
            0, Task(_("Baca hasil verifikasi dan alasannya"), reverse("verification:own_findings", args=at))
        )
    return tasks
