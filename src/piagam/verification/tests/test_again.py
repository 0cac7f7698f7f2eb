"""An innovation entered again: what is new is asked for, answers are taken over, both years stand side by side."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from piagam.audit.models import AuditEvent
from piagam.editions.models import Edition
from piagam.entries.actions import save_claim, send_entry
from piagam.entries.actions.again import stamp_of
from piagam.entries.models import Claim, Entry, Report
from piagam.entries.slots import indicators_for
from piagam.entries.tests.filling import best_facts
from piagam.verification.models import Assignment, Finding
from piagam.web.errors import Refused
from tests.cast import World


@pytest.fixture
def pair(world: World) -> tuple[Entry, Entry]:
    """Last year's entry, submitted and published with one row read, and this year's draft."""
    entry = world.entry("oki", title="Antar Akta Kilat", tujuan="Warga dilayani di rumah setiap hari")
    now = world.edition
    last = Edition.objects.create(
        id="iga-2025", title="IGA 2025", year=2025, rulebook=now.rulebook, rulebook_approved_at=timezone.now(),
        phase="P", opens_at=now.opens_at - timedelta(days=365), closes_at=now.closes_at - timedelta(days=365),
    )  # fmt: skip
    report = Report.objects.create(edition=last, region=entry.report.region, state="submitted")
    earlier = Entry.objects.create(
        report=report, innovation=entry.innovation, department=entry.department, state="submitted",
        frozen={"title": "Antar Akta", "profile": {"tujuan": "Warga dilayani di rumah"}},
    )  # fmt: skip
    first, second = [one for one in indicators_for(entry) if one.answer.fields()][:2]
    for indicator in (first, second):
        facts = best_facts(indicator.answer)
        Claim.objects.create(report=report, entry=earlier, indicator=indicator.code, facts=facts, level=3)
    claim = Claim.objects.get(entry=earlier, indicator=first.code)
    assignment = Assignment.objects.create(claim=claim, verifier=world.user("vera"), reason="x")
    Finding.objects.create(
        assignment=assignment, claim=claim, decision="lower", level=2, reason_code="jumlah-kurang",
        note="Hanya dua yang terbukti.", locked_at=timezone.now(),
    )  # fmt: skip
    return earlier, entry


def test_what_was_developed_is_asked_for_before_it_is_sent(world: World, pair: tuple[Entry, Entry]) -> None:
    _earlier, entry = pair
    with pytest.raises(Refused, match="pernah ikut"):
        send_entry(entry, by=world.actor("oki"))
    client = world.client("oki")
    page = client.get(f"/entri/{entry.pk}/").content.decode()
    assert "Pernah ikut IGA 2025" in page and "Apa yang dikembangkan" in page
    data = {"developed": "Kini juga untuk akta nikah.", "seen": stamp_of("")}
    assert client.post(f"/entri/{entry.pk}/pengembangan/", data).status_code == 302
    assert send_entry(entry, by=world.actor("oki")).state == "sent"
    assert AuditEvent.objects.filter(verb="entry.developed").count() == 1


def test_two_people_on_that_text_see_both(world: World, pair: tuple[Entry, Entry]) -> None:
    entry = pair[1]
    client = world.client("oki")
    url = f"/entri/{entry.pk}/pengembangan/"
    assert client.post(url, {"developed": "Satu", "seen": stamp_of("")}).status_code == 302
    answer = client.post(url, {"developed": "Dua", "seen": stamp_of("")})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Satu" in text and ">Dua</textarea>" in text
    assert client.post(url, {"developed": "x" * 5001, "seen": stamp_of("Satu")}).status_code == 422


def test_an_innovation_that_is_new_is_asked_nothing(world: World) -> None:
    entry = world.entry("oki")
    assert "Pernah ikut" not in world.client("oki").get(f"/entri/{entry.pk}/").content.decode()
    assert send_entry(entry, by=world.actor("oki")).state == "sent"
    assert world.client("oki").post(f"/entri/{entry.pk}/ambil-alih/").status_code == 409


def test_answers_are_taken_over_only_where_nobody_answered(world: World, pair: tuple[Entry, Entry]) -> None:
    earlier, entry = pair
    codes = list(
        Claim.objects.filter(entry=earlier).order_by("indicator").values_list("indicator", flat=True)
    )
    indicator = next(one for one in indicators_for(entry) if one.code == codes[0])
    mine = {"choice": indicator.answer.options[0].code} if indicator.answer.kind == "choice" else None
    if mine:
        save_claim(entry, indicator, facts=mine, version=0, by=world.actor("oki"))
    assert world.client("oki").post(f"/entri/{entry.pk}/ambil-alih/").status_code == 302
    assert Claim.objects.get(entry=entry, indicator=codes[1]).level == 3
    if mine:
        assert Claim.objects.get(entry=entry, indicator=codes[0]).facts == mine
    assert AuditEvent.objects.filter(verb="entry.take_over").count() == 1


def test_last_years_answer_stands_in_the_open_row(world: World, pair: tuple[Entry, Entry]) -> None:
    earlier, entry = pair
    code = Claim.objects.filter(entry=earlier).order_by("indicator").first().indicator  # type: ignore[union-attr]
    text = world.client("oki").get(f"/entri/{entry.pk}/?buka={code}").content.decode()
    assert "IGA 2025: tingkat 3" in text


def test_both_years_stand_side_by_side(world: World, pair: tuple[Entry, Entry]) -> None:
    text = world.client("oki").get(f"/entri/{pair[1].pk}/banding/").content.decode()
    assert "<ins>Kilat</ins>" in text or "<ins>Akta Kilat</ins>" in text
    assert "setiap hari" in text and "<ins>" in text
    assert "terverifikasi tingkat 2" in text and "Hanya dua yang terbukti." in text
    for name, status in {"citra": 200, "hana": 200, "otto": 404, "candra": 404}.items():
        assert world.client(name).get(f"/entri/{pair[1].pk}/banding/").status_code == status, name


def test_findings_stay_hidden_until_the_year_is_published(world: World, pair: tuple[Entry, Entry]) -> None:
    Edition.objects.filter(pk="iga-2025").update(phase="V")
    text = world.client("oki").get(f"/entri/{pair[1].pk}/banding/").content.decode()
    assert "terverifikasi tingkat" not in text


def test_the_assigned_verifier_reaches_it_from_the_reading_table(
    world: World, pair: tuple[Entry, Entry]
) -> None:
    entry = pair[1]
    Entry.objects.filter(pk=entry.pk).update(
        state="submitted", frozen={"title": "Antar Akta Kilat", "profile": {}}
    )
    Report.objects.filter(pk=entry.report_id).update(state="submitted")
    claim = Claim.objects.create(report=entry.report, entry=entry, indicator="sid-16", level=1)
    assignment = Assignment.objects.create(claim=claim, verifier=world.user("vera"), reason="x")
    world.to_phase("V")
    url = f"/verifikasi/{assignment.pk}/banding/"
    assert url in world.client("vera").get(f"/verifikasi/{assignment.pk}/").content.decode()
    assert "IGA 2025 → IGA 2026" in world.client("vera").get(url).content.decode()
    assert world.client("vino").get(url).status_code == 404
    assert Client().get(url).status_code == 302
