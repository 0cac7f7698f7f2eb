"""Desks of those who report, and of the provincial supervisor."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.desks.parts import Desk, Task, Tile, in_words
from piagam.desks.waiting import waiting_for
from piagam.editions.models import Edition, Phase
from piagam.entries.models import Entry, Submission
from piagam.innovations.models import Innovation
from piagam.mentoring.queries.checks import questions_to
from piagam.mentoring.queries.progress import Progress, progress_of, with_units
from piagam.mentoring.reminding import sentence
from piagam.people.actor import Actor
from piagam.regions.models import Department, Region

ROWS = 12


def operator(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    bank = Innovation.objects.filter(department__in=actor.department_ids, archived_at=None)
    desk.tiles.append(Tile(_("Inovasi di bank"), in_words(bank.count()), reverse("innovations:list")))
    if edition is None:
        return desk
    entries = Entry.objects.filter(report__edition=edition, department__in=actor.department_ids)
    count = entries.aggregate(
        all=Count("pk"),
        returned=Count("pk", filter=Q(state="returned")),
        draft=Count("pk", filter=Q(state="draft")),
        done=Count("pk", filter=Q(state__in=["sent", "accepted", "submitted"])),
    )
    url = reverse("entries:my_report")
    desk.tiles.append(Tile(_("Diikutkan tahun ini"), in_words(count["all"]), url))
    desk.tiles.append(Tile(_("Sudah diajukan"), in_words(count["done"]), url))
    if edition.phase_now in "AJFP":
        findings = reverse("verification:own_findings", args=[edition.pk, actor.region_code])
        desk.tasks.append(Task(_("Baca hasil verifikasi dan alasannya"), findings))
    if edition.phase_now == Phase.OPEN:
        desk.tasks += asked_of(actor, edition)
        for entry in entries.filter(state="returned").select_related("innovation")[:5]:
            text = _("Perbaiki “%(title)s”: dikembalikan koordinator") % {"title": entry.title}
            desk.tasks.append(Task(text, reverse("entries:entry", args=[entry.pk])))
        for entry in entries.filter(state="draft").select_related("innovation").order_by("-created_at")[:5]:
            text = _("Lanjutkan isian “%(title)s”") % {"title": entry.title}
            desk.tasks.append(Task(text, reverse("entries:entry", args=[entry.pk])))
        desk.tasks.append(Task(_("Tulis inovasi baru"), reverse("innovations:create")))
    estimate = reverse("scoring:estimate", args=[edition.pk, actor.region_code])
    desk.tasks.append(Task(_("Perkiraan kematangan"), estimate))
    steps = reverse("scoring:next_steps", args=[edition.pk, actor.region_code])
    desk.tasks.append(Task(_("Langkah berikutnya: apa yang kurang dan nilainya"), steps))
    return desk


def asked_of(actor: Actor, edition: Edition) -> list[Task]:
    """The department's date with its countdown, and the coordinator's questions about its rows."""
    region = Region.objects.get(pk=actor.region_code)
    own = reverse("mentoring:department", args=[actor.department_id])
    one = with_units(region, edition, actor.department_id or 0)
    tasks = [Task(sentence(one), own)] if one and one.due and not one.is_finished and not one.is_late else []
    text = _("Jawab pertanyaan koordinator tentang “%(title)s”")
    titles = {one.claim.entry_id: one.claim.entry.title
              for one in questions_to(actor.department_ids, edition) if one.claim.entry}  # fmt: skip
    tasks += [Task(text % {"title": title}, reverse("mentoring:checks", args=[pk]))
              for pk, title in titles.items()]  # fmt: skip
    return tasks


def coordinator(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    departments = Department.objects.filter(region_id=actor.region_code, is_active=True)
    desk.tiles.append(
        Tile(_("Perangkat daerah"), in_words(departments.count()), reverse("regions:departments"))
    )
    if edition is None:
        return desk
    _region_tiles(desk, actor, edition)
    region = Region.objects.get(pk=actor.region_code)
    progress = progress_of(region, edition)
    if edition.phase_now == Phase.OPEN:
        desk.tasks = [*waiting_for(actor, edition, progress), *desk.tasks]
    _department_rows(desk, progress)
    return desk


def _region_tiles(desk: Desk, actor: Actor, edition: Edition) -> None:
    entries = Entry.objects.filter(report__edition=edition, report__region_id=actor.region_code)
    count = entries.aggregate(
        all=Count("pk"),
        sent=Count("pk", filter=Q(state="sent")),
        ready=Count("pk", filter=Q(state__in=["accepted", "submitted"])),
    )
    url = reverse("entries:report", args=[edition.pk, actor.region_code])
    desk.tiles.append(Tile(_("Inovasi diikutkan"), in_words(count["all"]), url))
    desk.tiles.append(Tile(_("Menunggu diperiksa"), in_words(count["sent"]), url))
    desk.tiles.append(Tile(_("Siap atau terkirim"), in_words(count["ready"]), url))
    receipt = Submission.objects.filter(
        report__edition=edition, report__region_id=actor.region_code, taken_back_at=None
    ).first()
    if receipt:
        desk.tiles.append(
            Tile(_("Tanda terima"), receipt.number, reverse("entries:receipt", args=[receipt.number]))
        )
    if edition.phase_now in "AJFP":
        findings = reverse("verification:own_findings", args=[edition.pk, actor.region_code])
        desk.tasks.append(Task(_("Baca hasil verifikasi dan alasannya"), findings))
    estimate = reverse("scoring:estimate", args=[edition.pk, actor.region_code])
    desk.tasks.append(Task(_("Lihat perkiraan indeks daerah dan apa yang kurang"), estimate))
    simulator = reverse("scoring:simulator", args=[edition.pk, actor.region_code])
    desk.tasks.append(Task(_("Andaikan sesuatu di simulator"), simulator))


def _department_rows(desk: Desk, progress: list[Progress]) -> None:
    """Those most behind; the page of all of them is a link away."""
    order = ("late", "silent", "returned", "working", "waiting", "done")
    found = sorted(progress, key=lambda one: (order.index(one.state), one.percent, one.department.name))
    desk.rows_title = _("Perangkat daerah yang paling tertinggal")
    desk.more_url = reverse("mentoring:departments")
    desk.rows = [
        {
            "name": one.department.name, "all": one.entries, "ready": one.sent + one.accepted,
            "silent": not one.entries, "url": reverse("mentoring:department", args=[one.department.pk]),
        }
        for one in found[:ROWS]
    ]  # fmt: skip


def provincial(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk(rows_title=_("Daerah di provinsi"), are_regions=True)
    regions = Region.objects.filter(province_code=actor.province_code or "", is_autonomous=True)
    desk.tiles.append(Tile(_("Daerah"), in_words(regions.count())))
    if edition is None:
        return desk
    found = regions.annotate(
        all=Count("reports__entries", filter=Q(reports__edition=edition), distinct=True),
        sent=Count("reports", filter=Q(reports__edition=edition, reports__state="submitted"), distinct=True),
        reported=Count("reports", filter=Q(reports__edition=edition), distinct=True),
    )
    may_list = edition.phase_now != Phase.DRAFT
    desk.rows = [
        {
            "name": one.name,
            "all": one.all,
            "ready": one.sent,
            "silent": not one.sent,
            "url": reverse("entries:report", args=[edition.pk, one.pk]) if one.reported and may_list else "",
        }
        for one in found.order_by("code")
    ]
    desk.tiles.append(Tile(_("Sudah mengirim"), in_words(sum(1 for row in desk.rows if row["ready"]))))
    return desk
