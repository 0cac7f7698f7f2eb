"""From a run to a published result, two people; then the certificates."""

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.clock import database_now
from piagam.editions.models import Edition, Phase
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.results.certificates import issue_certificates
from piagam.results.models import Result
from piagam.scoring.actions import make_run
from piagam.scoring.inputs import unread_claims
from piagam.scoring.models import Run
from piagam.web.errors import Refused


def propose_result(edition: Edition, *, by: Actor) -> Result:
    """Computes the verified line and proposes it. Refused while a claim has no locked finding, or while one waits."""
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        require(by, "result.propose", edition)
        assert by.user_id is not None
        if Result.objects.filter(edition=edition, rejected_at=None).exists():
            raise Refused(_("Sudah ada usulan hasil yang menunggu keputusan."), 409)
        if unread := unread_claims(edition):
            sentence = _("Masih ada %(count)s isian tanpa putusan terkunci; hasil belum bisa diusulkan.")
            raise Refused(sentence % {"count": unread}, 409)
        run = make_run(edition, line=Run.Line.VERIFIED, by=by)
        version = Result.objects.filter(edition=edition).count() + 1
        result = Result.objects.create(edition=edition, run=run, version=version, proposed_by_id=by.user_id)
        record("result.propose", by=by, on=result, edition=edition.pk, data=fingerprints(result))
    return result


def approve_result(result: Result, *, by: Actor) -> Result:
    """A second person approves the proposed result."""
    with transaction.atomic():
        result = locked(result)
        require(by, "result.approve", result)
        if result.approved_at or result.rejected_at:
            raise Refused(_("Usulan ini sudah diputuskan."), 409)
        result.approved_by_id = by.user_id
        result.approved_at = database_now()
        result.save(update_fields=["approved_by", "approved_at"])
        record("result.approve", by=by, on=result, edition=result.edition_id, data=fingerprints(result))
    return result


def reject_result(result: Result, *, by: Actor, reason: str) -> Result:
    """The second person refuses; a new run may be proposed."""
    if not reason.strip():
        raise Refused(_("Tulis alasan penolakan."), 400)
    with transaction.atomic():
        result = locked(result)
        require(by, "result.approve", result)
        if result.approved_at or result.rejected_at:
            raise Refused(_("Usulan ini sudah diputuskan."), 409)
        result.rejected_at = database_now()
        result.save(update_fields=["rejected_at"])
        record("result.reject", by=by, on=result, edition=result.edition_id, reason=reason.strip())
    return result


def publish_result(result: Result, *, by: Actor) -> Result:
    """Publishes an approved result, issues the certificates, and ends the edition."""
    with transaction.atomic():
        edition = Edition.objects.select_for_update().get(pk=result.edition_id)
        result = locked(result)
        require(by, "result.publish", result)
        if result.approved_at is None:
            raise Refused(_("Hasil harus disetujui orang kedua sebelum diterbitkan."), 409)
        if result.published_at is not None:
            raise Refused(_("Hasil ini sudah terbit."), 409)
        now = database_now()
        result.published_by_id = by.user_id
        result.published_at = now
        result.save(update_fields=["published_by", "published_at"])
        edition.phase = Phase.PUBLISHED
        edition.published_at = now
        edition.save(update_fields=["phase", "published_at"])
        record("result.publish", by=by, on=result, edition=edition.pk, data=fingerprints(result))
        count = issue_certificates(result, now=now)
        record("certificate.issue", by=by, on=result, edition=edition.pk, data={"certificates": count})
    return result


def locked(result: Result) -> Result:
    """The result as it is now, locked."""
    Result.objects.select_for_update().get(pk=result.pk)
    return Result.objects.select_related("edition", "run").get(pk=result.pk)


def fingerprints(result: Result) -> dict[str, object]:
    """What the result was computed from, for the audit record."""
    run = result.run
    return {
        "version": result.version,
        "run": run.pk,
        "rulebook": run.rulebook_sha256,
        "claims": run.claims_sha256,
    }
