"""Who sees how much of a region's estimate."""

from django.urls import reverse

from piagam.entries.models import Claim, EvidenceLink
from piagam.innovations.models import Document
from tests.cast import World


def test_an_operator_sees_the_own_departments_items_only(world: World) -> None:
    for name, title in (("oki", "Antar Akta"), ("otto", "Posyandu Sore")):
        entry = world.entry(name, title=title)
        claim = Claim.objects.create(report=entry.report, entry=entry, indicator="sid-16", level=3)
        document = Document.objects.create(
            region=entry.report.region, subject="SK", link="https://contoh.go.id/sk"
        )
        EvidenceLink.objects.create(claim=claim, document=document)
        other = entry
    address = reverse("scoring:estimate", args=[world.edition.pk, "17.71"])
    page = world.client("oki").get(address).content.decode()
    assert "Antar Akta" in page
    assert "9,00" in page
    assert "Posyandu Sore" not in page
    opened = world.client("oki").get(address, {"buka": str(other.pk)}).content.decode()
    assert "Posyandu Sore" not in opened
    assert "Posyandu Sore" in world.client("citra").get(address).content.decode()
