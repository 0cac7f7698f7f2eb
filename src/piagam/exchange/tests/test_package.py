"""A season leaves one instance and arrives at another: the same scores, the same hashes, and nothing half."""

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from piagam.audit.models import AuditEvent
from piagam.entries.actions import add_evidence, save_claim
from piagam.entries.actions.submitting import submit_report
from piagam.entries.models import Claim, Entry, EvidenceLink, Promise, Report, Submission
from piagam.entries.queries import indicator_in
from piagam.exchange.models import Arrival, Origin
from piagam.exchange.package.members import FORMAT
from piagam.exchange.package.plain import STAYS_AT_HOME, fields_of, without_names
from piagam.exchange.package.reading import BadPackage, Package, open_package
from piagam.exchange.package.taking_in import take_in
from piagam.exchange.package.writing import score_of, write_package
from piagam.files.models import FileText, StoredFile
from piagam.files.storage import files_dir
from piagam.innovations.actions import add_document, save_fields
from piagam.innovations.models import Document, DocumentVersion, FieldChange, Innovation
from piagam.innovations.values import stamp_of
from piagam.mentoring.models import InternalCheck
from piagam.regions.models import Department
from piagam.uploads.tests.sending import a_pdf
from piagam.web.errors import Refused
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.PIAGAM_DATA_DIR = str(tmp_path / "data")


def a_season(world: World) -> Report:
    """Two innovations with answers, evidence, a check, a history and a document in a profile."""
    oki = world.actor("oki")
    for number, title in enumerate(("Antar Akta", "Gerai Keliling"), start=1):
        entry = world.entry("oki", title=title, urusan_utama="kependudukan")
        document = add_document(
            oki, region=world.regions["17.71"], department=world.memberships["oki"].department, subject=f"SK {number}",
            number=f"{number}/2025", upload=SimpleUploadedFile(f"sk-{number}.pdf", a_pdf(number)),
        )  # fmt: skip
        save_fields(
            entry.innovation,
            {"tujuan": "Warga tak perlu datang."},
            versions={"tujuan": stamp_of(None)},
            by=oki,
        )
        Innovation.objects.filter(pk=entry.innovation_id).update(
            profile={
                **Innovation.objects.get(pk=entry.innovation_id).profile,
                "anggaran": {"document": document.pk},
            }
        )
        row = indicator_in(entry, "sid-16")
        claim = save_claim(entry, row, facts={"choice": "perkada"}, version=0, by=oki)
        add_evidence(entry, row, document, pages="1", by=oki)
        InternalCheck.objects.create(
            claim=claim, claim_version=claim.version, claimed=2, stated_sha256="0" * 64, verdict="lower", level=1,
            note="Perkada belum memuat nama inovasi.", by=world.user("citra"),
        )  # fmt: skip
    report = world.report()
    save_claim(report, indicator_in(report, "spd-01"), level=1, version=0, by=world.actor("citra"))
    return report


def emptied() -> None:
    """Makes this database another instance: nothing of the season is left in it, not even a lasting name."""
    for model in (
        InternalCheck,
        Promise,
        EvidenceLink,
        Claim,
        Submission,
        Arrival,
        Entry,
        Report,
        FieldChange,
    ):
        model.objects.all().delete()
    for name in ("likeness.Pair", "likeness.Sketch", "scoring.Snapshot", "scoring.Scenario"):
        apps.get_model(name).objects.all().delete()
    DocumentVersion.objects.all().delete()
    Document.objects.all().delete()
    Innovation.objects.all().delete()
    Origin.objects.all().delete()
    FileText.objects.all().delete()
    StoredFile.objects.all().delete()


