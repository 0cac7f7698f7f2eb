"""Reading results and certificates."""

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.http import Http404

from piagam.editions.models import Edition
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.results.models import Certificate, Result


def published_result(edition: Edition) -> Result | None:
    """The result that is published, newest version."""
    found = Result.objects.filter(edition=edition, published_at__isnull=False).select_related(
        "run", "edition"
    )
    return found.first()


def result_by_id(actor: Actor, result_id: int) -> Result:
    """A result; Http404 when there is none."""
    del actor
    found = Result.objects.filter(pk=result_id).select_related("edition", "run").first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class OwnCertificates:
    """The certificates of a person's own region in the newest published edition."""

    edition: Edition
    certificates: QuerySet[Certificate]
    where: Place

    def place(self) -> Place:
        return self.where


def own_certificates(actor: Actor) -> OwnCertificates:
    """Http404 while no edition is published."""
    edition = Edition.objects.filter(phase="P").order_by("-year", "-published_at").first()
    if edition is None:
        edition = Edition.objects.order_by("-year", "-created_at").first()
    if edition is None:
        raise Http404
    where = replace(
        edition.place(), region=actor.region_code or "", province=actor.province_code or "",
        department=actor.department_id,
    )  # fmt: skip
    found = Certificate.objects.filter(result__edition=edition, region_id=actor.region_code)
    return OwnCertificates(edition, found.select_related("result__edition", "region"), where)
