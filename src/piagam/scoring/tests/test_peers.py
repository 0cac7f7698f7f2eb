"""Peers: medians of what is published, and nothing of it before."""

from decimal import Decimal
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from piagam.entries.models import Claim
from piagam.scoring.models import PeerLevel, RegionScore, Run
from piagam.scoring.peers import keep_missing
from tests.cast import World


def published(world: World, *, is_out: bool = True) -> Run:
    """A run over two cities, published or not."""
    world.to_phase("P" if is_out else "F")
    run = Run.objects.create(
        edition=world.edition, line="verified", rulebook_sha256="", claims_sha256="", engine_version="0"
    )
    now = timezone.now() if is_out else None
    apps.get_model("results", "Result").objects.create(  # a later stage
        edition=world.edition, run=run, proposed_by=world.user("adi"), approved_by=world.user("qori"),
        approved_at=timezone.now(), published_at=now, published_by=world.user("ayu") if is_out else None,
    )  # fmt: skip
    for region, levels in (("17.71", (1, 2)), ("17.06", (3, 3))):
        claims: dict[str, Any] = {
            "code": region, "clusters": ["kota"], "claims": {"spd-01": {"level": levels[0]}},
            "innovations": [{"id": f"x{n}", "claims": {"sid-16": {"level": level}}} for n, level in enumerate(levels)]
            + [{"id": "y", "claims": {"sid-16": {"level": 3}}, "rejected": True}],
        }  # fmt: skip
        RegionScore.objects.create(run=run, region_id=region, claims=claims, parts={}, hundredths=0)
    return run


def test_the_median_is_over_regions_of_the_mean_over_accepted_innovations(world: World) -> None:
    published(world)
    assert (keep_missing(), keep_missing()) == (1, 0)
    assert PeerLevel.objects.get(indicator="sid-16").median == Decimal("2.25")
    assert PeerLevel.objects.get(indicator="spd-01").median == Decimal("2")


def test_nothing_is_compared_before_publication(world: World) -> None:
    published(world, is_out=False)
    assert keep_missing() == 0 and not PeerLevel.objects.exists()


def test_the_page_shows_the_widest_gap_first_and_operators_are_led_back(world: World) -> None:
    report = world.entry("oki").report
    Claim.objects.create(report=report, indicator="spd-01", level=3)
    address = reverse("scoring:peers", args=[world.edition.pk, "17.71"])
    client = world.client("citra")
    assert "Belum ada pembanding" in client.get(address).content.decode()
    published(world)
    keep_missing()
    page = client.get(address, {"klaster": "x"})
    gaps = [one.gap for one in page.context["rows"]]
    assert gaps == sorted(gaps, reverse=True) and gaps[0] == Decimal("6.75")
    assert page.context["regions"] == 2
    assert world.client("oki").get(address).status_code == 302
