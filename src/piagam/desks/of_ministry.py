"""Desks of those who verify, decide, administer and audit."""

from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.audit.models import AuditEvent
from piagam.desks.parts import Desk, Task, Tile, in_words
from piagam.editions.models import Edition, Phase
from piagam.entries.models import Claim, Report
from piagam.people.actor import Actor
from piagam.people.models import Membership, Proposal
from piagam.results.models import Result
from piagam.verification.models import Assignment, Finding


def verifier(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    mine = Assignment.objects.filter(verifier_id=actor.user_id, ended_at=None)
    if edition is not None:
        mine = mine.filter(claim__report__edition=edition)
    total = mine.count()
    decided = mine.filter(finding__isnull=False).count()
    phase = edition.phase_now if edition is not None else ""
    url = reverse("verification:queue") if phase in {"V", "A"} else ""
    desk.tiles.append(Tile(_("Ditugaskan kepada saya"), in_words(total), url))
    desk.tiles.append(Tile(_("Sudah diputuskan"), in_words(decided)))
    if total > decided and phase == Phase.VERIFICATION:
        desk.tasks.append(Task(_("Buka isian berikutnya"), reverse("verification:queue")))
    return desk


def quality(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    if edition is None:
        return desk
    claims = Claim.objects.filter(report__edition=edition, report__state="submitted", level__gt=0)
    assigned = Assignment.objects.filter(claim__report__edition=edition, ended_at=None)
    locked = Finding.objects.filter(claim__report__edition=edition, locked_at__isnull=False)
    assigns = edition.phase_now in {"C", "V", "A"}
    desk.tiles = [
        Tile(_("Isian yang diperiksa"), in_words(claims.count())),
        Tile(
            _("Ditugaskan"),
            in_words(assigned.count()),
            reverse("verification:assignments") if assigns else "",
        ),
        Tile(_("Putusan terkunci"), in_words(locked.count())),
    ]
    if assigns:
        desk.tasks.append(Task(_("Tugaskan verifikator"), reverse("verification:assignments")))
    waiting = Result.objects.filter(edition=edition, approved_at=None, rejected_at=None)
    if waiting.exists():
        desk.tasks.append(
            Task(_("Setujui atau tolak usulan hasil"), reverse("results:manage", args=[edition.pk]))
        )
    return desk


def administrator(actor: Actor, edition: Edition | None) -> Desk:
    desk = Desk()
    editions = Edition.objects.count()
    desk.tiles.append(Tile(_("Edisi"), in_words(editions), reverse("editions:list")))
    if not editions:
        desk.tasks.append(Task(_("Mulai edisi pertama dari sebuah pedoman"), reverse("editions:create")))
    if edition is not None:
        sent = Report.objects.filter(edition=edition, state="submitted").count()
        desk.tiles.append(Tile(_("Daerah terkirim"), in_words(sent)))
    staff = Membership.objects.filter(ended_at=None).count()
    desk.tiles.append(Tile(_("Akun aktif"), in_words(staff), reverse("people:accounts")))
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
    desk.tiles.append(
        Tile(_("Peristiwa tercatat"), in_words(AuditEvent.objects.count()), reverse("desks:audit"))
    )
    desk.tasks.append(Task(_("Periksa rantai catatan"), reverse("desks:audit")))
    return desk
