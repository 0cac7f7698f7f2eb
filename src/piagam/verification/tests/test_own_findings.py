"""What a region reads of its verification."""

from django.urls import reverse

from piagam.verification.actions import decide, lock
from piagam.verification.tests.test_deciding import a_reason, give
from tests.cast import World


def address(world: World, region: str = "17.71") -> str:
    return reverse("verification:own_findings", args=[world.edition.pk, region])


def test_the_region_reads_reasons_from_the_appeal_on_and_never_a_name(submitted: World) -> None:
    vera = submitted.actor("vera")
    mine = give(submitted)
    for one in mine:
        decide(
            one,
            decision="reject",
            by=vera,
            reason_code=a_reason(submitted, "reject"),
            note="Cap tidak terbaca.",
        )
    lock(mine, by=vera)
    assert submitted.client("citra").get(address(submitted)).status_code == 409
    submitted.to_phase("A")
    page = submitted.client("citra").get(address(submitted)).content.decode()
    assert page.count("Cap tidak terbaca.") == 3
    assert "Vera" not in page
    assert submitted.client("oki").get(address(submitted)).status_code == 200
    assert "Cap tidak terbaca." not in submitted.client("otto").get(address(submitted)).content.decode()
    assert submitted.client("candra").get(address(submitted)).status_code == 404


def test_accepted_claims_are_on_the_other_tab(submitted: World) -> None:
    vera = submitted.actor("vera")
    mine = give(submitted)
    for one in mine:
        decide(one, decision="accept", by=vera)
    lock(mine, by=vera)
    submitted.to_phase("A")
    client = submitted.client("citra")
    assert "Tidak ada isian yang diturunkan" in client.get(address(submitted)).content.decode()
    assert client.get(address(submitted), {"tampil": "semua"}).content.decode().count("<tr>") == 4
