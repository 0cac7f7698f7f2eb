"""The submission: what goes, what stays, the receipt that anyone can check, the clock that decides."""

import hashlib
import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from piagam.audit.models import AuditEvent
from piagam.editions.clock import database_now
from piagam.entries.actions import submit_report, take_back_report
from piagam.entries.manifest import canonical
from piagam.entries.models import Entry, Report, Submission
from piagam.entries.tests.scenes import answer_all
from piagam.web.errors import Refused
from tests.cast import World, make_world

SEND = "/laporan/iga-2026/17.71/kirim/sekarang/"
BACK = "/laporan/iga-2026/17.71/tarik/"


def submitted(world: World) -> Submission:
    world.entry("oki", state="accepted", title="Antar Akta")
    return submit_report(world.report(), by=world.actor("citra"))


def test_the_region_submits_and_gets_a_receipt(world: World) -> None:
    entry = world.entry("oki", title="Antar Akta", urusan_utama="adminduk")
    answer_all(world, entry, "oki")
    Entry.objects.update(state="accepted")
    answer_all(world, world.report(), "citra")
    before = database_now()
    response = world.client("citra").post(SEND, {"leaves": ""})
    receipt = Submission.objects.get()
    assert response["location"] == f"/tanda-terima/{receipt.number}/"
    assert receipt.number == "IGA-2026-17.71-01"
    assert before <= receipt.submitted_at <= database_now()
    entry.refresh_from_db()
    assert entry.state == "submitted"
    assert entry.frozen == {"title": "Antar Akta", "profile": {"urusan_utama": "adminduk"}}
    assert Report.objects.get().state == "submitted"
    event = AuditEvent.objects.get(verb="report.submit")
    assert json.loads(event.data)["sha256"] == receipt.sha256


def test_the_fingerprint_is_that_of_the_file_as_downloaded(world: World) -> None:
    entry = world.entry("oki")
    answer_all(world, entry, "oki")
    Entry.objects.update(state="accepted")
    receipt = submit_report(world.report(), by=world.actor("citra"))
    downloaded = world.client("hana").get(f"/tanda-terima/{receipt.number}.json").content
    assert hashlib.sha256(downloaded).hexdigest() == receipt.sha256
    manifest = json.loads(downloaded)
    assert canonical(manifest).encode() == downloaded
    assert manifest["number"] == receipt.number
    assert manifest["rulebook_sha256"] == world.edition.rulebook_id
    (entered,) = manifest["entries"]
    files = [file for claim in entered["claims"].values() for file in claim["evidence"]]
    assert len(files) == len(entered["claims"])
    assert all(file["size"] == 1234 and len(file["sha256"]) == 64 and file["name"] for file in files)


def test_what_changes_in_the_bank_later_does_not_reach_the_submission(world: World) -> None:
    receipt = submitted(world)
    innovation = Entry.objects.get().innovation
    innovation.title = "Nama baru"
    innovation.save()
    assert "Antar Akta" in receipt.manifest
    assert Entry.objects.get().title == "Antar Akta"


def test_what_is_left_behind_is_named_and_must_be_agreed_to(world: World) -> None:
    world.entry("oki", state="accepted", title="Antar Akta")
    left = [world.entry("oki", state=state, title=f"Sisa {state}") for state in ("draft", "sent", "returned")]
    client = world.client("citra")
    page = client.get("/laporan/iga-2026/17.71/kirim/").content.decode()
    assert all(entry.title in page for entry in left)
    assert "belum Anda periksa" in page
    keys = ",".join(str(entry.pk) for entry in left)
    assert client.post(SEND, {"leaves": keys}).status_code == 422
    assert client.post(SEND, {"leaves": "", "agreed": "on"}).status_code == 409
    assert client.post(SEND, {"leaves": "1;2"}).status_code == 422
    assert not Submission.objects.exists()
    assert client.post(SEND, {"leaves": keys, "agreed": "on"}).status_code == 302
    assert [entry["title"] for entry in json.loads(Submission.objects.get().manifest)["entries"]] == [
        "Antar Akta"
    ]
    assert Entry.objects.filter(state="submitted").count() == 1


def test_an_entry_that_arrives_after_the_page_was_opened_is_not_left_behind_silently(world: World) -> None:
    world.entry("oki", state="accepted")
    late = world.entry("oki", state="sent", title="Baru diajukan")
    with pytest.raises(Refused, match="berubah sejak"):
        submit_report(world.report(), by=world.actor("citra"), leaves=[late.pk + 1])


def test_nothing_at_all_cannot_be_submitted(world: World) -> None:
    world.entry("oki")
    with pytest.raises(Refused, match="Belum ada yang dapat dikirim"):
        submit_report(world.report(), by=world.actor("citra"), leaves=[Entry.objects.get().pk])


def test_a_second_click_gets_the_same_receipt(world: World) -> None:
    world.entry("oki", state="accepted")
    client = world.client("citra")
    first, second = (client.post(SEND, {"leaves": ""}) for _click in range(2))
    assert first["location"] == second["location"]
    assert Submission.objects.count() == 1
    assert AuditEvent.objects.filter(verb="report.submit").count() == 1


@pytest.mark.parametrize(
    ("name", "status"), [("oki", 404), ("hana", 403), ("candra", 404), ("ayu", 403), ("audi", 403)]
)
def test_only_the_coordinator_submits(world: World, name: str, status: int) -> None:
    world.entry("oki", state="accepted")
    assert world.client(name).post(SEND, {"leaves": ""}).status_code == status
    assert not Submission.objects.exists()


