"""Who brings how much of the index: shares of departments and affairs that add up to the whole, exactly.

There is no index of a department. A part that is a sum over innovations is shared by maturity, a part that counts
innovations equally among those that count; what the region answers itself stands apart.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from piagam.entries.models import Entry, Report
from tallybook import WhatIf

COUNTED = frozenset({"capped-count"})


@dataclass(frozen=True)
class Share:
    """A group's share of the index. `key` None is the region's own answers."""

    key: str | None
    innovations: int
    share: Fraction
    maturity: Fraction | None  # mean of its innovations


@dataclass(frozen=True)
class Owner:
    """Where an entry belongs."""

    department: str
    affair: str


def shares_of_innovations(what: WhatIf) -> dict[str | None, Fraction]:
    """Innovation → its share of the index; None → the region's own answers. Their sum is the index."""
    rulebook, result, tally = what.rulebook, what.present.result, what.present.tally
    found: dict[str | None, Fraction] = defaultdict(Fraction)
    total, value = result.total, what.present.value
    if not total or value is None:
        return {None: Fraction(0)}
    factor = value / total
    maturity = {code: what.maturity(code) or Fraction(0) for code in what.known}
    summed = sum(maturity.values(), Fraction(0))
    counting = [
        code for code, one in what.known.items() if rulebook.claims.rejected_in_count or not one.rejected
    ]
    for part in rulebook.parts:
        points = (result.parts[part.code] or Fraction(0)) * factor
        if part.kind in COUNTED:
            for code in counting:
                found[code] += points / len(counting)
        elif part.set and rulebook.sets[part.set].of == "innovation" and summed:
            for code, own in maturity.items():
                found[code] += points * own / summed
        elif points:
            found[None] += points
    assert tally.sums.everyone == len(what.known)
    return found


def grouped(what: WhatIf, shares: Mapping[str | None, Fraction], key_of: Mapping[str, str]) -> list[Share]:
    """Shares by group, the greatest first, the region's own answers last."""
    members: dict[str, list[str]] = defaultdict(list)
    for code in what.known:
        members[key_of.get(code, "")].append(code)
    found = [
        Share(
            key, len(codes), sum((shares.get(code, Fraction(0)) for code in codes), Fraction(0)),
            sum((what.maturity(code) or Fraction(0) for code in codes), Fraction(0)) / len(codes),
        )
        for key, codes in members.items()
    ]  # fmt: skip
    found.sort(key=lambda one: (-one.share, one.key or ""))
    if None in shares:
        found.append(Share(None, 0, shares[None], None))
    return found


def owners_of(report: Report) -> dict[str, Owner]:
    """Innovation → its department and its main affair; the long texts of profiles are not read."""
    rows = Entry.objects.filter(report=report).values_list(
        "pk",
        "state",
        "department__name",
        "frozen__profile__urusan_utama",
        "innovation__profile__urusan_utama",
    )
    return {
        str(pk): Owner(department, (frozen if state == Entry.State.SUBMITTED else bank) or "")
        for pk, state, department, frozen, bank in rows.iterator(chunk_size=1_000)
    }
