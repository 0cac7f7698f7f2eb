"""The three lines: what nobody checked is said plainly, and verification shows once its findings are open."""

import random

from django.urls import reverse
from django.utils import timezone

from piagam.entries.models import Claim, Report
from piagam.mentoring.models import InternalCheck
from piagam.mentoring.stated import fingerprint
from piagam.scoring.lines import lines_of
from piagam.scoring.sharing import grouped, owners_of, shares_of_innovations
from piagam.scoring.snapshots import measured_now
from piagam.scoring.standing import what_if
from piagam.scoring.tests.standing_claims import a_report
from piagam.verification.models import Assignment, Finding
from tests.cast import World


def check(world: World, claim: Claim, level: int | None) -> None:
    verdict = "ask_back" if level is None else "accept" if level == claim.level else "lower"
    InternalCheck.objects.create(
        claim=claim, claim_version=claim.version, claimed=claim.level or 0, stated_sha256=fingerprint(claim),
        verdict=verdict, level=level, note="Bukti belum memuat nama.", by=world.user("citra"),
    )  # fmt: skip


def find(world: World, claim: Claim, level: int, *, locked: bool = True) -> None:
    assignment = Assignment.objects.create(claim=claim, verifier=world.user("vera"), reason="x")
    Finding.objects.create(
        assignment=assignment, claim=claim, decision="lower", level=level, reason_code="x", note="x",
        locked_at=timezone.now() if locked else None,
    )  # fmt: skip


def read(report: Report) -> Report:
    return Report.objects.select_related("region", "edition").get(pk=report.pk)


def test_the_check_counts_what_it_left_and_says_what_nobody_looked_at(world: World) -> None:
    report = a_report(world, random.Random(1), innovations=2)
    high = list(Claim.objects.filter(report=report, level=3, evidence__isnull=False).order_by("pk")[:3])
    check(world, high[0], 1)
    check(world, high[1], 3)
    check(world, high[2], None)
    claimed, checked = lines_of(world.actor("citra"), read(report), what_if(report))
    assert (checked.seen, checked.of) == (2, Claim.objects.filter(report=report).count())
    assert checked.result.index_exact == what_if(report, levels={high[0].pk: 1, high[1].pk: 3}).present.value
    assert checked.if_stated is not None and claimed.result.index_exact is not None
    assert checked.result.index_exact < checked.if_stated.index_exact < claimed.result.index_exact
    page = (
        world.client("hana")
        .get(reverse("scoring:estimate", args=[world.edition.pk, "17.71"]))
        .content.decode()
    )
    assert "Menurut pemeriksaan internal" in page and "2 dari" in page and "bila yang belum diperiksa" in page
    assert measured_now(read(report)).checked == checked.result.hundredths


def test_a_check_of_what_was_changed_since_counts_no_more(world: World) -> None:
    report = a_report(world, random.Random(2), innovations=1)
    claim = Claim.objects.filter(report=report, level=3).order_by("pk")[0]
    check(world, claim, 1)
    Claim.objects.filter(pk=claim.pk).update(level=2, version=claim.version + 1)
    assert [one.code for one in lines_of(world.actor("citra"), read(report), what_if(report))] == ["claimed"]


def test_verification_shows_to_the_region_once_its_findings_are_open(world: World) -> None:
    report = a_report(world, random.Random(3), innovations=1)
    one, other = Claim.objects.filter(report=report, level=3, evidence__isnull=False).order_by("pk")[:2]
    find(world, one, 2)
    find(world, other, 2, locked=False)
    for phase, codes in (("V", ["claimed"]), ("A", ["claimed", "verified"]), ("P", ["claimed", "verified"])):
        world.to_phase(phase)
        lines = lines_of(world.actor("hana"), read(report), what_if(report))
        assert [line.code for line in lines] == codes
    assert (lines[1].seen, lines[1].result.index_exact) == (
        1,
        what_if(report, levels={one.pk: 2}).present.value,
    )


def test_each_line_is_shared_out_and_adds_up(world: World) -> None:
    report = a_report(world, random.Random(4), innovations=3)
    for claim in Claim.objects.filter(report=report, level__gte=2)[:20]:
        check(world, claim, 1)
    key_of = {code: one.department for code, one in owners_of(report).items()}
    for line in lines_of(world.actor("citra"), read(report), what_if(report)):
        groups = grouped(line.what, shares_of_innovations(line.what), key_of)
        assert sum(one.share for one in groups) == line.result.index_exact
    page = world.client("citra").get(reverse("scoring:shares", args=[world.edition.pk, "17.71"]))
    assert "Menurut pemeriksaan internal" in page.content.decode()
