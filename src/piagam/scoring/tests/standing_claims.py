"""A report with claims at random, for tests of what is computed from them."""

import random

from piagam.entries.models import Claim, EvidenceLink, Report
from piagam.entries.slots import indicators_for
from piagam.innovations.models import Document
from tests.cast import World

BASIC = ["pendidikan", "kesehatan", "pekerjaan-umum", "perumahan-rakyat", "trantibum", "sosial"]


def a_report(world: World, dice: random.Random, *, innovations: int, name: str = "oki") -> Report:
    """A report of a region: some rows empty, some without evidence."""
    report = world.report("17.71")
    entries = [
        world.entry(name, title=f"Inovasi {number}", urusan_utama=dice.choice(BASIC))
        for number in range(innovations)
    ]
    claims = [
        Claim(report=report, entry=holder, indicator=row.code, level=dice.randint(0, len(row.levels)))
        for holder in (None, *entries)
        for row in indicators_for(holder or report)
        if dice.random() < 0.8
    ]
    Claim.objects.bulk_create(claims)
    document = Document.objects.create(region=report.region, subject="SK", link="https://contoh.go.id/sk")
    EvidenceLink.objects.bulk_create(
        EvidenceLink(claim=claim, document=document) for claim in claims if dice.random() < 0.7
    )
    return report
