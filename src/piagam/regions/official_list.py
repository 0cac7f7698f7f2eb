"""The official list of regions, shipped in data/regions.csv, into rows."""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from piagam.audit.record import record
from piagam.regions.models import Region

FILE = Path(__file__).parent / "data" / "regions.csv"
OFFICIAL = ("name", "short_name", "kind", "province_code", "is_autonomous", "is_papua", "time_zone", "capital",
            "latitude", "longitude")  # fmt: skip  # is_border and is_disadvantaged may be corrected by hand


def load_regions() -> int:
    """Makes or renews every region of the list; how many it has. Safe to repeat.

    The flags that the list does not hold with authority (data/README.md) are set once and then left alone.
    """
    rows = list(read_regions())
    with transaction.atomic():
        Region.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["code"], update_fields=OFFICIAL, batch_size=200
        )
        sha256 = hashlib.sha256(FILE.read_bytes()).hexdigest()
        record(
            "region.load", by=None, on=("regions.region", "*"), data={"regions": len(rows), "list": sha256}
        )
    return len(rows)


def read_regions() -> Iterator[Region]:
    """The list's lines as unsaved regions."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yield Region(
                code=line["code"],
                name=line["name"],
                short_name=line["short_name"],
                kind=line["kind"],
                province_code=line["province_code"],
                is_autonomous=line["autonomous"] == "yes",
                is_disadvantaged=line["is_disadvantaged"] == "yes",
                is_border=line["is_border"] == "yes",
                is_papua=line["is_papua"] == "yes",
                time_zone=line["time_zone"],
                capital=line["capital"],
                latitude=line["lat"] or None,
                longitude=line["lon"] or None,
            )
