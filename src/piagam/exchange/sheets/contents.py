"""What is written into a person's form: the innovations and rows they may read now."""

from django.utils.translation import gettext as _

from piagam.entries.models import Claim, Entry, Report
from piagam.entries.queries import entries_in, part_for, report_by_region
from piagam.entries.slots import indicators_of
from piagam.entries.states import possible
from piagam.exchange.sheets.template import Contents
from piagam.innovations.models import Innovation
from piagam.innovations.queries import departments_for, innovations_for
from piagam.innovations.queries.units import units_under
from piagam.innovations.rules import Rules
from piagam.people.actor import Actor
from piagam.people.tree import outline
from piagam.regions.models import Department, Region
from piagam.web.errors import Refused

MOST_INNOVATIONS, MOST_ROWS = 1_000, 5_000


def contents_for(actor: Actor, rules: Rules, *, department: Department | None = None) -> Contents:
    """The form of a person: of the whole part they work in, or of one department with what hangs on it."""
    region = Region.objects.get(pk=actor.region_code)
    units = [one.name for _level, one in outline(departments_for(actor))]
    found = innovations_for(actor).filter(archived_at=None).order_by("department__name", "title", "pk")
    if department is not None:
        found = found.filter(department__in=units_under(department.pk))
    innovations = list(found[: MOST_INNOVATIONS + 1])
    report = report_by_region(actor, rules.edition.pk, region.pk)
    holders = holders_in(actor, report, innovations, whole=department is None)
    rows = len(holders) * len(indicators_of(rules.rulebook, "innovation"))
    if len(innovations) > MOST_INNOVATIONS or rows > MOST_ROWS:
        raise Refused(
            _("Terlalu banyak untuk satu berkas. Pilih satu perangkat daerah, lalu unduh lagi."), 409
        )
    claims = {}
    if report.pk:
        kept = Claim.objects.filter(report=report.pk)
        claims = {(one.entry_id, one.indicator): one for one in kept}
    owner = department.name if department else _owner(actor, region)
    return Contents(rules, owner, units, innovations, holders, claims)


def _owner(actor: Actor, region: Region) -> str:
    """Whose form it is, in words."""
    if actor.role != "OPD":
        return region.name
    own = Department.objects.filter(pk=actor.department_id or 0).values_list("name", flat=True).first()
    return f"{own} · {region.name}" if own else region.name


def holders_in(
    actor: Actor, report: Report, innovations: list[Innovation], *, whole: bool
) -> list[Entry | Report]:
    """Whose rows are written: the entries of these innovations that may still be changed, and the region itself."""
    if not possible(report, "claim.edit"):
        return []
    keys = {one.pk for one in innovations}
    found: list[Entry | Report] = []
    if report.pk:
        entries = entries_in(part_for(actor, report)).filter(state__in=["draft", "returned"])
        found += [one for one in entries if one.innovation_id in keys]
    return [*found, report] if actor.role != "OPD" and whole else found
