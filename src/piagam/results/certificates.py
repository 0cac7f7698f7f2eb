"""Certificates: which regions receive one, what it says, and the page and PDF made from that."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from piagam.editions.rulebooks import rulebook_of
from piagam.results.models import Certificate, Result
from piagam.scoring.models import RegionScore

TEMPLATE = Path(__file__).parent / "certificate.typ"
BATCH = 500


def issue_certificates(result: Result, *, now: datetime) -> int:
    """Makes a certificate for every region whose predicate carries one by the rulebook; how many it were."""
    edition = result.edition
    rulebook = rulebook_of(edition)
    carrying = {one.label: one for one in rulebook.predicates if one.certificate}
    scores = RegionScore.objects.filter(run=result.run, predicate__in=carrying).select_related("region")
    made = []
    for number, score in enumerate(scores.order_by("region_id"), start=1):
        made.append(
            Certificate(
                result=result,
                kind=Certificate.Kind.PREDICATE,
                number=f"{number:04d}/{edition.pk.upper()}/v{result.version}",
                region=score.region,
                recipient=score.region.name,
                wording={
                    "award": rulebook.award,
                    "edition": edition.title,
                    "year": edition.year,
                    "predicate": score.predicate,
                    "kind": score.region.kind,
                    "index": score.index,
                    "index_name": rulebook.index_name,
                    "organiser": rulebook.organiser,
                    "is_demo": edition.is_demo,
                    "claims_sha256": result.run.claims_sha256,
                },
                issued_at=now,
            )
        )
    Certificate.objects.bulk_create(made, batch_size=BATCH)
    return len(made)


def public_address(certificate: Certificate) -> str:
    """The address behind the QR code."""
    return f"{settings.BASE_URL}{reverse('showcase:certificate', args=[certificate.code])}"


def pdf_of(certificate: Certificate) -> bytes:
    """The certificate as PDF: A4 landscape, in Indonesian, the same bytes' content every time."""
    with translation.override("id"):
        issued = date_format(certificate.issued_at.astimezone(ZoneInfo("Asia/Jakarta")), "j F Y")
    data = {
        **certificate.wording,
        "index": str(certificate.wording["index"]).replace(".", ","),
        "recipient": certificate.recipient,
        "number": certificate.number,
        "issued": issued,
        "address": public_address(certificate),
        "code": certificate.code,
        "revoked": certificate.revoked_at is not None,
        "qr": segno.make(public_address(certificate), error="m").svg_inline(border=0, dark="#12333f"),
    }
    return compiled(json.dumps(data, ensure_ascii=False))


def compiled(data: str) -> bytes:
    """The template filled with data (JSON), as PDF/A-2b."""
    made = typst.compile(str(TEMPLATE), sys_inputs={"data": data}, pdf_standards=["a-2b"])
    assert isinstance(made, bytes)
    return made
