"""What each role sees first: tiles with a figure, and what to do next. Reads every stage, writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.audit.models import AuditEvent
from piagam.editions.models import Edition, Phase
from piagam.entries.models import Claim, Entry, Report, Submission
from piagam.innovations.models import Innovation
from piagam.people.actor import Actor
from piagam.people.models import Membership, Proposal
from piagam.regions.models import Department, Region
from piagam.results.models import Result
from piagam.verification.models import Assignment, Finding


@dataclass(frozen=True)
class Tile:
    """A figure with its name and where it leads."""

    label: str
    figure: str
    url: str = ""
    text: str = ""


@dataclass(frozen=True)
class Task:
    """Something that waits for this person."""

    text: str
    url: str


@dataclass
class Desk:
    """One role's first page."""

    tiles: list[Tile] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)  # a short table, where the role has one
    rows_title: str = ""


def desk_for(actor: Actor, edition: Edition | None) -> Desk:
    """The desk of the actor's role, for the edition that menus point to."""
    makers: dict[str, Callable[[Actor, Edition | None], Desk]] = {
        "OPD": operator, "COR": coordinator, "HEAD": head, "PROV": provincial, "VER": verifier,
        "QC": quality, "ADM": administrator, "AUD": auditor,
    }  # fmt: skip
    maker = makers.get(actor.role)
    return maker(actor, edition) if maker else Desk()


