"""The integrity pact: the sheet names the content by its fingerprint, and the scan is bound to exactly that."""

from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.audit.models import AuditEvent
from piagam.entries.models import Claim, Entry, Pact
from piagam.entries.pacts import fingerprint_of
from piagam.innovations.models import Document
from piagam.uploads.tests.sending import a_pdf
from tests.cast import World


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("pakta.pdf", a_pdf())


def bring(world: World, entry: Entry, who: str = "oki", **changed: Any) -> Any:
    given = {"signer": "Kepala Dinas", "file": scan(), "sidik": fingerprint_of(entry)} | changed
    return world.client(who).post(f"/entri/{entry.pk}/pakta/bawa/", given)


@pytest.fixture
def entry(world: World) -> Entry:
    return world.entry("oki", title="Antar #Akta")


def test_the_sheet_carries_the_fingerprint_of_the_content(world: World, entry: Entry) -> None:
    made = world.client("oki").get(f"/entri/{entry.pk}/pakta.pdf")
    text = pypdfium2.PdfDocument(made.content)[0].get_textpage().get_text_range()
    assert fingerprint_of(entry)[:8] in text and "Antar #Akta" in text and "Kepala perangkat daerah" in text


def test_a_signed_scan_is_bound_to_the_content_and_falls_off_when_it_changes(
    world: World, entry: Entry
) -> None:
    assert bring(world, entry).status_code == 302
    pact = Pact.objects.get()
    assert pact.content_sha256 == fingerprint_of(entry) and pact.document.department == entry.department
    page = f"/entri/{entry.pk}/pakta/"
    assert "Berlaku untuk isi yang sekarang" in world.client("citra").get(page).content.decode()
    assert AuditEvent.objects.filter(verb="entry.pact").count() == 1
    Claim.objects.create(report=entry.report, entry=entry, indicator="sid-16", level=3)
    changed = world.client("oki").get(page).content.decode()
    assert "Isinya berubah sesudah ditandatangani" in changed and "Kepala Dinas" in changed
    asked = world.client("citra").get(f"{page}?sidik={pact.content_sha256}").content.decode()
    assert "dicetak untuk isi yang lain" in asked


def test_a_scan_of_an_older_sheet_is_refused_and_leaves_nothing(world: World, entry: Entry) -> None:
    answer = bring(world, entry, sidik="0" * 64)
    assert answer.status_code == 409 and "Cetak lembar yang baru" in answer.content.decode()
    assert not Pact.objects.exists() and not Document.objects.filter(subject__startswith="Pakta").exists()


@pytest.mark.parametrize(
    "changed", [{"signer": "  "}, {"file": SimpleUploadedFile("a.pdf", b"MZ x")}, {"file": ""}, {"sidik": ""}]
)
def test_what_is_wrong_is_said(world: World, entry: Entry, changed: dict[str, Any]) -> None:
    answer = bring(world, entry, **changed)
    assert answer.status_code in {400, 409, 422} and "field__error" in answer.content.decode()
    assert not Pact.objects.exists()


def test_a_newer_pact_takes_the_place_of_the_older(world: World, entry: Entry) -> None:
    bring(world, entry)
    Claim.objects.create(report=entry.report, entry=entry, indicator="sid-16", level=2)
    assert bring(world, entry, signer="Kepala Dinas Baru").status_code == 302
    assert Pact.objects.get().signer == "Kepala Dinas Baru"


@pytest.mark.parametrize(
    ("who", "reads"), [("otto", False), ("omar", False), ("vera", False), ("hana", True)]
)
def test_who_reads_it_and_who_brings_it(world: World, entry: Entry, who: str, reads: bool) -> None:
    assert (world.client(who).get(f"/entri/{entry.pk}/pakta/").status_code == 200) is reads
    assert bring(world, entry, who).status_code in {403, 404}
