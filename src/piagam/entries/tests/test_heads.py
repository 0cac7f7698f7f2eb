"""What only the head does: the integrity statement bound to the content, and withdrawing after the end."""

import json

import pytest

from piagam.audit.models import AuditEvent
from piagam.entries.actions import sign_statement, submit_report, take_back_report
from piagam.entries.manifest import content_sha256
from piagam.entries.models import Entry, Report, Statement, Submission
from piagam.entries.statements import standing_of
from piagam.web.errors import Refused
from tests.cast import World

PAGE = "/laporan/iga-2026/17.71/pernyataan/"
SIGN = f"{PAGE}tanda-tangan/"
OUT = "/laporan/iga-2026/17.71/undur/"


def signed(world: World) -> Statement:
    seen = content_sha256(world.report())
    return sign_statement(world.report(), name="Hana", seen=seen, by=world.actor("hana"))


def test_the_head_signs_what_the_page_shows(world: World) -> None:
    world.entry("oki", state="accepted")
    client = world.client("hana")
    seen = content_sha256(world.report())
    assert seen in client.get(PAGE).content.decode()
    assert client.post(SIGN, {"name": " hana ", "seen": seen}).status_code == 302
    statement = Statement.objects.get()
    assert (statement.name, statement.content_sha256) == ("hana", seen)
    assert "Ditandatangani oleh hana" in client.get(PAGE).content.decode()
    assert AuditEvent.objects.filter(verb="statement.sign").count() == 1


@pytest.mark.parametrize(
    ("name", "seen", "status", "sentence"),
    [
        ("", "", 422, "Ketik nama Anda"),
        ("Orang Lain", "now", 422, "persis seperti pada akun ini"),
        ("Hana", "0" * 64, 409, "berubah sejak halaman dibuka"),
    ],
)
def test_a_wrong_name_or_a_moved_content_signs_nothing(
    world: World, name: str, seen: str, status: int, sentence: str
) -> None:
    world.entry("oki", state="accepted")
    content = content_sha256(world.report())
    data = {"name": name, "seen": content if seen == "now" else seen}
    answer = world.client("hana").post(SIGN, data)
    assert answer.status_code == status
    assert sentence in answer.content.decode()
    assert not Statement.objects.exists()


def test_only_the_head_with_a_fresh_code_signs(world: World) -> None:
    world.entry("oki", state="accepted")
    assert world.client("citra").post(SIGN, {}).status_code == 403
    assert world.client("oki").post(SIGN, {}).status_code in {403, 404}
    assert world.client("hana", stepped_up=False).post(SIGN, {}).status_code == 401
    assert "Masukkan kode keamanan" in world.client("hana", stepped_up=False).get(PAGE).content.decode()


def test_any_change_afterwards_makes_it_stale_and_says_so(world: World) -> None:
    entry = world.entry("oki", state="accepted")
    signed(world)
    assert standing_of(world.report()).holds
    entry.innovation.profile = {"tujuan": "lain"}
    entry.innovation.save()
    assert standing_of(world.report()).is_stale
    assert "berubah sesudahnya" in world.client("hana").get(PAGE).content.decode()
    assert "perlu ditandatangani lagi" in (
        world.client("citra").get("/laporan/iga-2026/17.71/kirim/").content.decode()
    )


def test_the_statement_goes_into_the_receipt(world: World) -> None:
    world.entry("oki", state="accepted")
    signed(world)
    receipt = submit_report(world.report(), by=world.actor("citra"))
    manifest = json.loads(receipt.manifest)
    assert manifest["statement"]["name"] == "Hana"
    assert manifest["statement"]["content_sha256"] == content_sha256(world.report())
    page = world.client("hana").get(f"/tanda-terima/{receipt.number}/").content.decode()
    assert "ditandatangani Hana" in page


def test_where_the_edition_asks_for_it_nothing_goes_without_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.entry("oki", state="accepted")
    from dataclasses import replace

    from piagam.editions.rulebooks import rulebook_of

    rules = rulebook_of(world.edition)
    asking = replace(rules, submission=replace(rules.submission, statement=True))
    monkeypatch.setattr("piagam.entries.actions.submitting.rulebook_of", lambda _edition: asking)
    with pytest.raises(Refused, match="belum ditandatangani"):
        submit_report(world.report(), by=world.actor("citra"))
    signed(world)
    assert submit_report(world.report(), by=world.actor("citra")).number


def test_two_submissions_are_laid_beside_each_other(world: World) -> None:
    entry = world.entry("oki", state="accepted", title="Antar Akta")
    first = submit_report(world.report(), by=world.actor("citra"))
    take_back_report(world.report(), by=world.actor("citra"))
    entry.innovation.title = "Antar Akta Kilat"
    entry.innovation.save()
    second = submit_report(world.report(), by=world.actor("citra"))
    client = world.client("citra")
    page = client.get(f"/tanda-terima/{second.number}/beda/").content.decode()
    assert "Antar Akta Kilat" in page and first.number in page
    assert "kiriman pertama" in client.get(f"/tanda-terima/{first.number}/beda/").content.decode()
    assert world.client("candra").get(f"/tanda-terima/{second.number}/beda/").status_code == 404


def withdrawn(world: World) -> None:
    world.entry("oki", state="accepted", title="Antar Akta")
    submit_report(world.report(), by=world.actor("citra"))
    world.to_phase("V")
    data = {"reason": "Data salah", "certain": "on"}
    assert world.client("hana").post(OUT, data).status_code == 302


def test_a_region_withdraws_after_the_end_for_good(world: World) -> None:
    withdrawn(world)
    assert Report.objects.get().state == Entry.objects.get().state == "withdrawn"
    event = AuditEvent.objects.get(verb="report.withdraw")
    assert event.reason == "Data salah"
    assert Submission.objects.get().taken_back_at is None
    client = world.client("hana")
    assert "Hanya laporan yang terkirim" in client.get(OUT).content.decode()
    again = client.post(OUT, {"reason": "x", "certain": "on"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"certain": "on"}, "Tulis alasannya"),
        ({"reason": "   ", "certain": "on"}, "Tulis alasannya"),
        ({"reason": "Data salah"}, "Nyatakan dahulu"),
    ],
)
def test_withdrawing_needs_a_reason_and_certainty(world: World, data: dict[str, str], sentence: str) -> None:
    world.entry("oki", state="accepted")
    submit_report(world.report(), by=world.actor("citra"))
    world.to_phase("C")
    answer = world.client("hana").post(OUT, data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Report.objects.get().state == "submitted"


def test_nobody_else_and_not_before_the_end(world: World) -> None:
    world.entry("oki", state="accepted")
    submit_report(world.report(), by=world.actor("citra"))
    data = {"reason": "x", "certain": "on"}
    assert world.client("hana").post(OUT, data).status_code == 409
    world.to_phase("V")
    assert world.client("citra").post(OUT, data).status_code == 403
    assert world.client("candra").post(OUT, data).status_code == 404