def operator(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    bank = Innovation.objects.filter(department=actor.department_id or 0, archived_at=None)
    desk.tiles.append(Tile(_("Inovasi di bank"), str(bank.count()), reverse("innovations:list")))
    if edition is None:
        return desk
    entries = Entry.objects.filter(report__edition=edition, department=actor.department_id or 0)
    count = entries.aggregate(
        all=Count("pk"),
        returned=Count("pk", filter=Q(state="returned")),
        draft=Count("pk", filter=Q(state="draft")),
        done=Count("pk", filter=Q(state__in=["sent", "accepted", "submitted"])),
    )
    url = reverse("entries:my_report")
    desk.tiles.append(Tile(_("Diikutkan tahun ini"), str(count["all"]), url))
    desk.tiles.append(Tile(_("Sudah diajukan"), str(count["done"]), url))
    if edition.phase_now in "AJFP":
        findings = reverse("verification:own_findings", args=[edition.pk, actor.region_code])
        desk.tasks.append(Task(_("Baca hasil verifikasi dan alasannya"), findings))
    if edition.phase_now == Phase.OPEN:
        for entry in entries.filter(state="returned").select_related("innovation")[:5]:
            text = _("Perbaiki “%(title)s”: dikembalikan koordinator") % {"title": entry.title}
            desk.tasks.append(Task(text, reverse("entries:entry", args=[entry.pk])))
        for entry in entries.filter(state="draft").select_related("innovation").order_by("-created_at")[:5]:
            text = _("Lanjutkan isian “%(title)s”") % {"title": entry.title}
            desk.tasks.append(Task(text, reverse("entries:entry", args=[entry.pk])))
        desk.tasks.append(Task(_("Tulis inovasi baru"), reverse("innovations:create")))
    return desk


def coordinator(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    departments = Department.objects.filter(region_id=actor.region_code, is_active=True)
    desk.tiles.append(Tile(_("Perangkat daerah"), str(departments.count()), reverse("regions:departments")))
    if edition is None:
        return desk
    _region_tiles(desk, actor, edition)
    waiting = Entry.objects.filter(report__edition=edition, report__region_id=actor.region_code, state="sent")
    if edition.phase_now == Phase.OPEN:
        for entry in waiting.select_related("innovation", "department")[:8]:
            text = _("Periksa “%(title)s” dari %(department)s")
            desk.tasks.append(Task(
                text % {"title": entry.title, "department": entry.department.name},
                reverse("entries:entry", args=[entry.pk]),
            ))  # fmt: skip
    _department_rows(desk, actor, edition)
    return desk


def head(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    if edition is not None:
        _region_tiles(desk, actor, edition)
        _department_rows(desk, actor, edition)
    return desk


def _region_tiles(desk: Desk, actor: Actor, edition: Edition) -> None:
    entries = Entry.objects.filter(report__edition=edition, report__region_id=actor.region_code)
    count = entries.aggregate(
        all=Count("pk"),
        sent=Count("pk", filter=Q(state="sent")),
        ready=Count("pk", filter=Q(state__in=["accepted", "submitted"])),
    )
    url = reverse("entries:report", args=[edition.pk, actor.region_code])
    desk.tiles.append(Tile(_("Inovasi diikutkan"), str(count["all"]), url))
    desk.tiles.append(Tile(_("Menunggu diperiksa"), str(count["sent"]), url))
    desk.tiles.append(Tile(_("Siap atau terkirim"), str(count["ready"]), url))
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


def _department_rows(desk: Desk, actor: Actor, edition: Edition) -> None:
    desk.rows_title = _("Perangkat daerah")
    mine = Q(entries__report__edition=edition)
    found = Department.objects.filter(region_id=actor.region_code, is_active=True, parent=None).annotate(
        all=Count("entries", filter=mine),
        ready=Count("entries", filter=mine & Q(entries__state__in=["sent", "accepted", "submitted"])),
    )
    desk.rows = [
        {"name": one.name, "all": one.all, "ready": one.ready, "silent": one.all == 0}
        for one in found.order_by("all", "name")
    ]


def provincial(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk(rows_title=_("Daerah di provinsi"))
    regions = Region.objects.filter(province_code=actor.province_code or "", is_autonomous=True)
    desk.tiles.append(Tile(_("Daerah"), str(regions.count())))
    if edition is None:
        return desk
    found = regions.annotate(
        all=Count("reports__entries", filter=Q(reports__edition=edition), distinct=True),
        sent=Count("reports", filter=Q(reports__edition=edition, reports__state="submitted"), distinct=True),
    )
    desk.rows = [
        {"name": one.name, "all": one.all, "ready": one.sent, "silent": one.all == 0}
        for one in found.order_by("code")
    ]
    desk.tiles.append(Tile(_("Sudah mengirim"), str(sum(1 for row in desk.rows if row["ready"]))))
    return desk


def verifier(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    mine = Assignment.objects.filter(verifier_id=actor.user_id, ended_at=None)
    if edition is not None:
        mine = mine.filter(claim__report__edition=edition)
    total = mine.count()
    decided = mine.filter(finding__isnull=False).count()
    desk.tiles.append(Tile(_("Ditugaskan kepada saya"), str(total), reverse("verification:queue")))
    desk.tiles.append(Tile(_("Sudah diputuskan"), str(decided)))
    if total > decided:
        desk.tasks.append(Task(_("Buka isian berikutnya"), reverse("verification:queue")))
    return desk


def quality(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    if edition is None:
        return desk
    claims = Claim.objects.filter(report__edition=edition, report__state="submitted", level__gt=0)
    assigned = Assignment.objects.filter(claim__report__edition=edition, ended_at=None)
    locked = Finding.objects.filter(claim__report__edition=edition, locked_at__isnull=False)
    desk.tiles = [
        Tile(_("Isian yang diperiksa"), str(claims.count())),
        Tile(_("Ditugaskan"), str(assigned.count()), reverse("verification:assignments")),
        Tile(_("Putusan terkunci"), str(locked.count())),
    ]
    if edition.phase_now in {"C", "V", "A"}:
        desk.tasks.append(Task(_("Tugaskan verifikator"), reverse("verification:assignments")))
    waiting = Result.objects.filter(edition=edition, approved_at=None, rejected_at=None)
    if waiting.exists():
        desk.tasks.append(
            Task(_("Setujui atau tolak usulan hasil"), reverse("results:manage", args=[edition.pk]))
        )
    return desk


def administrator(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    desk.tiles.append(Tile(_("Edisi"), str(Edition.objects.count()), reverse("editions:list")))
    if edition is not None:
        sent = Report.objects.filter(edition=edition, state="submitted").count()
        desk.tiles.append(Tile(_("Daerah terkirim"), str(sent)))
    staff = Membership.objects.filter(ended_at=None).count()
    desk.tiles.append(Tile(_("Akun aktif"), str(staff), reverse("people:accounts")))
    for one in Proposal.objects.filter(decided_at=None).exclude(proposed_by_id=actor.user_id)[:10]:
        is_account = one.action.endswith("account.ask")
        url = reverse("people:accounts") if is_account else reverse("editions:manage", args=[one.edition_id])
        desk.tasks.append(
            Task(_("Usulan menunggu orang kedua: %(what)s") % {"what": _proposal_name(one)}, url)
        )
    if edition is not None and edition.phase_now == Phase.FINAL:
        desk.tasks.append(
            Task(_("Usulkan atau terbitkan hasil"), reverse("results:manage", args=[edition.pk]))
        )
    return desk


def _proposal_name(proposal: Proposal) -> str:
    names = {
        "edition.set_rules": _("pedoman edisi"),
        "edition.ask_next_phase": _("tahap berikutnya"),
        "regional_account.ask": _("akun daerah"),
        "staff_account.ask": _("akun kementerian"),
    }
    return names.get(proposal.action, proposal.action)


def auditor(actor: Actor, edition: Edition | None) -> Desk:
    del actor, edition
    desk = Desk()
    desk.tiles.append(Tile(_("Peristiwa tercatat"), str(AuditEvent.objects.count()), reverse("desks:audit")))
    desk.tasks.append(Task(_("Periksa rantai catatan"), reverse("desks:audit")))
    return desk
