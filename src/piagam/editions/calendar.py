"""THE CALENDAR TABLE: the phases in order, how each ends, and what must be true before the next begins."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from piagam.editions.clock import database_now
from piagam.editions.models import Edition, Phase
from piagam.people.models import Membership, Role
from piagam.regions.models import ClusterFact

CLOCK, TWO_PEOPLE, RESULT, NEVER = "clock", "two people", "published result", ""
DELIVERY = timedelta(hours=24)  # bytes promised before the end may still arrive (permissions.md §1)
AT_LEAST = 2  # administrators and quality supervisors: each approves what another asks


@dataclass(frozen=True)
class Step:
    """One phase: how it ends, and which comes next."""

    phase: str
    ends_by: str
    next: str = ""

    @property
    def label(self) -> str:
        return str(Phase(self.phase).label)


CALENDAR = (
    Step("D", TWO_PEOPLE, "O"),
    Step("O", CLOCK, "C"),
    Step("C", TWO_PEOPLE, "V"),
    Step("V", TWO_PEOPLE, "A"),
    Step("A", TWO_PEOPLE, "J"),
    Step("J", TWO_PEOPLE, "F"),
    Step("F", RESULT, "P"),
    Step("P", NEVER),
)
BY_PHASE = {step.phase: step for step in CALENDAR}


def step_now(edition: Edition) -> Step:
    """The line of the table an edition is on, by the database's clock."""
    return BY_PHASE[edition.phase_now]


def ending(step: Step) -> str:
    """How a phase ends, in a sentence."""
    sentences = {
        CLOCK: _("Berakhir sendiri pada batas waktunya, menurut jam server."),
        TWO_PEOPLE: _("Berakhir dengan keputusan dua orang: satu mengusulkan, satu menyetujui."),
        RESULT: _("Berakhir saat hasil diterbitkan."),
        NEVER: _("Tahap terakhir."),
    }
    return sentences[step.ends_by]


def ended_by(step: Step) -> str:
    """The same in a few words, for a line of the timeline."""
    words = {
        CLOCK: _("Berakhir menurut jam"),
        TWO_PEOPLE: _("Berakhir oleh dua orang"),
        RESULT: _("Berakhir saat hasil terbit"),
        NEVER: "",
    }
    return words[step.ends_by]


def missing_for_next(edition: Edition) -> list[str]:
    """What still stands between an edition and its next phase, one sentence each; empty when nothing does."""
    step = step_now(edition)
    if step.ends_by != TWO_PEOPLE:
        return [ending(step)]
    if step.phase == Phase.DRAFT:
        return missing_for_opening(edition)
    closes = edition.closes_at
    if step.phase == Phase.CLOSED and closes and not edition.is_demo and database_now() < closes + DELIVERY:
        return [_("Bukti yang sudah dijanjikan masih boleh dikirim sampai 24 jam setelah batas waktu.")]
    return []


def missing_for_opening(edition: Edition) -> list[str]:
    """The start-up check: rules, calendar, people and clusters."""
    missing = []
    if edition.rulebook_approved_at is None:
        missing.append(_("Pedoman belum disetujui administrator kedua."))
    if edition.opens_at is None or edition.closes_at is None:
        missing.append(_("Kalender belum diisi: waktu dibuka dan batas waktu."))
    elif edition.closes_at <= database_now():
        missing.append(_("Batas waktu sudah lewat; tetapkan waktu yang akan datang."))
    for role, few in ((Role.ADM, _("administrator")), (Role.QC, _("pengawas mutu"))):
        count = holders(edition, role)
        if count < AT_LEAST:
            sentence = _("Perlu paling sedikit dua %(role)s dengan akun aktif; sekarang %(count)s.")
            missing.append(sentence % {"role": few, "count": count})
    if not ClusterFact.objects.filter(edition=edition).exists():
        missing.append(_("Klaster daerah belum dibentuk; ini terjadi saat pedoman disetujui."))
    return missing


def holders(edition: Edition, role: str) -> int:
    """How many people hold a role in this edition, standing roles counted."""
    held = Membership.objects.filter(role=role, ended_at=None, user__is_active=True)
    standing_or_here = held.filter(edition=None) | held.filter(edition=edition)
    return standing_or_here.values("user").distinct().count()
