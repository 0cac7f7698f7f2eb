"""The list that a coordinator goes through before the submission: each line done or not, and where to mend it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from piagam.conversations.queries import threads_for
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Entry, EvidenceLink, Report
from piagam.entries.promises import undelivered_in
from piagam.entries.readiness import Readiness
from piagam.entries.slots import indicators_for
from piagam.entries.statements import Standing
from piagam.innovations.standing import standing_in
from piagam.people.actor import Actor
from tallybook.validity import Outcome


@dataclass(frozen=True)
class Line:
    """One thing to look at: whether it is in order, the sentence, and the page where it is mended."""

    label: str
    is_done: bool
    sentence: str
    url: str = ""


def checklist_of(report: Report, readiness: Readiness, statement: Standing, actor: Actor) -> list[Line]:
    """Every line, in the order in which they hurt."""
    return [
        mandatory(report, readiness),
        eligibility(readiness),
        cap(report, readiness),
        departments(report, readiness),
        documents(report),
        promises(report),
        conversations(actor),
        signature(report, statement),
    ]


def line(label: str, number: int, sentence: str, fine: str, url: str = "") -> Line:
    """A line that is in order when nothing is counted."""
    return Line(label, number == 0, sentence % {"number": number} if number else fine, url if number else "")


def mandatory(report: Report, readiness: Readiness) -> Line:
    missing = len(readiness.region.missing_mandatory)
    missing += sum(len(check.maturity.missing_mandatory) for check in readiness.going)
    text = ngettext("%(number)d isian wajib masih kurang.", "%(number)d isian wajib masih kurang.", missing)
    url = reverse("entries:region_answers", args=[report.edition_id, report.region_id])
    return line(_("Isian wajib"), missing, text, _("Semua terjawab dan berbukti."), url)


def eligibility(readiness: Readiness) -> Line:
    number = sum(bool(check.ineligible) for check in readiness.going)
    text = ngettext(
        "%(number)d inovasi belum memenuhi syarat tanggal.",
        "%(number)d inovasi belum memenuhi syarat tanggal.",
        number,
    )
    return line(_("Syarat inovasi"), number, text, _("Semua yang dikirim memenuhi syarat."))


def cap(report: Report, readiness: Readiness) -> Line:
    most = next((part.cap for part in rulebook_of(report.edition).parts if part.cap), None)
    over = max(0, len(readiness.going) - most) if most else 0
    text = _("%(over)s inovasi di atas batas %(cap)s; kelebihannya tidak menambah nilai jumlah.")
    fine = _("Di bawah batas %(cap)s.") % {"cap": most} if most else _("Tahun penilaian ini tidak membatasi.")
    return Line(_("Batas jumlah inovasi"), not over, text % {"over": over, "cap": most} if over else fine)


def departments(report: Report, readiness: Readiness) -> Line:
    waiting = {check.entry.department_id for check in readiness.left}
    text = ngettext(
        "%(number)d perangkat daerah punya inovasi yang belum selesai.",
        "%(number)d perangkat daerah punya inovasi yang belum selesai.",
        len(waiting),
    )
    url = reverse("entries:report", args=[report.edition_id, report.region_id])
    return line(_("Perangkat daerah"), len(waiting), text, _("Semua selesai."), url)


def documents(report: Report) -> Line:
    """Linked documents that the edition does not count: too old, expired, revoked."""
    number = len(spent_links(report)) if report.pk else 0
    text = ngettext(
        "%(number)d bukti tidak berlaku untuk isiannya.",
        "%(number)d bukti tidak berlaku untuk isiannya.",
        number,
    )
    url = reverse("innovations:library")
    return line(_("Dokumen"), number, text, _("Tidak ada yang diketahui tidak berlaku."), url)


def spent_links(report: Report) -> list[EvidenceLink]:
    """The links of what would be submitted whose document does not count, in one query."""
    rows = {row.code: row for row in (*indicators_for(report), *indicators_for(Entry(report=report)))}
    links = EvidenceLink.objects.filter(claim__report=report.pk, claim__indicator__in=rows)
    links = links.exclude(claim__entry__state__in=("draft", "sent", "returned"))
    found = []
    for link in links.select_related("document", "claim__entry__innovation"):
        entry = link.claim.entry
        profile = entry.innovation.profile if entry is not None else None
        standing = standing_in(report.edition, link.document, rows[link.claim.indicator], profile=profile)
        if standing.outcome is Outcome.NOT:
            found.append(link)
    return found


def promises(report: Report) -> Line:
    number = undelivered_in(report, None).count() if report.pk else 0
    text = ngettext(
        "%(number)d berkas dijanjikan dan belum dikirim.",
        "%(number)d berkas dijanjikan dan belum dikirim.",
        number,
    )
    url = reverse("entries:owed", args=[report.edition_id, report.region_id])
    return line(_("Berkas yang dijanjikan"), number, text, _("Tidak ada yang tertunda."), url)


def conversations(actor: Actor) -> Line:
    number = threads_for(actor, which="unread").count()
    text = ngettext("%(number)d percakapan belum dibaca.", "%(number)d percakapan belum dibaca.", number)
    return line(_("Percakapan"), number, text, _("Semua sudah dibaca."), reverse("conversations:list"))


def signature(report: Report, statement: Standing) -> Line:
    url = reverse("entries:statement", args=[report.edition_id, report.region_id])
    if statement.holds and statement.last:
        text = _("Ditandatangani %(name)s.") % {"name": statement.last.name}
        return Line(_("Pernyataan kebenaran"), True, text, url)
    text = _("Belum ditandatangani.")
    if statement.is_stale:
        text = _("Sudah ditandatangani, tetapi isi laporan berubah sesudahnya; perlu ditandatangani lagi.")
    return Line(_("Pernyataan kebenaran"), False, text, url)
