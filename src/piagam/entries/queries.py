"""Reading reports: the object behind each address, and what its pages list."""

from dataclasses import dataclass, replace

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from piagam.editions.clock import database_now
from piagam.editions.models import Edition, Phase
from piagam.entries.models import Claim, Entry, EvidenceLink, Report, Submission
from piagam.entries.slots import LinkedEvidence, Slot, indicators_for
from piagam.innovations.models import DocumentVersion, Innovation
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.regions.models import Region
from piagam.regions.queries import office_of
from tallybook import Indicator


@dataclass(frozen=True)
class ReportPart:
    """A report as one person sees it: whole, or for an operator the part of the own department.

    `departments`: the own one and what hangs on it; None for the whole report.
    """

    report: Report
    department_id: int | None = None
    submission: Submission | None = None
    departments: frozenset[int] | None = None

    @property
    def pk(self) -> int | None:
        return self.report.pk

    def place(self) -> Place:
        return replace(self.report.place(), department=self.department_id)


def current_edition(actor: Actor) -> Edition | None:
    """The edition that takes reports now, else the last one that did; a role bound to an edition sees its own."""
    found = Edition.objects.exclude(phase=Phase.DRAFT).order_by("-opens_at", "-pk")
    if actor.edition_id:
        found = found.filter(pk=actor.edition_id)
    editions, now = list(found), database_now()
    return next(
        (one for one in editions if one.phase_at(now) == Phase.OPEN), editions[0] if editions else None
    )


def report_by_region(actor: Actor, edition_id: str, region_code: str) -> Report:
    """The region's report; not yet saved while nothing was written into it."""
    found = Report.objects.select_related("edition", "region")
    report = found.filter(edition=edition_id, region=region_code).first()
    if report is None:
        edition = Edition.objects.filter(pk=edition_id).first()
        region = Region.objects.filter(pk=region_code, is_autonomous=True).first()
        if edition is None or region is None:
            raise Http404
        report = Report(edition=edition, region=region)
    return report


def report_part(actor: Actor, edition_id: str, region_code: str) -> ReportPart:
    """The region's report, narrowed to the own department for an operator."""
    report = report_by_region(actor, edition_id, region_code)
    return part_for(actor, report)


def part_for(actor: Actor, report: Report, submission: Submission | None = None) -> ReportPart:
    """The part of a report that is the actor's own, or all of it."""
    own = own_department(actor, report)
    return ReportPart(report, own, submission, actor.department_ids if own is not None else None)


def own_department(actor: Actor, report: Report) -> int | None:
    """The operator's department, when it is one of the report's region."""
    return actor.department_id if actor.role == "OPD" and actor.region_code == report.region_id else None


def submission_by_number(actor: Actor, number: str) -> ReportPart:
    """The receipt of a number, placed where its report lies."""
    found = Submission.objects.select_related("report__edition", "report__region", "submitted_by")
    submission = found.filter(number=number).first()
    if submission is None:
        raise Http404
    return part_for(actor, submission.report, submission)


def submission_itself(actor: Actor, number: str) -> Submission:
    """The submission of a number, with everything in it."""
    submission = submission_by_number(actor, number).submission
    assert submission is not None
    return submission


def entry_by_id(actor: Actor, entry_id: int) -> Entry:
    """One entry with what its place needs."""
    found = Entry.objects.select_related("report__edition", "report__region", "innovation", "department")
    entry = found.filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    return entry


def candidate(actor: Actor, edition_id: str, region_code: str, innovation_id: int) -> Entry:
    """The entry that an innovation would begin; not saved."""
    report = report_by_region(actor, edition_id, region_code)
    found = Innovation.objects.select_related("department").filter(region=region_code)
    innovation = found.filter(pk=innovation_id).first()
    if innovation is None:
        raise Http404
    return Entry(report=report, innovation=innovation, department=office_of(innovation.department))


def indicator_in(holder: Entry | Report, code: str) -> Indicator:
    """The row of a code among those the holder answers."""
    found = next((one for one in indicators_for(holder) if one.code == code), None)
    if found is None:
        raise Http404
    return found


