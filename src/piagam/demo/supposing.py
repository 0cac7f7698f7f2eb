"""The demo region's scenarios and its first measured day: computed from the demo claims, none of it invented."""

from fractions import Fraction

from piagam.demo.plan import BENGKULU
from piagam.editions.models import Edition
from piagam.entries.models import Report
from piagam.people.actor import Actor
from piagam.scoring.gains import decrees_of, gains_of
from piagam.scoring.scenarios import keep_scenario
from piagam.scoring.snapshots import take_snapshot
from piagam.scoring.standing import standing_of
from tallybook import LeaveOut, Restate

WEAKEST = 5


def suppose_in_demo(edition: Edition, *, by: Actor) -> None:
    """Two scenarios of Kota Bengkulu, and how it stands today."""
    report = (
        Report.objects.select_related("edition", "region").filter(edition=edition, region=BENGKULU).first()
    )
    if report is None:
        return
    standing = standing_of(report)
    what = standing.what
    weakest = sorted(what.known, key=lambda code: (what.maturity(code) or Fraction(0), code))[:WEAKEST]
    without = what.vary([LeaveOut(code) for code in weakest]).result.index or ""
    keep_scenario(report, name="Tanpa lima yang paling lemah", words=[f"keluar.{code}" for code in weakest],
                  claims_sha256=standing.sha256, index=without, by=by)  # fmt: skip
    decree = next(iter(decrees_of(report, gains_of(report, what=what), what=what)), None)
    if decree is not None:
        changes: list[Restate] = [one.change for one in decree.gains]
        signed = what.vary(changes).result.index or ""
        keep_scenario(report, name="SK inovasi daerah terbit", words=decree.words,
                      claims_sha256=standing.sha256, index=signed, by=by)  # fmt: skip
    take_snapshot(report)
