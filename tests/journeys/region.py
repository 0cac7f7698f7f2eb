"""A region in mid-season: a department has sent one innovation with real documents, another has not begun."""

from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.entries.actions import add_evidence, save_claim, send_entry
from piagam.entries.models import Entry
from piagam.entries.slots import indicators_for
from piagam.entries.tests.filling import best_facts
from piagam.files.receiving import receive
from piagam.innovations.models import Document, DocumentVersion
from tests.cast import World
from tests.journeys.people import a_paper

TITLE = "Antar Akta ke Rumah Warga"
ANSWERED = ("sid-16", "sid-17", "sid-18")


def a_sent_entry(world: World, *, answered: tuple[str, ...] = ANSWERED) -> Entry:
    """An entry of Oki's with rows at their best, each with the same two pages of evidence, sent to the coordinator."""
    entry = world.entry("oki", title=TITLE, urusan_utama="kesehatan")
    kept = receive(SimpleUploadedFile("sk.pdf", a_paper()), allowed=["pdf"], max_bytes=2**20).stored_file
    paper = Document.objects.create(
        region=world.regions["17.71"], department=entry.department, subject="SK Tim"
    )
    DocumentVersion.objects.create(document=paper, file=kept, file_name="sk.pdf")
    rows = {one.code: one for one in indicators_for(entry)}
    oki = world.actor("oki")
    for code in answered:
        save_claim(entry, rows[code], facts=best_facts(rows[code].answer), version=0, by=oki)
        add_evidence(entry, rows[code], paper, pages="1-2", by=oki)
    return send_entry(entry, by=oki)
