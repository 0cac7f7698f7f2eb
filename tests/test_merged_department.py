"""A season after a merger: the successor goes on with what another department began, and last year is still found."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from piagam.editions.models import Edition
from piagam.entries.actions import enter_innovation
from piagam.entries.actions.evidence import suits
from piagam.entries.actions.moving import return_entry, send_entry
from piagam.entries.earlier import earlier_entry
from piagam.entries.last_year_queries import carried_into, report_before
from piagam.entries.models import Claim, Entry, EvidenceLink, Report
from piagam.entries.queries import report_part
from piagam.entries.states import has_operator
from piagam.innovations.actions.attaching import suits as suits_profile
from piagam.innovations.models import Document, Innovation
from piagam.mentoring.queries.progress import progress_of
from piagam.notices.models import Notice
from piagam.people.models import Membership, User
from piagam.regions.actions import add_department
from piagam.regions.merging import merge_department
from piagam.regions.models import Department
from tests.cast import World

REGION = "17.71"


@pytest.fixture
def merged(world: World) -> tuple[Innovation, Department, Department]:
    """An innovation of Dinas Kesehatan that took part last year with a document; then the department merged."""
    old = world.departments[REGION, "Dinas Kesehatan"]
    innovation = world.innovation("otto", title="Antar Obat")
    opens = (world.edition.opens_at or timezone.now()) - timedelta(days=365)
    before = Edition.objects.create(
        id="iga-2025", title="IGA 2025", year=2025, rulebook=world.edition.rulebook, phase="P", opens_at=opens,
        closes_at=opens + timedelta(days=60),
    )  # fmt: skip
    report = Report.objects.create(edition=before, region=world.regions[REGION], state="submitted")
    entry = Entry.objects.create(
        report=report, innovation=innovation, department=old, state="submitted",
        frozen={"title": innovation.title, "profile": {}},
    )  # fmt: skip
    claim = Claim.objects.create(report=report, entry=entry, indicator="sid-16", level=1)
    paper = Document.objects.create(region_id=REGION, department=old, subject="SK lama")
    EvidenceLink.objects.create(claim=claim, document=paper)
    new = add_department(world.regions[REGION], "Dinas Kesehatan dan Keluarga", by=world.actor("citra"))
    user = User.objects.create(email="penerus@contoh.id", name="Penerus")
    world.memberships["penerus"] = Membership.objects.create(
        user=user, role="OPD", region=new.region, department=new
    )
    otto = world.memberships["otto"]
    merge_department(
        old, new, merged_on=date(2026, 1, 2), basis="Perda 5/2026", ended=[otto.pk], by=world.actor("citra")
    )
    innovation.refresh_from_db()
    return innovation, Department.objects.get(pk=old.pk), new


def test_this_years_entry_is_the_successors_and_last_years_stays_where_it_was(
    world: World, merged: tuple[Innovation, Department, Department]
) -> None:
    innovation, old, new = merged
    entry = enter_innovation(innovation, world.edition, by=world.actor("penerus"))
    before = earlier_entry(entry)
    assert before is not None
    assert (entry.department, before.department, innovation.department) == (new, old, old)
    part = report_part(world.actor("penerus"), world.edition.pk, REGION)
    earlier = report_before(entry.report)
    assert earlier is not None
    assert [one.link.document.subject for one in carried_into(part, earlier)] == ["SK lama"]
    address, client = reverse("entries:last_year", args=[world.edition.pk, REGION]), world.client("penerus")
    pages = [client.get(address, {"hasil": group}).content.decode() for group in ("counts", "not", "unsure")]
    assert sum("SK lama" in page for page in pages) == 1


def test_the_successor_sees_it_and_others_do_not(
    world: World, merged: tuple[Innovation, Department, Department]
) -> None:
    innovation, _old, new = merged
    address = reverse("innovations:page", args=[innovation.pk])
    page = world.client("penerus").get(address)
    assert "Dinas Kesehatan (sekarang Dinas Kesehatan dan Keluarga)" in page.content.decode()
    assert world.client("oki").get(address).status_code == 404
    found = world.client("citra").get(reverse("innovations:list"), {"perangkat": new.pk})
    assert innovation.title in found.content.decode()


def test_papers_of_both_names_stand_for_each_other(
    world: World, merged: tuple[Innovation, Department, Department]
) -> None:
    innovation, old, new = merged
    entry = enter_innovation(innovation, world.edition, by=world.actor("penerus"))
    papers = {
        unit: Document.objects.create(region_id=REGION, department=unit, subject="SK")
        for unit in (old, new, world.departments[REGION, "Dinas Kependudukan dan Pencatatan Sipil"])
    }
    assert [suits(one, entry) for one in papers.values()] == [True, True, False]
    assert [suits_profile(one, innovation) for one in papers.values()] == [True, True, False]


def test_a_draft_begun_before_goes_on_and_its_news_reach_the_successor(
    world: World, merged: tuple[Innovation, Department, Department]
) -> None:
    innovation, old, new = merged
    entry = Entry.objects.create(
        report=world.report(), innovation=innovation, department=old, developed="Sekarang lewat aplikasi."
    )
    assert has_operator(REGION, old.pk)
    progress = {one.department.pk: one for one in progress_of(world.regions[REGION], world.edition)}
    assert old.pk not in progress
    assert (progress[new.pk].entries, progress[new.pk].draft) == (1, 1)
    send_entry(entry, by=world.actor("penerus"))
    return_entry(entry, note="Lengkapi SK", by=world.actor("citra"))
    told = Notice.objects.get(kind="entry.returned")
    assert told.user == world.user("penerus")


def test_where_a_sub_unit_has_nobody_the_nearest_above_is_told(world: World) -> None:
    dinas = world.departments[REGION, "Dinas Kesehatan"]
    unit = add_department(world.regions[REGION], "Puskesmas", parent=dinas, by=world.actor("citra"))
    innovation = Innovation.objects.create(region_id=REGION, department=unit, title="Posyandu malam")
    entry = Entry.objects.create(report=world.report(), innovation=innovation, department=unit, state="sent")
    return_entry(entry, note="Lengkapi", by=world.actor("citra"))
    assert Notice.objects.get(kind="entry.returned").user == world.user("otto")
    user = User.objects.create(email="bidan@contoh.id", name="Bidan")
    Membership.objects.create(user=user, role="OPD", region=unit.region, department=unit)
    Notice.objects.all().delete()
    Entry.objects.filter(pk=entry.pk).update(state="sent")
    entry.refresh_from_db()
    return_entry(entry, note="Lengkapi lagi", by=world.actor("citra"))
    assert Notice.objects.get(kind="entry.returned").user == user
