"""What only the head of a region does: signing the integrity statement, and withdrawing after the end."""

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.clock import database_now
from piagam.entries import notifying
from piagam.entries.locks import lock_report
from piagam.entries.manifest import content_sha256
from piagam.entries.models import Entry, Report, Statement
from piagam.entries.statements import text_for
from piagam.entries.states import require_state
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.reasons import reason_given
from piagam.web.errors import Refused


@transaction.atomic
def sign_statement(report: Report, *, name: str, seen: str, by: Actor) -> Statement:
    """Signs what is there now. `seen`: the fingerprint the page showed; if it moved since, nothing is signed."""
    locked = lock_report(report)
    require(by, "statement.sign", locked)
    require_state(locked, "statement.sign")
    if " ".join(name.split()).casefold() != " ".join(by.name.split()).casefold():
        raise Refused(_("Ketik nama Anda persis seperti pada akun ini: %(name)s.") % {"name": by.name}, 422)
    assert by.user_id is not None
    content = content_sha256(locked)
    if content != seen:
        raise Refused(_("Isi laporan berubah sejak halaman dibuka. Baca lagi, lalu tanda tangani."), 409)
    standing = Statement.objects.filter(report=locked).first()
    if standing is not None and standing.content_sha256 == content and standing.signed_by_id == by.user_id:
        return standing
    statement = Statement.objects.create(
        report=locked, name=" ".join(name.split()), text=text_for(locked), content_sha256=content,
        signed_at=database_now(), signed_by_id=by.user_id,
    )  # fmt: skip
    record(
        "statement.sign", by=by, on=locked, region=locked.region_id, edition=locked.edition_id,
        data={"statement": statement.pk, "content_sha256": content},
    )  # fmt: skip
    notifying.statement_signed(statement, by=by)
    return statement


@transaction.atomic
def withdraw_report(report: Report, *, reason: str, by: Actor) -> Report:
    """Takes the region out of the contest for good, after reporting has closed."""
    locked = lock_report(report)
    require(by, "report.withdraw", locked)
    step = require_state(locked, "report.withdraw")
    reason = reason_given(by, "report.withdraw", reason)
    now = database_now()
    entries = Entry.objects.filter(report=locked, state=Entry.State.SUBMITTED)
    number = entries.update(state=Entry.State.WITHDRAWN, state_since=now)
    locked.state = step.goes_to
    locked.save(update_fields=["state"])
    record(
        "report.withdraw", by=by, on=locked, region=locked.region_id, edition=locked.edition_id,
        reason=reason, data={"entries": number},
    )  # fmt: skip
    notifying.report_withdrawn(locked, by=by)
    return locked
