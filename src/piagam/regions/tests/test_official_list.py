"""The official list becomes rows, once or many times with the same outcome."""

import json

import pytest

from piagam.audit.models import AuditEvent
from piagam.regions.models import Region
from piagam.regions.official_list import FILE, load_regions

pytestmark = pytest.mark.django_db


def test_all_regions_are_there() -> None:
    assert load_regions() == 552
    assert Region.objects.filter(is_autonomous=True).count() == 546
    kinds = {kind: Region.objects.filter(kind=kind).count() for kind in Region.Kind.values}
    assert kinds == {"provinsi": 38, "kabupaten": 416, "kota": 98}
    bengkulu = Region.objects.get(pk="17.71")
    assert (bengkulu.name, bengkulu.province_code, bengkulu.time_zone) == (
        "Kota Bengkulu",
        "17",
        "Asia/Jakarta",
    )
    assert AuditEvent.objects.get(verb="region.load").facts["regions"] == 552


def test_loading_again_renews_and_doubles_nothing() -> None:
    load_regions()
    Region.objects.filter(pk="17.71").update(name="Salah", is_border=True)
    load_regions()
    again = Region.objects.get(pk="17.71")
    assert Region.objects.count() == 552
    assert again.name == "Kota Bengkulu"
    assert again.is_border  # corrected by hand, so left alone


@pytest.mark.parametrize("name, features", [("provinces", 38), ("regencies", 514)])
def test_every_outline_belongs_to_a_region(name: str, features: int) -> None:
    load_regions()
    told = json.loads((FILE.parent / "boundaries" / f"{name}.topojson").read_text("utf-8"))
    codes = {one["properties"]["code"] for one in told["objects"][name]["geometries"]}
    assert len(codes) == features
    assert codes <= set(Region.objects.values_list("code", flat=True))


def test_the_licence_travels_with_the_data() -> None:
    assert "Permission is hereby granted" in (FILE.parent / "LICENSE-MIT.txt").read_text()
    assert (FILE.parent / "README.md").exists()
