"""A result takes a complete verification, two people, and then certificates that anyone can check."""

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from piagam.audit.models import AuditEvent
from piagam.editions.models import Edition
from piagam.entries.models import Claim, EvidenceLink
from piagam.innovations.models import Document
from piagam.results.actions import approve_result, propose_result, publish_result, reject_result
from piagam.results.certificates import pdf_of
from piagam.results.models import Certificate, Result
from piagam.verification.actions import assign, decide, lock
from piagam.verification.models import Assignment
from piagam.web.errors import Refused
from tests.cast import World


@pytest.fixture
def verified(world: World) -> World:
    """Two regions, everything verified and locked, in the plenary phase."""
    for name, level in (("oki", 3), ("omar", 2)):
        entry = world.entry(name, state="submitted", urusan_utama="kesehatan")
        entry.report.state = "submitted"
        entry.report.save()
        document = Document.objects.create(
            region=entry.report.region, subject="SK", link="https://contoh.go.id/sk"
        )
        for place, indicator in ((entry, "sid-16"), (None, "spd-01")):
            claim = Claim.objects.create(report=entry.report, entry=place, indicator=indicator, level=level)
            EvidenceLink.objects.create(claim=claim, document=document)
    world.to_phase("V")
    assign(world.edition, verifier=world.memberships["vera"], by=world.actor("qori"), reason="Semua")
    mine = list(Assignment.objects.all())
    for one in mine:
        decide(one, decision="accept", by=world.actor("vera"))
    lock(mine, by=world.actor("vera"))
    world.to_phase("F")
    return world


def test_an_unread_claim_keeps_the_result_back(verified: World) -> None:
    report = verified.report("17.71")
    Claim.objects.create(report=report, indicator="spd-08", level=1)
    with pytest.raises(Refused, match="1 isian"):
        propose_result(verified.edition, by=verified.actor("ayu"))
    assert not Result.objects.exists()


def test_the_numbers_are_the_engines(verified: World) -> None:
    result = propose_result(verified.edition, by=verified.actor("ayu"))
    score = result.run.scores.get(region_id="17.71")
    # spd-01: 1 × 3 = 3; sid-16: 3 × 3 = 9 over max(12, 1) = 0.75; one affair of six: count 0; 3.75 / 250
    assert (score.parts["spd"], score.parts["sid_mean"], score.parts["innovation_count_score"]) == (
        "3.00",
        "0.75",
        "0.00",
    )
    assert (score.total, score.index, score.index_exact) == ("3.75", "1.50", "3/2")
    assert score.predicate == "Kurang Inovatif"
    assert [rank.place_number for rank in score.ranks.all()] == [1]


def test_two_people_make_a_result(verified: World) -> None:
    result = propose_result(verified.edition, by=verified.actor("ayu"))
    with pytest.raises(Refused) as no:
        publish_result(result, by=verified.actor("ayu"))
    assert no.value.status == 409
    with pytest.raises(Refused) as no:
        approve_result(result, by=verified.actor("adi"))
    assert no.value.status == 403
    approve_result(result, by=verified.actor("qori"))
    publish_result(result, by=verified.actor("ayu"))
    assert Edition.objects.get().phase == "P"
    verbs = list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))[-5:]
    assert verbs == ["run.make", "result.propose", "result.approve", "result.publish", "certificate.issue"]


def test_a_refused_result_makes_room_for_another(verified: World) -> None:
    result = propose_result(verified.edition, by=verified.actor("ayu"))
    with pytest.raises(Refused):
        propose_result(verified.edition, by=verified.actor("adi"))
    reject_result(result, by=verified.actor("qori"), reason="Data belum lengkap")
    assert propose_result(verified.edition, by=verified.actor("adi")).version == 2


def test_acting_needs_the_second_factor(verified: World) -> None:
    with pytest.raises(Refused) as no:
        propose_result(verified.edition, by=verified.actor("ayu", stepped_up=False))
    assert no.value.status == 401


def test_the_public_sees_nothing_before_publication_and_everything_after(verified: World) -> None:
    result = propose_result(verified.edition, by=verified.actor("ayu"))
    approve_result(result, by=verified.actor("qori"))
    address = reverse("showcase:ranking", args=[verified.edition.pk])
    assert Client().get(address).status_code != 200
    publish_result(result, by=verified.actor("ayu"))
    assert Client().get(address).status_code == 200
    for name in ("region", "explanation"):
        page = Client().get(reverse(f"showcase:{name}", args=[verified.edition.pk, "17.71"]))
        assert page.status_code == 200 and "1,50" in page.content.decode()


def test_a_certificate_is_genuine_or_it_is_not(verified: World) -> None:
    result = propose_result(verified.edition, by=verified.actor("ayu"))
    approve_result(result, by=verified.actor("qori"))
    score = result.run.scores.get(region_id="17.71")
    score.predicate = "Sangat Inovatif"  # the tiny world is too small for the real one
    score.save()
    publish_result(result, by=verified.actor("ayu"))
    certificate = Certificate.objects.get()
    page = Client().get(reverse("showcase:certificate", args=[certificate.code]))
    assert page.status_code == 200 and "Kota Bengkulu" in page.content.decode()
    assert Client().get(reverse("showcase:certificate", args=["tidak-ada"])).status_code == 404
    assert Client().get(reverse("showcase:check"), {"kode": certificate.code}).status_code == 302
    pdf = Client().get(reverse("showcase:certificate_pdf", args=[certificate.code]))
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")


def test_the_certificate_is_one_landscape_page(verified: World, tmp_path) -> None:  # type: ignore[no-untyped-def]
    result = propose_result(verified.edition, by=verified.actor("ayu"))
    certificate = Certificate(
        result=result, number="0001/IGA", region=verified.regions["17.71"], recipient="Kota Bengkulu",
        kind="predicate", wording={"award": "IGA", "edition": "IGA 2026", "year": 2026, "predicate": "Inovatif",
        "kind": "kota", "index": "50.00", "index_name": "Indeks", "organiser": "Kemendagri", "is_demo": False,
        "claims_sha256": "ab" * 32},
    )  # fmt: skip
    path = tmp_path / "piagam.pdf"
    path.write_bytes(pdf_of(certificate))
    with pikepdf.open(path) as pdf:
        (page,) = pdf.pages
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
    assert (round(width), round(height)) == (842, 595)


def test_a_form_without_a_decision_or_a_reason_decides_nothing(verified: World) -> None:
    result = propose_result(verified.edition, by=verified.actor("ayu"))
    address = reverse("results:approve", args=[result.pk])
    for sent in ({}, {"decision": "x"}, {"decision": "reject", "reason": "  "}):
        answer = verified.client("qori").post(address, sent)
        assert answer.status_code == 400 and answer.context["error"]
    result.refresh_from_db()
    assert result.approved_at is None and result.rejected_at is None


def test_a_code_has_three_groups_of_letters_that_do_not_look_alike() -> None:
    from piagam.results.models import new_code, spellings

    code = new_code()
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert not set(code) & set("01IO")
    assert code in spellings(code.lower().replace("-", " "))
