"""A file's fingerprint before the end, exactly its bytes until a day after it, and nothing else."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from piagam.audit.models import AuditEvent
from piagam.editions.clock import database_now
from piagam.entries.actions import save_claim
from piagam.entries.actions.promising import deliver, promise_file, take_back_promise
from piagam.entries.claims_json import claims_of_reports
from piagam.entries.manifest import manifest_of
from piagam.entries.models import Entry, EvidenceLink, Promise
from piagam.entries.queries import indicator_in
from piagam.entries.rows import rows_of
from piagam.files.models import StoredFile
from piagam.innovations.models import Document
from piagam.uploads.actions import Finished
from piagam.uploads.models import Upload
from piagam.uploads.tests.sending import a_pdf, begin, send
from piagam.web.errors import Refused
from tests.cast import World

pytestmark = pytest.mark.django_db
PDF = a_pdf()
FINGERPRINT = hashlib.sha256(PDF).hexdigest()


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.PIAGAM_DATA_DIR = str(tmp_path)


def promised(world: World, entry: Entry, **other: Any) -> Promise:
    given = {"sha256": FINGERPRINT, "size": len(PDF), "media_type": "application/pdf", "file_name": "sk.pdf"}
    row = indicator_in(entry, "sid-16")
    return promise_file(entry, row, by=world.actor("oki"), **{**given, **other})


def answered(world: World) -> Entry:
    entry = world.entry("oki")
    save_claim(
        entry, indicator_in(entry, "sid-16"), facts={"choice": "perda"}, version=0, by=world.actor("oki")
    )
    return entry


def sent(name: str = "sk.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def close(world: World, *, hours_ago: float) -> None:
    world.to_phase("C")
    world.edition.closes_at = database_now() - timedelta(hours=hours_ago)
    world.edition.save()


def evidence_counts(entry: Entry) -> bool:
    claims = next(iter(claims_of_reports([entry.report])))["innovations"][0]["claims"]
    return "evidence" not in claims["sid-16"]


def test_a_promise_counts_as_evidence_and_stands_in_the_manifest(world: World) -> None:
    entry = answered(world)
    before = next(row for row in rows_of(entry) if row.code == "sid-16")
    assert not before.supported and not evidence_counts(entry)
    promised(world, entry)
    after = next(row for row in rows_of(entry) if row.code == "sid-16")
    assert after.supported and evidence_counts(entry)
    text = manifest_of(entry.report, [entry], number="N", submitted_at=database_now())
    assert f'"promised":true,"sha256":"{FINGERPRINT}"' in text.replace('"pages":"",', "")


def test_exactly_these_bytes_are_taken_after_the_end(world: World) -> None:
    promise = promised(world, answered(world))
    close(world, hours_ago=23)
    link = deliver(promise, sent("lain nama.pdf"), by=world.actor("oki"))
    promise.refresh_from_db()
    assert promise.delivered_at and promise.link == link
    assert link.version and link.version.file_id == FINGERPRINT
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"claim.promise", "claim.deliver"} <= verbs


def test_a_file_that_came_in_parts_is_delivered_too(world: World) -> None:
    promise = promised(world, answered(world))
    close(world, hours_ago=1)
    client = world.client("oki")
    send(client, begin(client, len(PDF))["Location"], PDF, 0)
    deliver(promise, Finished(str(Upload.objects.get().pk)), by=world.actor("oki"))
    assert EvidenceLink.objects.count() == 1


def test_other_bytes_are_refused_and_not_kept(world: World) -> None:
    promise = promised(world, answered(world))
    close(world, hours_ago=1)
    with pytest.raises(Refused, match="bukan berkas yang dijanjikan"):
        deliver(promise, sent(data=a_pdf(2)), by=world.actor("oki"))
    assert not StoredFile.objects.exists() and not Document.objects.exists()


def test_after_the_day_nothing_is_taken_and_the_row_counts_nothing(world: World) -> None:
    entry = answered(world)
    promise = promised(world, entry)
    close(world, hours_ago=24.01)
    with pytest.raises(Refused, match="sudah lewat"):
        deliver(promise, sent(), by=world.actor("oki"))
    assert not evidence_counts(entry)


def test_nothing_is_promised_after_the_end(world: World) -> None:
    entry = answered(world)
    close(world, hours_ago=1)
    with pytest.raises(Refused):
        promised(world, entry)


def test_one_live_promise_a_row(world: World) -> None:
    entry = answered(world)
    first = promised(world, entry)
    with pytest.raises(Refused, match="sudah menunggu"):
        promised(world, entry, sha256="b" * 64)
    take_back_promise(first, by=world.actor("oki"))
    second = promised(world, entry, sha256="b" * 64)
    with pytest.raises(IntegrityError):
        Promise.objects.create(
            claim=second.claim,
            sha256="c" * 64,
            size=1,
            media_type="x",
            file_name="x",
            promised_at=database_now(),
        )


def test_a_promise_is_delivered_once(world: World) -> None:
    promise = promised(world, answered(world))
    deliver(promise, sent(), by=world.actor("oki"))
    with pytest.raises(Refused, match="sudah dikirim"):
        deliver(promise, sent(), by=world.actor("oki"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sha256": "xyz"}, "64 angka"),
        ({"sha256": "A" * 63 + "g"}, "64 angka"),
        ({"size": 0}, "paling sedikit"),
        ({"size": 2**50}, "terlalu besar"),
        ({"media_type": "text/html"}, "menerima bukti berupa"),
        ({"media_type": "video/mp4"}, "menerima bukti berupa pdf"),
    ],
)
def test_a_promise_that_makes_no_sense_gets_its_sentence(
    world: World, wrong: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        promised(world, answered(world), **wrong)


@pytest.mark.parametrize("who", ["otto", "omar", "candra"])
def test_nobody_else_finds_it(world: World, who: str) -> None:
    promise = promised(world, answered(world))
    assert world.client(who).get(f"/janji/{promise.pk}/").status_code == 404


def test_the_whole_way_by_the_pages(world: World) -> None:
    entry, client = answered(world), world.client("oki")
    given = {"file_name": "sk.pdf", "sha256": FINGERPRINT, "size": len(PDF), "media_type": "application/pdf"}
    assert client.post(f"/entri/{entry.pk}/isian/sid-16/janji/", given).status_code == 302
    again = client.post(f"/entri/{entry.pk}/isian/sid-16/janji/", given)
    assert again.status_code == 422 and "sudah menunggu" in again.content.decode()
    assert FINGERPRINT[:12] in client.get(f"/entri/{entry.pk}/?buka=sid-16").content.decode()
    close(world, hours_ago=2)
    owed = client.get("/laporan/iga-2026/17.71/janji/").content.decode()
    assert "sk.pdf" in owed
    promise = Promise.objects.get()
    wrong = client.post(f"/janji/{promise.pk}/", {"file": sent(data=a_pdf(3))})
    assert wrong.status_code == 422 and "sidik jarinya berbeda" in wrong.content.decode()
    assert client.post(f"/janji/{promise.pk}/", {"file": sent()}).status_code == 302
    assert "Semua berkas yang dijanjikan" in client.get("/laporan/iga-2026/17.71/janji/").content.decode()
