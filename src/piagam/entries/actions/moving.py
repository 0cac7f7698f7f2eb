"""The way of an entry: taken from the bank, sent to the coordinator, returned or accepted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.models import Edition, Phase
from piagam.entries import notifying
from piagam.entries.earlier import must_say_what_is_new
from piagam.entries.locks import hold_edition, lock_entry, lock_report
from piagam.entries.models import Entry, Report
from piagam.entries.states import Step, require_state
from piagam.innovations.models import Innovation
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.regions.queries import office_of
from piagam.web.errors import Refused


@transaction.atomic
def enter_innovation(innovation: Innovation, edition: Edition, *, by: Actor) -> Entry:
    """Begins the innovation's entry in an open edition; the entry that is there already is returned as it is."""
    held = hold_edition(edition.pk)
    candidate = Entry(
        report=Report(edition=held, region=innovation.region),
        innovation=innovation,
        department=office_of(innovation.department),
    )
    require(by, "innovation.create", candidate)
    phase = held.phase_now
    if phase != Phase.OPEN:
        sentence = _("Inovasi hanya dapat diikutkan selama masa penjaringan.")
        raise Refused(sentence, 409, code="wrong-phase", phase=phase, when=held.closes_at)
    if innovation.archived_at is not None:
        raise Refused(_("Inovasi ini sudah diarsipkan; pulihkan dulu sebelum mengikutkannya."), 409)
    report = lock_report(candidate.report)
    require_state(report, "claim.edit")
    entry, created = Entry.objects.get_or_create(
        report=report, innovation=innovation, defaults={"department": candidate.department}
    )
    if created:
        record("entry.create", by=by, on=entry, region=innovation.region_id, edition=held.pk,
               data={"innovation": innovation.pk})  # fmt: skip
    return entry


SAYS_WHAT_IS_NEW = frozenset({"entry.send", "entry.accept"})


def move(entry: Entry, action: str, *, by: Actor, note: str = "") -> Entry:
    """One step of the state table: locked, asked again, changed, recorded. Runs inside a transaction."""
    lock_report(entry.report)
    locked = lock_entry(entry)
    require(by, action, locked)
    require_state(locked.report, "claim.edit")
    step: Step = require_state(locked, action)
    if action in SAYS_WHAT_IS_NEW and must_say_what_is_new(locked):
        raise Refused(
            _("Inovasi ini pernah ikut. Tuliskan dahulu apa yang dikembangkan sejak saat itu."), 422
        )
    before = locked.state
    without = {"no_operator": True} if before in step.without_operator else {}
    locked.state, locked.note, locked.state_since = step.goes_to, note, timezone.now()
    locked.save(update_fields=["state", "note", "state_since"])
    record(
        action, by=by, on=locked, region=locked.report.region_id, edition=locked.report.edition_id,
        reason=note, data={"from": before, "to": step.goes_to} | without,
    )  # fmt: skip
    return locked


@transaction.atomic
def send_entry(entry: Entry, *, by: Actor) -> Entry:
    """The department hands its report on an innovation to the coordinator."""
    moved = move(entry, "entry.send", by=by)
    notifying.entry_sent(moved, by=by)
    return moved


@transaction.atomic
def return_entry(entry: Entry, *, note: str, by: Actor) -> Entry:
    """The coordinator gives it back, with the sentence that says what to mend."""
    if not note.strip():
        raise Refused(_("Tuliskan apa yang perlu diperbaiki."), 422)
    moved = move(entry, "entry.return", by=by, note=note.strip())
    notifying.entry_returned(moved, by=by)
    return moved


@transaction.atomic
def accept_entry(entry: Entry, *, by: Actor) -> Entry:
    """The coordinator accepts it for the region; from here on the department changes nothing."""
    moved = move(entry, "entry.accept", by=by)
    notifying.entry_accepted(moved, by=by)
    return moved