def test_submitting_asks_for_the_security_code_once_more(world: World) -> None:
    world.entry("oki", state="accepted")
    client = world.client("citra", stepped_up=False)
    assert "Masukkan kode keamanan" in client.get("/laporan/iga-2026/17.71/kirim/").content.decode()
    assert client.post(SEND, {"leaves": ""}).status_code == 401
    assert not Submission.objects.exists()


def test_a_submission_is_taken_back_and_sent_again(world: World) -> None:
    first = submitted(world)
    assert world.client("citra").post(BACK).status_code == 302
    first.refresh_from_db()
    entry = Entry.objects.get()
    assert (entry.state, entry.frozen, Report.objects.get().state) == ("accepted", None, "draft")
    assert first.taken_back_at is not None
    assert (
        "Sudah ditarik kembali" in world.client("hana").get(f"/tanda-terima/{first.number}/").content.decode()
    )
    second = submit_report(world.report(), by=world.actor("citra"))
    assert second.number == "IGA-2026-17.71-02"
    assert second.sha256 != first.sha256


@pytest.mark.parametrize("phase", ["C", "V", "P"])
def test_after_the_close_nothing_is_submitted_or_taken_back(world: World, phase: str) -> None:
    submitted(world)
    world.to_phase(phase)
    assert world.client("citra").post(BACK).status_code == 409
    Report.objects.update(state="draft")
    Submission.objects.update(taken_back_at=database_now())
    response = world.client("citra").post(SEND, {"leaves": ""})
    assert response.status_code == 409
    assert Submission.objects.count() == 1


def test_the_instant_of_the_close_itself_is_too_late(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.entry("oki", state="accepted")
    report = world.report()
    for late in (timedelta(0), timedelta(milliseconds=1)):
        instant = world.edition.closes_at + late
        monkeypatch.setattr("piagam.entries.actions.submitting.database_now", lambda instant=instant: instant)
        with pytest.raises(Refused) as refused:
            submit_report(report, by=world.actor("citra"))
        assert (refused.value.status, refused.value.code) == (409, "wrong-phase")
    instant = world.edition.closes_at - timedelta(milliseconds=1)
    monkeypatch.setattr("piagam.entries.actions.submitting.database_now", lambda: instant)
    assert submit_report(report, by=world.actor("citra")).submitted_at == instant


def test_taking_back_what_was_never_submitted_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        take_back_report(world.report(), by=world.actor("citra"))


def test_a_receipt_is_seen_by_the_region_and_not_by_a_neighbour(world: World) -> None:
    receipt = submitted(world)
    page = f"/tanda-terima/{receipt.number}/"
    for name, status in {
        "citra": 200,
        "hana": 200,
        "oki": 200,
        "otto": 200,
        "candra": 404,
        "omar": 404,
    }.items():
        assert world.client(name).get(page).status_code == status, name
    assert receipt.sha256 in world.client("oki").get(page).content.decode()
    assert "Antar Akta" in world.client("oki").get(page).content.decode()
    assert "Antar Akta" not in world.client("otto").get(page).content.decode()
    assert world.client("oki").get(f"/tanda-terima/{receipt.number}.json").status_code == 404
    assert world.client("citra").get("/tanda-terima/IGA-2026-17.71-99/").status_code == 404


def test_the_sheet_is_a_pdf_and_the_same_each_time(world: World) -> None:
    receipt = submitted(world)
    first, second = (world.client("citra").get(f"/tanda-terima/{receipt.number}.pdf") for _again in range(2))
    assert first.content[:5] == b"%PDF-"
    assert first.content == second.content


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_make_one_submission() -> None:
    world = make_world()
    world.entry("oki", state="accepted")
    report, actor = world.report(), world.actor("citra")
    found = at_once(10, lambda: submit_report(report, by=actor).number)
    assert set(found) == {"IGA-2026-17.71-01"}
    assert Submission.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_submits_that_race_with_the_close_are_in_time_or_refused_never_in_between() -> None:
    world = make_world()
    world.entry("oki", state="accepted")
    closes = database_now() + timedelta(milliseconds=400)
    world.edition.closes_at = closes
    world.edition.save()
    report, actor = world.report(), world.actor("citra")

    def there_and_back() -> str:
        try:
            while True:
                submit_report(report, by=actor)
                take_back_report(report, by=actor)
        except Refused as refused:
            return f"{refused.status} {refused.code}"

    found = at_once(4, there_and_back)
    assert "409 wrong-phase" in found
    assert Submission.objects.exists()
    assert all(one.submitted_at < closes for one in Submission.objects.all())
    assert AuditEvent.objects.filter(verb="report.submit").count() == Submission.objects.count()
    assert (Report.objects.get().state == "submitted") == Submission.objects.filter(
        taken_back_at=None
    ).exists()


def at_once(number: int, call: Any) -> list[Any]:
    """The answers of a call made by several threads that start together."""
    barrier, found = threading.Barrier(number), []

    def run() -> None:
        try:
            barrier.wait()
            found.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _one in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == number
    return found


def test_coming_back_from_the_security_code_leads_to_the_page_with_the_button(world: World) -> None:
    world.entry("oki", state="accepted")
    assert world.client("citra").get(SEND)["location"] == "/laporan/iga-2026/17.71/kirim/"
    assert world.client("hana").get(SEND).status_code == 403
    assert not Submission.objects.exists()
