"""The values of a profile: what counts as empty, a stamp to notice another person's change, and reading words."""

import hashlib
import json
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

EMPTY: tuple[Any, ...] = (None, "", [], {})


def stamp_of(value: Any) -> int:
    """The version of a stored value: a short fingerprint of it. All that is empty has the same.

    A number of 48 bits, so that a script can hold it exactly.
    """
    plain = None if value in EMPTY else value
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


def only_adds(before: Any, after: Any) -> bool:
    """Is the later text the earlier one with a stretch put in? Then nothing is lost by keeping only the later."""
    if not isinstance(before, str) or not isinstance(after, str) or len(after) < len(before):
        return False
    return after.endswith(before[common_start(before, after) :])


def common_start(one: str, other: str) -> int:
    """How many signs two texts share from their beginning; by halves, so that a long text costs nothing."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def day(text: Any) -> date | None:
    """A stored date; None when it is missing or no date."""
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


COORDINATES = re.compile(
    r"^\s*\(?\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*[,;\s]\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*\)?\s*$"
)


def read_coordinates(text: str) -> str:
    """Latitude and longitude as "-3.7956, 102.2592", from what map programs and people write."""
    match = COORDINATES.match(text.replace("−", "-").replace("°", ""))
    if not match:
        raise ValidationError(_("Tulis lintang lalu bujur, misalnya -3.7956, 102.2592."))
    try:
        latitude, longitude = (Decimal(part.replace(",", ".")) for part in match.groups())
    except InvalidOperation:  # pragma: no cover  the expression lets only numbers through
        raise ValidationError(_("Tulis lintang lalu bujur, misalnya -3.7956, 102.2592."))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValidationError(_("Lintang paling jauh 90 derajat dan bujur paling jauh 180 derajat."))
    return f"{latitude}, {longitude}"
