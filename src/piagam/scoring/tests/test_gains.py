"""What a missing thing is worth is what the index rises by when it is there."""

from fractions import Fraction

from pytest_django import DjangoAssertNumQueries

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.claims_json import claims_of_reports
from piagam.entries.models import Claim, Entry, EvidenceLink, Report
from piagam.innovations.models import Document
from piagam.scoring.gains import Gain, decrees_of, gains_of, joint_gain
from piagam.scoring.standing import what_if
from tallybook import read_claims, score
from tests.cast import World

BASIC = ["pendidikan", "kesehatan", "pekerjaan-umum", "perumahan-rakyat", "trantibum"]


def index_of(report: Report) -> Fraction:
    """By the long way: the claims as a file, computed whole."""
    rulebook = rulebook_of(report.edition)
    objects = list(claims_of_reports([report]))
    exact = score(rulebook, read_claims({"rulebook": rulebook.id, "regions": objects}, rulebook)).regions[0]
    assert exact.index_exact is not None
    return exact.index_exact


def support(claim: Claim) -> None:
    document = Document.objects.create(
        region=claim.report.region, subject="SK", link="https://contoh.go.id/sk"
    )
    EvidenceLink.objects.create(claim=claim, document=document)


def answered(entry: Entry, row: str, level: int, *, supported: bool = True) -> Claim:
    claim = Claim.objects.create(report=entry.report, entry=entry, indicator=row, level=level)
    if supported:
        support(claim)
    return claim


def found(gains: list[Gain], entry: Entry | None, row: str) -> Gain:
    return next(one for one in gains if one.entry == entry and one.indicator.code == row)


def test_a_missing_document_is_worth_what_the_index_rises_by(world: World) -> None:
    entry = world.entry("oki")
    claim = answered(entry, "sid-16", 2, supported=False)
    before = index_of(entry.report)
    gain = found(gains_of(entry.report), entry, "sid-16")
    assert (gain.kind, gain.level, gain.target) == ("unsupported", 0, 2)
    support(claim)
    assert index_of(entry.report) - before == gain.gain == Fraction(100, 250) * 6 / 12


def test_the_next_level_and_an_empty_row_say_what_they_bring(world: World) -> None:
    entry = world.entry("oki")
    answered(entry, "sid-16", 1)
    gains = gains_of(entry.report)
    level, empty = found(gains, entry, "sid-16"), found(gains, None, "spd-01")
    assert (level.kind, level.target, empty.kind, empty.target) == ("level", 2, "unanswered", 1)
    before = index_of(entry.report)
    support(Claim.objects.create(report=entry.report, indicator="spd-01", level=1))
    assert index_of(entry.report) - before == empty.gain
    assert empty.most == 3 * empty.gain


def test_an_operator_reads_gains_of_the_own_department_only(world: World) -> None:
    mine, theirs = world.entry("oki"), world.entry("otto", title="Posyandu Sore")
    gains = gains_of(mine.report, departments=[mine.department_id])
    assert {one.entry for one in gains} == {mine}
    assert theirs in {one.entry for one in gains_of(mine.report)}


def test_one_decree_for_many_innovations_gains_for_all_of_them(world: World) -> None:
    entries = [world.entry("oki", title=f"Inovasi {n}") for n in range(3)]
    claims = [answered(one, "sid-16", 1, supported=False) for one in entries[:2]]
    report = entries[0].report
    decree = decrees_of(report, gains_of(report))[0]
    assert decree.indicator.code == "sid-16" and set(decree.entries) == set(entries)
    before = index_of(report)
    for claim in [
        *claims,
        Claim.objects.create(report=report, entry=entries[2], indicator="sid-16", level=1),
    ]:
        if not claim.evidence.exists():
            support(claim)
    assert index_of(report) - before == decree.together == joint_gain(report, []) + decree.together


def test_what_stands_now_is_what_the_whole_file_says(world: World) -> None:
    for number, affair in enumerate(BASIC):
        entry = world.entry("oki", title=f"Inovasi {number}", urusan_utama=affair)
        answered(entry, "sid-17", 1 + number % 3, supported=number != 2)
    assert what_if(entry.report).present.value == index_of(entry.report)


def test_after_submission_only_what_was_sent_counts(world: World) -> None:
    sent, left = world.entry("oki", state="submitted"), world.entry("oki", title="Belum selesai")
    Report.objects.filter(pk=sent.report_id).update(state="submitted")
    report = Report.objects.get(pk=sent.report_id)
    assert [one.id for one in what_if(report).region.innovations] == [str(sent.pk)]
    assert left not in {one.entry for one in gains_of(report)}


def test_gains_take_the_same_queries_for_one_entry_and_for_three(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    report = world.entry("oki").report
    gains_of(report)
    with django_assert_num_queries(6):
        gains_of(report)
    for number in range(3):
        answered(world.entry("oki", title=f"Inovasi {number}"), "sid-16", 1)
    with django_assert_num_queries(6):
        gains_of(report)
