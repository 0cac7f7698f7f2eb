"""Alarms that come from the entries themselves: mandatory rows that are empty, dates that do not qualify."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Entry, Report
from piagam.innovations.rules import APPLIED, DEVELOPED, STAGE, Rules, eligibility_of
from piagam.scoring.cliffs import SHOWN, Cliff, Point
from tallybook import InnovationClaims, WhatIf

Known = Mapping[str, InnovationClaims]
DATES = (APPLIED, DEVELOPED, STAGE)


def alarms_of(report: Report, what: WhatIf, *, only: Collection[str] | None = None) -> list[Cliff]:
    """What is mandatory and missing, and which innovations the edition would not take. One query.

    `only`: the innovations of an operator's department; then nothing is said of the region's own rows.
    """
    known = {code: one for code, one in what.known.items() if only is None or code in only}
    return [*_mandatory(what, known, with_own=only is None), *_eligibility(report, known)]


def _mandatory(what: WhatIf, known: Known, *, with_own: bool) -> Iterator[Cliff]:
    own_sets = what.own_sets if with_own else []
    own = [row for one in own_sets for row in one.scored if row.mandatory and not row.is_marked]
    rows = [row for one in what.sets for row in one.scored if row.mandatory and not row.is_marked]
    missing_own = [row for row in own if row.code not in what.region.claims]
    missing = {
        code: count
        for code, one in known.items()
        if (count := sum(row.code not in one.claims for row in rows))
    }
    total = len(missing_own) + sum(missing.values())
    if not total:
        return
    points = [Point(_("Isian daerah: %(number)s %(row)s") % {"number": row.number, "row": row.words})
              for row in missing_own]  # fmt: skip
    for code, count in sorted(missing.items(), key=lambda one: (-one[1], one[0])):
        text = ngettext(
            "“%(title)s”: %(count)d isian wajib kosong", "“%(title)s”: %(count)d isian wajib kosong", count
        )
        points.append(Point(text % {"title": known[code].label or code, "count": count}, code))
    title = ngettext("%d isian wajib masih kosong", "%d isian wajib masih kosong", total) % total
    text = _("Isian wajib yang kosong bernilai 0.")
    yield Cliff("mandatory", "warning", title, text, tuple(points[:SHOWN]), max(0, len(points) - SHOWN))


def _eligibility(report: Report, known: Known) -> Iterator[Cliff]:
    rulebook = rulebook_of(report.edition)
    if rulebook.eligibility is None:
        return
    rules = Rules(report.edition, rulebook)
    points = []
    for pk, profile in dates_of(report):
        one = known.get(str(pk))
        verdict = eligibility_of(rules, profile) if one is not None else None
        if one is not None and verdict is not None and not verdict.ok:
            points.append(Point(f"“{one.label}”: {verdict.sentence}", str(pk)))
    if not points:
        return
    count = len(points)
    title = ngettext(
        "%d inovasi belum memenuhi syarat waktu atau tahapan",
        "%d inovasi belum memenuhi syarat waktu atau tahapan",
        count,
    ) % count  # fmt: skip
    text = _("Kementerian dapat menolaknya. Periksa tanggal penerapan dan pengembangan pada profilnya.")
    yield Cliff("eligibility", "bad", title, text, tuple(points[:SHOWN]), max(0, count - SHOWN))


def dates_of(report: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each entry's dates and stage, frozen ones as they were frozen; the long texts of profiles are not read."""
    paths = [f"{where}__{code}" for where in ("frozen__profile", "innovation__profile") for code in DATES]
    rows = Entry.objects.filter(report=report).order_by("pk").values_list("pk", "state", *paths)
    for pk, state, *values in rows.iterator(chunk_size=1_000):
        chosen = values[:3] if state == Entry.State.SUBMITTED else values[3:]
        yield pk, dict(zip(DATES, chosen, strict=True))
