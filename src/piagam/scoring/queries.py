"""Reading scores: a live estimate, a run's ranking, the tree behind a number."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.claims_json import claims_of_reports
from piagam.entries.models import Entry, Report
from piagam.entries.queries import ReportPart, not_entered
from piagam.innovations.models import Innovation
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.regions.models import Region
from piagam.scoring.models import Rank, RegionScore, Run, Scenario
from tallybook import Node, RegionResult, read_claims, score


@dataclass(frozen=True)
class RegionIn:
    """A region in an edition, as the thing that `estimate.read` guards. It may have no report yet."""

    edition: Edition
    region: Region
    report: Report | None
    department: int | None = None
    departments: frozenset[int] | None = None  # that one and what hangs on it

    def place(self) -> Place:
        phase = self.edition.phase_now
        return Place(
            region=self.region.code, province=self.region.province_code, edition=self.edition.pk, phase=phase,
            phase_until=self.edition.closes_at, department=self.department,
        )  # fmt: skip


def region_in(actor: Actor, edition_id: str, region_code: str) -> RegionIn:
    """The region in the edition; Http404 when either is unknown."""
    edition = Edition.objects.filter(pk=edition_id).first()
    region = Region.objects.filter(pk=region_code).first()
    if edition is None or region is None:
        raise Http404
    report = Report.objects.filter(edition=edition, region=region).select_related("region", "edition").first()
    if actor.department_id is None or actor.region_code != region_code:
        return RegionIn(edition, region, report)
    return RegionIn(edition, region, report, actor.department_id, actor.department_ids)


def own_entries(place: RegionIn) -> list[Entry]:
    """The entries of the own department that the estimate covers, by title."""
    found = Entry.objects.filter(report=place.report, department__in=place.departments or ())
    if place.report is not None and place.report.state == Report.State.SUBMITTED:
        found = found.filter(state=Entry.State.SUBMITTED)
    return sorted(
        found.select_related("innovation", "department").defer("innovation__profile"),
        key=lambda one: one.title,
    )


def estimate(edition: Edition, report: Report) -> RegionResult:
    """A region's index from its claims with their facts, as they stand now: the slow way, for the whole tree."""
    rulebook = rulebook_of(edition)
    sent = report.state == Report.State.SUBMITTED
    objects = list(claims_of_reports([report], only_submitted=sent))
    return score(rulebook, read_claims({"rulebook": rulebook.id, "regions": objects}, rulebook)).regions[0]


def candidates(place: RegionIn, *, own_only: bool) -> QuerySet[Innovation]:
    """Innovations of the bank that could still be entered; of the own department for an operator."""
    assert place.report is not None
    if not own_only:
        return not_entered(ReportPart(place.report))
    return not_entered(
        ReportPart(place.report, place.department, departments=place.departments or frozenset())
    )


def scenario_by_id(actor: Actor, scenario_id: int) -> Scenario:
    """A kept scenario; Http404 when there is none."""
    del actor
    found = (
        Scenario.objects.select_related("report__edition", "report__region").filter(pk=scenario_id).first()
    )
    if found is None:
        raise Http404
    return found


def run_by_id(actor: Actor, run_id: int, **rest: str) -> Run:
    """A run; Http404 when there is none."""
    del actor, rest
    found = Run.objects.filter(pk=run_id).select_related("edition").first()
    if found is None:
        raise Http404
    return found


def latest_run(edition: Edition, line: str) -> Run | None:
    """The newest run of a line."""
    return Run.objects.filter(edition=edition, line=line).first()


def ranking(run: Run, cluster: str) -> QuerySet[Rank]:
    """The places of a cluster, best first; equal results beside each other by code."""
    found = Rank.objects.filter(score__run=run, cluster=cluster).select_related("score__region")
    found = found.defer("score__claims", "score__maturity")
    return found.order_by("place_number", "score__region_id")


def scores_of(run: Run) -> QuerySet[RegionScore]:
    """All regions of a run, best first, with their places."""
    found = RegionScore.objects.filter(run=run).select_related("region").defer("claims", "maturity")
    return found.prefetch_related(Prefetch("ranks")).order_by("-hundredths", "region_id")


def score_of(run: Run, region_code: str) -> RegionScore:
    """One region's score; Http404 when the run does not have it."""
    found = (
        RegionScore.objects.filter(run=run, region_id=region_code)
        .select_related("region", "run__edition")
        .first()
    )
    if found is None:
        raise Http404
    return found


def tree_of(score_row: RegionScore) -> Node:
    """The explanation of a kept score, made again from the claims it was computed from."""
    edition = score_row.run.edition
    rulebook = rulebook_of(edition)
    claims = read_claims({"rulebook": rulebook.id, "regions": [score_row.claims]}, rulebook)
    return score(rulebook, claims).regions[0].tree
