"""The region's submission, and taking it back before the end."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.clock import database_now
from piagam.editions.models import Phase
from piagam.editions.rulebooks import rulebook_of
from piagam.entries import notifying
from piagam.entries.locks import lock_report
from piagam.entries.manifest import manifest_of, sha256_of
from piagam.entries.models import Claim, Entry, Report, Submission
from piagam.entries.statements import statement_over
from piagam.entries.states import require_state
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused


def live_submission(report: Report) -> Submission | None:
    """The submission that stands, if there is one."""
    return report.submissions.filter(taken_back_at=None).first()


def next_number(report: Report) -> str:
    """IGA-2026-17.71-02: edition, region, how many times the region has submitted."""
    return f"{report.edition_id.upper()}-{report.region_id}-{report.submissions.count() + 1:02d}"


@transaction.atomic
def submit_report(report: Report, *, by: Actor, leaves: Collection[int] = ()) -> Submission:
    """Submits the region's answers and every accepted entry; gives the receipt.

    `leaves`: the entries that the person agreed to leave behind. A second click of the same person gets the
    receipt of the first. The instant that decides is the one on the receipt.
    """
    locked = lock_report(report)
    now = database_now()
    require(by, "report.submit", locked)
    if locked.edition.phase_at(now) != Phase.OPEN:
        sentence = _("Masa penjaringan sudah ditutup.")
        raise Refused(sentence, 409, code="wrong-phase", phase="C", when=locked.edition.closes_at)
    standing = live_submission(locked)
    if standing is not None and standing.submitted_by_id == by.user_id:
        return standing
    require_state(locked, "report.submit")
    entries = list(Entry.objects.select_for_update(of=("self",)).filter(report=locked)
                   .select_related("innovation", "department").order_by("pk"))  # fmt: skip
    going = [entry for entry in entries if entry.state == Entry.State.ACCEPTED]
    left = {entry.pk for entry in entries} - {entry.pk for entry in going}
    if not left <= set(leaves):
        raise Refused(_("Daftar inovasi berubah sejak halaman dibuka. Periksa lagi, lalu kirim."), 409)
    if not going and not Claim.objects.filter(report=locked, entry=None, level__isnull=False).exists():
        raise Refused(
            _("Belum ada yang dapat dikirim: belum ada inovasi yang diterima dan isian daerah kosong."), 409
        )
    statement = statement_over(locked)
    if statement is None and rulebook_of(locked.edition).submission.statement:
        raise Refused(
            _("Pernyataan kebenaran belum ditandatangani kepala daerah, atau isinya berubah sesudahnya."), 409
        )
    for entry in going:
        step = require_state(entry, "report.submit")
        entry.state, entry.state_since = step.goes_to, now
        entry.frozen = {"title": entry.innovation.title, "profile": entry.innovation.profile}
    Entry.objects.bulk_update(going, ["state", "state_since", "frozen"], batch_size=200)
    number = next_number(locked)
    manifest = manifest_of(locked, going, number=number, submitted_at=now, statement=statement)
    submission = Submission.objects.create(
        report=locked, number=number, manifest=manifest, sha256=sha256_of(manifest), submitted_at=now,
        submitted_by_id=by.user_id,
    )  # fmt: skip
    locked.state = Report.State.SUBMITTED
    locked.save(update_fields=["state"])
    record(
        "report.submit", by=by, on=locked, region=locked.region_id, edition=locked.edition_id,
        data={"number": number, "sha256": submission.sha256, "entries": len(going), "left": sorted(left)},
    )  # fmt: skip
    notifying.report_submitted(submission, by=by)
    return submission


@transaction.atomic
def take_back_report(report: Report, *, by: Actor) -> Report:
    """Turns the submission into a draft again, before the end; the receipt stays, marked as taken back."""
    locked = lock_report(report)
    now = database_now()
    require(by, "report.take_back", locked)
    step = require_state(locked, "report.take_back")
    standing = live_submission(locked)
    number = standing.number if standing else ""
    locked.submissions.filter(taken_back_at=None).update(taken_back_at=now)
    Entry.objects.filter(report=locked, state=Entry.State.SUBMITTED).update(
        state=Entry.State.ACCEPTED, frozen=None, state_since=now
    )
    locked.state = step.goes_to
    locked.save(update_fields=["state"])
    record("report.take_back", by=by, on=locked, region=locked.region_id, edition=locked.edition_id,
           data={"number": number})  # fmt: skip
    notifying.report_taken_back(locked, number, by=by)
    return locked
