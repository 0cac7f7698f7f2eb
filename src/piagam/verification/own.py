"""What a region reads of its verification, from the appeal phase on: each decision, its reason, its sentence."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.guards import PiagamRequest, guarded
from piagam.regions.models import Region
from piagam.verification.models import Finding
from piagam.verification.queries import title_of


@dataclass(frozen=True)
class OwnFindings:
    """The findings of one region in one edition; for an operator, those of the own department."""

    edition: Edition
    region: Region
    department: int | None
    departments: frozenset[int] = frozenset()  # that one and what hangs on it

    def place(self) -> Place:
        return Place(
            region=self.region.pk, province=self.region.province_code, department=self.department,
            edition=self.edition.pk, phase=self.edition.phase_now, phase_until=self.edition.closes_at,
        )  # fmt: skip

    def findings(self) -> QuerySet[Finding]:
        """Locked findings only, what was changed first."""
        found = Finding.objects.filter(
            claim__report__edition=self.edition, claim__report__region=self.region, locked_at__isnull=False
        )
        if self.department is not None:
            found = found.filter(claim__entry__department__in=self.departments)
        found = found.select_related(
            "claim__entry__innovation", "claim__entry__department", "claim__report__region"
        )
        return found.order_by("claim__entry_id", "claim__indicator")


def own_findings(actor: Actor, edition_id: str, region_code: str) -> OwnFindings:
    """The region's findings; Http404 for an unknown edition or region."""
    edition = Edition.objects.filter(pk=edition_id).first()
    region = Region.objects.filter(pk=region_code).first()
    if edition is None or region is None:
        raise Http404
    is_operator = actor.role == "OPD" and actor.region_code == region_code
    if is_operator:
        return OwnFindings(edition, region, actor.department_id, actor.department_ids)
    return OwnFindings(edition, region, None)


@guarded("finding.read_own", own_findings)
def findings(request: PiagamRequest, own: OwnFindings) -> HttpResponse:
    """Claimed and verified level side by side, with the reason; the verifier has no name here."""
    found = own.findings()
    only_changed = request.GET.get("tampil") != "semua"
    if only_changed:
        found = found.filter(~Q(decision=Finding.Decision.ACCEPT))
    rulebook = rulebook_of(own.edition)
    reasons = {reason.code: reason.words for reason in rulebook.reasons}
    page = Paginator(found, 50).get_page(request.GET.get("halaman"))
    context = {
        "own": own,
        "page": page,
        "only_changed": only_changed,
        "rows": [
            {
                "finding": one,
                "title": title_of(one.claim),
                "indicator": rulebook.indicator(one.claim.indicator),
                "reason": reasons.get(one.reason_code, ""),
                "next": rulebook.indicator(one.claim.indicator).answer.next_level(one.level),
            }
            for one in page
        ],
    }
    return render(request, "verification/own_findings.html", context)
