"""Whom a step is told to, and in which words. Notices are rows of the same transaction."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.entries.models import Entry, Report, Statement, Submission
from piagam.notices.telling import tell_all
from piagam.people.actor import Actor
from piagam.people.models import User
from piagam.people.queries import in_force
from piagam.people.tree import tree_of


def people_of(report: Report, *roles: str, department: int | None = None, but: Actor) -> list[User]:
    """The people of a region in these roles; never the person who acts.

    Of one department where one is given: where it has nobody, of the nearest above it that has.
    """
    people = holders_of(report, roles, department)
    if department is not None and not people:
        above = iter(tree_of(report.region_id).above(department))
        while not people and (unit := next(above, None)):
            people = holders_of(report, roles, unit)
    return [user for user in people if user.pk != but.user_id]


def holders_of(report: Report, roles: Collection[str], department: int | None) -> list[User]:
    """Whoever holds one of the roles in the region, at exactly this department or at none."""
    found = User.objects.filter(
        in_force("memberships__"),
        Q(memberships__edition=None) | Q(memberships__edition=report.edition_id),
        is_active=True,
        memberships__role__in=roles,
        memberships__region=report.region_id,
        memberships__department=department,
    )
    return list(found.distinct().order_by("pk"))


def entry_sent(entry: Entry, *, by: Actor) -> None:
    """The coordinators learn that something waits for them."""
    text = _("%(department)s mengajukan “%(title)s” untuk diperiksa.")
    words = {"department": entry.department.name, "title": entry.title}
    tell_all(people_of(entry.report, "COR", but=by), text % words, page_of(entry), kind="entry.sent")


def entry_returned(entry: Entry, *, by: Actor) -> None:
    """The department's operators learn what to mend."""
    text = _("“%(title)s” dikembalikan koordinator: %(note)s") % {"title": entry.title, "note": entry.note}
    people = people_of(entry.report, "OPD", department=entry.department_id, but=by)
    tell_all(people, text, page_of(entry), kind="entry.returned")


def entry_accepted(entry: Entry, *, by: Actor) -> None:
    """The department's operators learn that it is accepted."""
    text = _("“%(title)s” diterima koordinator daerah.") % {"title": entry.title}
    people = people_of(entry.report, "OPD", department=entry.department_id, but=by)
    tell_all(people, text, page_of(entry), kind="entry.accepted")


def report_submitted(submission: Submission, *, by: Actor) -> None:
    """Head and coordinators learn the receipt's number."""
    text = _("Laporan daerah sudah terkirim. Tanda terima %(number)s.") % {"number": submission.number}
    url = reverse("entries:receipt", kwargs={"number": submission.number})
    tell_all(people_of(submission.report, "COR", "HEAD", but=by), text, url, kind="report.submitted")


def report_taken_back(report: Report, number: str, *, by: Actor) -> None:
    """Head and coordinators learn that the region has nothing submitted now."""
    text = _("Laporan daerah %(number)s ditarik kembali dan harus dikirim lagi sebelum penjaringan ditutup.")
    url = reverse("entries:report", args=[report.edition_id, report.region_id])
    people = people_of(report, "COR", "HEAD", but=by)
    tell_all(people, text % {"number": number}, url, kind="report.taken_back")


def statement_signed(statement: Statement, *, by: Actor) -> None:
    """The coordinators learn that the way to the submission is free."""
    text = _("%(name)s menandatangani pernyataan kebenaran laporan daerah.") % {"name": statement.name}
    report = statement.report
    url = reverse("entries:submit", args=[report.edition_id, report.region_id])
    tell_all(people_of(report, "COR", but=by), text, url, kind="statement.signed")


def report_withdrawn(report: Report, *, by: Actor) -> None:
    """Head and coordinators learn that the region is out."""
    text = _("%(region)s mengundurkan diri dari %(edition)s. Keputusan ini tidak dapat dibatalkan.")
    words = {"region": report.region.name, "edition": report.edition.title}
    url = reverse("entries:report", args=[report.edition_id, report.region_id])
    tell_all(people_of(report, "COR", "HEAD", but=by), text % words, url, kind="report.withdrawn")


def page_of(entry: Entry) -> str:
    """Where something can be done about it."""
    return reverse("entries:entry", kwargs={"entry_id": entry.pk})
