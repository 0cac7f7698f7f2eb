"""Instants as people read them, in Indonesia's three zones."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language

ZONES = {
    "WIB": ZoneInfo("Asia/Jakarta"),
    "WITA": ZoneInfo("Asia/Makassar"),
    "WIT": ZoneInfo("Asia/Jayapura"),
}
NAMES = {zone.key: name for name, zone in ZONES.items()} | {"Asia/Pontianak": "WIB"}


def clock(instant: datetime, *, seconds: bool = False) -> str:
    """10.42 in Indonesian, 10:42 elsewhere."""
    sign = "." if (get_language() or "id").startswith("id") else ":"
    return instant.strftime(sign.join(["%H", "%M", "%S"] if seconds else ["%H", "%M"]))


def three_zones(instant: datetime) -> str:
    """21 Agu 2026 23.59.59 WIB · 22 Agu 00.59.59 WITA · 22 Agu 01.59.59 WIT; other days are said."""
    parts = []
    said = None
    seconds = bool(instant.second)
    for name, zone in ZONES.items():
        there = instant.astimezone(zone)
        text = f"{clock(there, seconds=seconds)} {name}"
        if said is None:
            said = there.date()
            text = f"{date_format(there, 'j M Y')} {text}"
        elif there.date() != said:
            text = f"{date_format(there, 'j M')} {text}"
        parts.append(text)
    return " · ".join(parts)


def in_zone(instant: datetime, zone: str = "WIB") -> str:
    """21 Agu 2026 10.42 WIB; `zone` is WIB, WITA, WIT or a name like Asia/Makassar."""
    place = ZONES.get(zone) or ZoneInfo(zone)
    there = instant.astimezone(place)
    return f"{date_format(there, 'j M Y')} {clock(there)} {NAMES.get(place.key, there.tzname())}"
