from collections import Counter

import pytest
from django.test import Client

from piagam.audit.models import AuditEvent
from piagam.audit.verify import verify_chain
from piagam.demo.accounts import DEMO_PASSWORD, DINKES, PUSKESMAS, demo_accounts
from piagam.demo.hierarchy import ARCHIVES
from piagam.demo.plan import BENGKULU
from piagam.editions.models import Phase
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.claims_json import claims_of_reports
from piagam.entries.manifest import sha256_of
from piagam.entries.models import Claim, Entry, EvidenceLink, Report, Submission
from piagam.innovations.models import Document, FieldChange, Innovation
from piagam.people.actor import actor_of
from piagam.people.models import Membership, User
from piagam.regions.models import Department
from piagam.results.models import Certificate, Result
from piagam.scoring.inputs import unread_claims
from piagam.verification.models import Assignment
from tallybook import read_claims, score

pytestmark = pytest.mark.slow


def content_of(edition):
    """All that was claimed, without the numbers the database gave."""
    rows = Claim.objects.filter(report__edition=edition).order_by("pk")
    return list(
        rows.values_list("report__region_id", "entry__innovation__title", "indicator", "level", "facts")
    )


def test_kota_bengkulu_at_full_size_is_as_it_was_counted_in_2025(build):
    edition = build("verification", regions=3, innovations=290)
    reports = Report.objects.filter(edition=edition, region=BENGKULU).select_related("region", "edition")
    objects = list(claims_of_reports(reports, only_submitted=True))
    rulebook = rulebook_of(edition)
    (region,) = score(rulebook, read_claims({"rulebook": rulebook.id, "regions": objects}, rulebook)).regions
    assert len(region.maturity) == 274
    assert sum(points >= 80 for points in region.maturity.values()) == 177
    assert region.predicate == "Sangat Inovatif"


def test_an_open_edition_can_be_worked_in(build):
    edition = build("open")
    assert edition.phase_now == Phase.OPEN and edition.is_demo
    states = Counter(Entry.objects.filter(report__edition=edition).values_list("state", flat=True))
    assert states["accepted"] and not states["submitted"] and not Submission.objects.exists()
    client = Client()
    page = client.post("/masuk/", {"email": "operator@demo.piagam.id", "password": DEMO_PASSWORD})
    assert page.status_code == 302


def test_an_open_edition_has_a_sub_unit_and_a_department_that_merged(build):
    build("open")
    clinic = Department.objects.get(region=BENGKULU, name=PUSKESMAS)
    assert clinic.parent is not None and clinic.parent.name == DINKES and clinic.entries.exists()
    archives = Department.objects.get(region=BENGKULU, name=ARCHIVES)
    assert archives.merged_into is not None and archives.innovations.exists()
    office = actor_of(Membership.objects.get(user__email="dinkes@demo.piagam.id"))
    assert clinic.pk in office.below


def test_a_closed_edition_has_a_receipt_for_each_region_and_work_for_the_verifiers(build):
    edition = build("verification")
    reports = Report.objects.filter(edition=edition)
    assert set(reports.values_list("state", flat=True)) == {"submitted"}
    assert Submission.objects.count() == reports.count()
    assert all(sha256_of(one.manifest) == one.sha256 for one in Submission.objects.all())
    assert Assignment.objects.filter(ended_at=None).values("verifier").distinct().count() == 2
    assert verify_chain().ok


def test_a_published_edition_went_through_two_people(build):
    edition = build("published")
    edition.refresh_from_db()
    assert edition.phase == Phase.PUBLISHED and unread_claims(edition) == 0
    result = Result.objects.get(edition=edition)
    assert result.published_at and result.approved_by_id != result.proposed_by_id
    assert Certificate.objects.filter(result=result).exists()
    assert verify_chain().ok
    assert AuditEvent.objects.filter(verb="result.publish").count() == 1


def test_every_answer_has_its_evidence(build):
    build("open")
    assert Claim.objects.exists() and not Claim.objects.filter(evidence=None).exists()
    assert EvidenceLink.objects.exclude(claim__report__region_id=None).count() == Claim.objects.count()


def test_the_same_seed_gives_the_same_country(build):
    one = content_of(build("open", edition_id="satu"))
    for model in (EvidenceLink, Claim, Entry, Report, FieldChange, Innovation):
        model.objects.all().delete()
    assert one == content_of(build("open", edition_id="dua"))


def test_another_seed_gives_another_country(build):
    one = content_of(build("open", edition_id="satu"))
    assert one != content_of(build("open", edition_id="dua", seed=7))


def test_a_second_edition_goes_on_with_the_same_innovations_and_documents(build):
    build("published", edition_id="gladi")
    innovations, documents = Innovation.objects.count(), Document.objects.count()
    build("open", edition_id="iga", seed=2027)
    assert Document.objects.count() == documents
    assert Innovation.objects.count() <= innovations + 12
    assert User.objects.count() == len(demo_accounts())


@pytest.mark.parametrize(
    "address", ["/", "/masuk/", "/peringkat/iga-2026/", "/daerah/iga-2026/17.71/", "/piagam/", "/none/"]
)
def test_every_page_says_that_it_is_a_demo(build, client, settings, address):
    settings.DEMO = True
    build("published")
    assert "demo" in client.get(address).content.decode().split("<main")[0].lower()
