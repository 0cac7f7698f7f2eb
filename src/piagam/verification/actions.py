"""What people do in verification: assign, decide, lock, declare a conflict."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import Membership
from piagam.regions.models import Region
from piagam.verification.models import Assignment, Conflict, Finding
from piagam.verification.queries import PLACED, assignable, evidence_of
from piagam.web.errors import Refused

BATCH = 2000


def assign(
    edition: Edition,
    *,
    verifier: Membership,
    by: Actor,
    reason: str,
    indicator: str = "",
    region: str = "",
    at_most: int = 100,
) -> int:
    """Gives a verifier up to `at_most` unread claims, by indicator or region; how many it were.

    Regions with a declared conflict of the verifier are passed over. Refused without a reason or without claims.
    """
    require(by, "assignment.make", edition)
    if not reason.strip():
        raise Refused(_("Tulis alasan penugasan."), 400)
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        barred = Conflict.objects.filter(user=verifier.user, edition=edition).values_list(
            "region_id", flat=True
        )
        claims = assignable(edition, indicator=indicator, region=region).exclude(
            report__region_id__in=list(barred)
        )
        chosen = list(
            claims.order_by("report__region_id", "entry_id", "indicator").values_list("pk", flat=True)[
                :at_most
            ]
        )
        if not chosen:
            raise Refused(_("Tidak ada isian yang cocok dan belum ditugaskan."), 409)
        Assignment.objects.bulk_create(
            (
                Assignment(
                    claim_id=pk, verifier=verifier.user, assigned_by_id=by.user_id, reason=reason.strip()
                )
                for pk in chosen
            ),
            batch_size=BATCH,
        )
        record(
            "assignment.make", by=by, on=edition, region=region, edition=edition.pk, reason=reason.strip(),
            data={"verifier": verifier.user_id, "claims": len(chosen), "first": chosen[0], "last": chosen[-1],
                  "indicator": indicator},
        )  # fmt: skip
    return len(chosen)


def decide(
    assignment: Assignment,
    *,
    decision: str,
    by: Actor,
    level: int | None = None,
    reason_code: str = "",
    note: str = "",
) -> Finding:
    """Records a verifier's decision on a claim, bound to the bytes it saw; may be changed until it is locked.

    `level` is asked for only when lowering: below the claimed level, above 0. A no needs a reason of the edition and
    a sentence. Raises Refused with what is missing.
    """
    with transaction.atomic():
        Assignment.objects.select_for_update().get(pk=assignment.pk)
        assignment = Assignment.objects.select_related(*PLACED).get(pk=assignment.pk)
        claim = Claim.objects.select_for_update().get(pk=assignment.claim_id)
        require(by, "finding.decide", assignment)
        before = Finding.objects.filter(assignment=assignment).first()
        if before is not None and before.locked_at is not None:
            raise Refused(_("Putusan ini sudah terkunci."), 409)
        verified = verified_level(claim, decision, level)
        if decision != Finding.Decision.ACCEPT:
            require_reason(assignment, decision, reason_code, note)
        seen = sorted({link.version.file_id for link in evidence_of(claim) if link.version})
        finding, _made = Finding.objects.update_or_create(
            assignment=assignment,
            defaults={
                "claim": claim,
                "decision": decision,
                "level": verified,
                "reason_code": "" if decision == Finding.Decision.ACCEPT else reason_code,
                "note": note.strip(),
                "seen": seen,
                "decided_at": timezone.now(),
            },
        )
        report = assignment.claim.report
        record(
            "finding.decide", by=by, on=finding, region=report.region_id, edition=report.edition_id,
            data={"claim": claim.pk, "decision": decision, "claimed": claim.level, "level": verified,
                  "reason": finding.reason_code, "seen": seen,
                  "before": [before.decision, before.level] if before else None},
        )  # fmt: skip
    return finding


def verified_level(claim: Claim, decision: str, level: int | None) -> int:
    """The level that a decision leaves. Raises Refused for a lowering that lowers nothing."""
    claimed = claim.level or 0
    if decision == Finding.Decision.ACCEPT:
        return claimed
    if decision == Finding.Decision.REJECT:
        return 0
    if decision != Finding.Decision.LOWER:
        raise Refused(_("Pilih putusan: terima, turunkan, atau tolak."), 400)
    if level is None or not 0 < level < claimed:
        sentence = _("Tingkat setelah diturunkan harus di antara 1 dan %(top)s; untuk tingkat 0 pilih tolak.")
        raise Refused(sentence % {"top": claimed - 1}, 400)
    return level


def require_reason(assignment: Assignment, decision: str, reason_code: str, note: str) -> None:
    """A no carries a reason code that the edition has for this decision, and a sentence for the region."""
    reasons = rulebook_of(assignment.claim.report.edition).reasons
    fitting = {reason.code for reason in reasons if decision in reason.decisions}
    if reason_code not in fitting:
        raise Refused(_("Pilih alasan dari daftar alasan edisi ini."), 400)
    if not note.strip():
        raise Refused(_("Tulis satu kalimat penjelasan untuk daerah."), 400)


def lock(assignments: list[Assignment], *, by: Actor) -> int:
    """Locks the decided findings of these assignments; from then on they are final. How many it were."""
    with transaction.atomic():
        keys = [one.pk for one in assignments]
        findings = Finding.objects.select_for_update().filter(assignment_id__in=keys, locked_at=None)
        found = list(findings.select_related("assignment"))
        if not found:
            raise Refused(_("Belum ada putusan yang bisa dikunci."), 409)
        placed = {one.pk: one for one in Assignment.objects.filter(pk__in=keys).select_related(*PLACED)}
        now = timezone.now()
        for finding in found:
            assignment = placed[finding.assignment_id]
            require(by, "finding.lock", assignment)
            finding.locked_at = now
            finding.save(update_fields=["locked_at"])
            report = assignment.claim.report
            record("finding.lock", by=by, on=finding, region=report.region_id, edition=report.edition_id)
    return len(found)


def declare_conflict(edition: Edition, region: Region, *, reason: str, by: Actor) -> Conflict:
    """Declares that this person must decide nothing of a region; their unlocked assignments there end."""
    if not reason.strip():
        raise Refused(_("Tulis alasan konflik kepentingan."), 400)
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        conflict, made = Conflict.objects.get_or_create(
            user_id=by.user_id, edition=edition, region=region, defaults={"reason": reason.strip()}
        )
        if not made:
            raise Refused(_("Konflik dengan daerah ini sudah dinyatakan."), 409)
        mine = Assignment.objects.filter(
            verifier_id=by.user_id,
            ended_at=None,
            claim__report__edition=edition,
            claim__report__region=region,
        )
        ended = mine.filter(finding=None).update(ended_at=timezone.now())
        record("conflict.declare", by=by, on=conflict, region=region.pk, edition=edition.pk, reason=reason.strip(),
               data={"assignments_ended": ended})  # fmt: skip
    return conflict