def written(report: Report, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    files_dir().mkdir(parents=True, exist_ok=True)
    write_package(report, path)
    return path


def arrive(path: Path, world: World, who: str = "citra") -> Arrival:
    with open_package(path) as package:
        return take_in(package, by=world.actor(who))


def test_the_same_season_makes_the_same_bytes(world: World, tmp_path: Path) -> None:
    report = a_season(world)
    first, second = written(report, tmp_path / "a.zip"), written(report, tmp_path / "b.zip")
    assert first.read_bytes() == second.read_bytes()


def test_a_season_arrives_with_the_same_score_and_the_same_bytes(world: World, tmp_path: Path) -> None:
    report = a_season(world)
    score, files = score_of(report), set(StoredFile.objects.values_list("pk", flat=True))
    path = written(report, tmp_path / "season.zip")
    emptied()
    arrival = arrive(path, world)
    assert (
        arrival.outcome["score_here"]
        == arrival.outcome["score_there"]
        == score
        != {"index": "", "index_exact": ""}
    )
    assert set(StoredFile.objects.values_list("pk", flat=True)) == files and arrival.outcome["files"] == 2
    entry = Entry.objects.get(innovation__title="Antar Akta")
    claim = entry.claims.get()
    assert (claim.facts, claim.level, claim.evidence.get().pages) == ({"choice": "perkada"}, 2, "1")
    assert claim.internal_checks.get().note.startswith("Perkada belum")
    assert entry.innovation.changes.get().new == "Warga tak perlu datang."
    document = Document.objects.get(subject="SK 1")
    assert entry.innovation.profile["anggaran"] == {"document": document.pk} and document.number == "1/2025"
    assert entry.department.name == "Dinas Kependudukan dan Pencatatan Sipil"
    assert AuditEvent.objects.filter(verb="package.import").count() == 1


def test_a_package_of_the_arrived_season_is_the_same_package(world: World, tmp_path: Path) -> None:
    path = written(a_season(world), tmp_path / "there.zip")
    emptied()
    arrive(path, world)
    again = written(world.report(), tmp_path / "here.zip")
    with open_package(path) as there, open_package(again) as here:
        for part in ("departments", "documents", "innovations", "entries", "region"):
            assert without_names(there.part(part)) == without_names(here.part(part))
        assert there.files == here.files and there.manifest["score"] == here.manifest["score"]
        assert there.manifest["members"]["rulebook.json"] == here.manifest["members"]["rulebook.json"]


def rows() -> list[list[dict[str, Any]]]:
    """Every row of what a package brings."""
    models = (Innovation, Document, Entry, Claim, EvidenceLink)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_taking_it_in_twice_changes_nothing(world: World, tmp_path: Path) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    emptied()
    arrive(path, world)
    before = rows()
    outcome = arrive(path, world).outcome
    assert outcome["added"] == outcome["changed"] == {} and outcome["conflicts"] == []
    assert rows() == before


def test_a_newer_package_changes_what_nobody_touched_here(world: World, tmp_path: Path) -> None:
    report = a_season(world)
    old = written(report, tmp_path / "old.zip")
    innovation = Innovation.objects.get(title="Antar Akta")
    save_fields(innovation, {"tujuan": "Baru."}, versions={"tujuan": stamp_of("Warga tak perlu datang.")},
                by=world.actor("oki"))  # fmt: skip
    new = written(report, tmp_path / "new.zip")
    emptied()
    arrive(old, world)
    outcome = arrive(new, world).outcome
    assert outcome["changed"] == {"innovation": 1} and outcome["conflicts"] == []
    assert Innovation.objects.get(title="Antar Akta").profile["tujuan"] == "Baru."


def test_what_both_sides_changed_stays_and_is_named(world: World, tmp_path: Path) -> None:
    report = a_season(world)
    old = written(report, tmp_path / "old.zip")
    innovation = Innovation.objects.get(title="Antar Akta")
    before = stamp_of("Warga tak perlu datang.")
    save_fields(innovation, {"tujuan": "Sana."}, versions={"tujuan": before}, by=world.actor("oki"))
    new = written(report, tmp_path / "new.zip")
    emptied()
    arrive(old, world)
    save_fields(
        Innovation.objects.get(title="Antar Akta"), {"tujuan": "Sini."}, versions={"tujuan": before},
        by=world.actor("oki"),
    )  # fmt: skip
    for _time in range(2):
        outcome = arrive(new, world).outcome
        assert outcome["conflicts"] == [{"kind": "innovation", "name": "Antar Akta"}]
        assert Innovation.objects.get(title="Antar Akta").profile["tujuan"] == "Sini."


def test_a_submitted_season_arrives_accepted_with_its_receipt(world: World, tmp_path: Path) -> None:
    report = a_season(world)
    Entry.objects.update(state="accepted")
    number = submit_report(report, by=world.actor("citra")).number
    path = written(Report.objects.get(), tmp_path / "season.zip")
    emptied()
    arrival = arrive(path, world)
    assert set(Entry.objects.values_list("state", flat=True)) == {"accepted"}
    assert (
        arrival.receipts[0]["number"] == number
        and json.loads(arrival.receipts[0]["manifest"])["number"] == number
    )


def test_a_report_that_was_sent_takes_nothing_in(world: World, tmp_path: Path) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    Report.objects.update(state="submitted")
    with pytest.raises(Refused, match="Tarik kembali"):
        arrive(path, world)


@pytest.mark.parametrize("who", ["candra", "oki", "hana", "ayu"])
def test_nobody_but_the_regions_coordinator_takes_it_in(world: World, tmp_path: Path, who: str) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    emptied()
    with pytest.raises(Refused):
        arrive(path, world, who)
    assert not Innovation.objects.exists()


def test_other_rules_are_refused(world: World, tmp_path: Path) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    other = spoiled(
        path, tmp_path / "x.zip", lambda manifest, _members: manifest.update(rulebook_sha256="0" * 64)
    )
    with pytest.raises(BadPackage, match="pedoman lain"):
        arrive(other, world)


Spoil = Callable[[dict[str, Any], dict[str, bytes]], object]


def spoiled(path: Path, target: Path, spoil: Spoil, **how: Any) -> Path:
    """The package again, after `spoil` had its way with manifest and members."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    spoil(manifest, members)
    with zipfile.ZipFile(target, "w", **how) as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def a_file_of(members: dict[str, bytes]) -> str:
    return next(name for name in members if name.startswith("files/"))


def without(name: str) -> Spoil:
    return lambda manifest, members: members.pop(name)


HOSTILE: dict[str, tuple[Spoil, str]] = {
    "a path out of the folder": (lambda _m, members: members.update({"../../etc/passwd": b"x"}), "tidak dikenal"),
    "an absolute path": (lambda _m, members: members.update({"/tmp/x": b"x"}), "tidak dikenal"),
    "a missing part": (without("data/entries.json"), "hilang atau berlebih"),
    "a part too many": (lambda _m, members: members.update({"files/aa/" + "aa" * 32: b"x"}), "hilang atau berlebih"),
    "changed data": (lambda _m, members: members.update({"data/entries.json": b"[]"}), "sidik jarinya berbeda"),
    "changed bytes": (lambda _m, members: members.update({a_file_of(members): b"%PDF-x"}), "sidik jarinya berbeda"),
    "another format": (lambda manifest, _members: manifest.update(format="zip/9"), FORMAT),
    "no members": (lambda manifest, _members: manifest.pop("members"), "tidak lengkap"),
    "a size below zero": (
        lambda manifest, _members: manifest["members"]["rulebook.json"].update(size=-1), "tidak lengkap",
    ),
    "an unknown region": (lambda manifest, _members: manifest["region"].update(code="99.99"), "tidak dikenal"),
    "an unknown edition": (lambda manifest, _members: manifest["edition"].update(id="x"), "tidak ada"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_gets_its_sentence_and_changes_nothing(
    world: World, tmp_path: Path, name: str
) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    emptied()
    spoil, words = HOSTILE[name]
    bad = spoiled(path, tmp_path / "bad.zip", spoil)
    with pytest.raises(BadPackage, match=words):
        arrive(bad, world)
    assert not Innovation.objects.exists() and not Document.objects.exists() and not Entry.objects.exists()


def test_files_that_were_packed_are_refused(world: World, tmp_path: Path) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    bad = spoiled(path, tmp_path / "bad.zip", lambda _m, _s: None, compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(BadPackage, match="apa adanya"):
        arrive(bad, world)


def test_two_parts_of_one_name_are_refused(world: World, tmp_path: Path) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("rulebook.json", b"{}")
    with pytest.raises(BadPackage, match="nama yang sama"):
        arrive(path, world)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rusak", b"\x00" * 100])
def test_what_is_no_package_is_said_so(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with pytest.raises(BadPackage, match="bukan paket"), open_package(path):
        pass


def test_data_that_makes_no_sense_is_undone(world: World, tmp_path: Path) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    emptied()

    def spoil(manifest: dict[str, Any], members: dict[str, bytes]) -> None:
        import hashlib

        lines = json.loads(members["data/entries.json"])
        lines[0]["innovation"] = "00000000-0000-0000-0000-000000000000"
        text = json.dumps(lines).encode()
        members["data/entries.json"] = text
        manifest["members"]["data/entries.json"] = {
            "size": len(text),
            "sha256": hashlib.sha256(text).hexdigest(),
        }

    bad = spoiled(path, tmp_path / "bad.zip", spoil)
    with pytest.raises(BadPackage, match="tidak lengkap"):
        arrive(bad, world)
    assert not Innovation.objects.exists() and not Document.objects.exists()


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    with open_package(path) as package:
        yield package


def test_verifying_reads_every_byte(world: World, tmp_path: Path) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    with opened(path) as package:
        assert package.verify() == 9
    bytes_of_it = bytearray(path.read_bytes())
    place = bytes_of_it.index(b"%PDF-")
    bytes_of_it[place + 20] ^= 1
    path.write_bytes(bytes(bytes_of_it))
    with opened(path) as package, pytest.raises(BadPackage):
        package.verify()


@pytest.mark.parametrize("label", STAYS_AT_HOME)
def test_every_field_travels_or_stays_for_a_reason(label: str) -> None:
    model = apps.get_model(label)
    travels = {field.name for field in fields_of(model)}
    stays = STAYS_AT_HOME[label]
    relations = {field.name for field in model._meta.concrete_fields if field.is_relation}
    written_as_names = {
        "regions.Department": {"parent", "merged_into"},
        "innovations.Innovation": {"department", "merged_into"},
        "innovations.Document": {"department"},
        "entries.Entry": {"innovation", "department"},
        "entries.EvidenceLink": {"document"},
    }.get(label, set())
    named = {field.name for field in model._meta.concrete_fields}
    assert named - travels - set(stays) - (relations & written_as_names) == set()
    assert all(reason for reason in stays.values())


def test_departments_of_the_same_name_are_the_same(world: World, tmp_path: Path) -> None:
    count = Department.objects.count()
    path = written(a_season(world), tmp_path / "season.zip")
    emptied()
    arrive(path, world)
    assert Department.objects.count() == count
    assert BytesIO(path.read_bytes()).getvalue()


def test_reading_the_files_may_take_longer_than_the_code_holds(world: World, tmp_path: Path) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    emptied()
    with time_machine.travel(timezone.now(), tick=False) as clock, open_package(path) as package:
        by = world.actor("citra")

        def slowly(_done: int, _whole: int) -> None:
            clock.shift(settings.STEP_UP_SECONDS)

        assert take_in(package, by=by, progress=slowly).pk
        assert not by.has_stepped_up


def test_without_a_fresh_code_nothing_is_begun(world: World, tmp_path: Path) -> None:
    path = written(a_season(world), tmp_path / "season.zip")
    emptied()
    with open_package(path) as package, pytest.raises(Refused, match="kode keamanan"):
        take_in(package, by=world.actor("citra", stepped_up=False))
    assert not StoredFile.objects.exists()