def entry_slot(actor: Actor, entry_id: int, indicator: str) -> Slot:
    """A row of an entry."""
    entry = entry_by_id(actor, entry_id)
    return Slot(entry, indicator_in(entry, indicator))


def region_slot(actor: Actor, edition_id: str, region_code: str, indicator: str) -> Slot:
    """A row of the region's own answers."""
    report = report_by_region(actor, edition_id, region_code)
    return Slot(report, indicator_in(report, indicator))


def evidence_by_id(actor: Actor, link_id: int) -> LinkedEvidence:
    """One evidence link with the row it lies in."""
    found = EvidenceLink.objects.select_related(
        "claim__report__edition", "claim__report__region", "claim__entry", "document"
    )
    link = found.filter(pk=link_id).first()
    if link is None:
        raise Http404
    holder: Entry | Report = link.claim.report
    if link.claim.entry is not None:
        link.claim.entry.report = link.claim.report
        holder = link.claim.entry
    return LinkedEvidence(Slot(holder, indicator_in(holder, link.claim.indicator)), link)


def claims_of(holder: Entry | Report) -> dict[str, Claim]:
    """The claims of an entry, or of the region itself, by indicator."""
    found = Claim.objects
    own = (
        found.filter(entry=holder.pk)
        if isinstance(holder, Entry)
        else found.filter(report=holder.pk, entry=None)
    )
    return {claim.indicator: claim for claim in own}


def evidence_of(holder: Entry | Report, opened: Claim | None = None) -> dict[int, list[EvidenceLink]]:
    """The evidence of an entry, or of the region itself, by claim.

    Rows that stay closed only count it; of the claim that is `opened` the documents come along.
    """
    found = EvidenceLink.objects.order_by("added_at", "pk").only("claim")
    if isinstance(holder, Entry):
        found = found.filter(claim__entry=holder.pk)
    else:
        found = found.filter(claim__report=holder.pk, claim__entry=None)
    links: dict[int, list[EvidenceLink]] = {}
    for link in found:
        links.setdefault(link.claim_id, []).append(link)
    if opened is not None and opened.pk in links:
        whole = EvidenceLink.objects.select_related("document", "version__file").order_by("added_at", "pk")
        later = DocumentVersion.objects.filter(document=OuterRef("document")).order_by("-position")
        whole = whole.annotate(newest_position=Subquery(later.values("position")[:1]))
        links[opened.pk] = list(whole.filter(claim=opened.pk))
    return links


def entries_in(part: ReportPart) -> QuerySet[Entry]:
    """The entries a person sees in a report, department by department."""
    found = Entry.objects.filter(report=part.report.pk)
    if part.departments is not None:
        found = found.filter(department__in=part.departments)
    return found.select_related("innovation", "department").order_by(
        "department__name", "innovation__title", "pk"
    )


def counts_by_state(part: ReportPart) -> dict[str, int]:
    """How many entries stand in each state."""
    rows = entries_in(part).order_by().values_list("state").annotate(number=Count("pk"))
    return dict.fromkeys(Entry.State.values, 0) | dict(rows)


def not_entered(part: ReportPart) -> QuerySet[Innovation]:
    """Innovations of the bank that are not in this report yet."""
    entered = Entry.objects.filter(report=part.report.pk, innovation=OuterRef("pk"))
    found = Innovation.objects.filter(region=part.report.region_id, archived_at=None).exclude(
        Q(Exists(entered))
    )
    if part.departments is not None:
        found = found.filter(department__in=part.departments)
    return found.select_related("department").order_by("title", "pk")


def submissions_of(report: Report) -> QuerySet[Submission]:
    """Every submission of a report, the newest first."""
    return (
        Submission.objects.filter(report=report.pk)
        .select_related("submitted_by")
        .order_by("-submitted_at", "-pk")
    )


def earlier_submission(submission: Submission) -> Submission | None:
    """The submission of the same report before this one, if there was one."""
    return (
        Submission.objects.filter(report=submission.report_id, pk__lt=submission.pk).order_by("-pk").first()
    )
