"""The internal check of a claim: accept, lower, ask back; and the department's answer."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim, Entry
from piagam.mentoring import telling
from piagam.mentoring.models import InternalCheck
from piagam.mentoring.stated import fingerprint, still_holds
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused

PLACED = ("report__edition", "report__region", "entry__report__edition", "entry__report__region",
          "entry__innovation", "entry__department")  # fmt: skip
Verdict = InternalCheck.Verdict


@transaction.atomic
def check_claim(
    claim: Claim, *, verdict: str, by: Actor, level: int | None = None, reason_code: str = "", note: str = "",
    version: int | None = None,
) -> InternalCheck:  # fmt: skip
    """Keeps what the region finds on a claim; the older checks stay. `version`: the claim as it was read.

    Refused without a sentence for a doubt, for a lowering that lowers nothing, or when the claim has changed.
    """
    locked = lock_claim(claim)
    require(by, "claim.check", locked)
    if version is not None and version != locked.version:
        raise Refused(_("Isian ini baru saja diubah operator. Baca lagi sebelum memutuskan."), 409)
    if locked.level is None:
        raise Refused(_("Isian ini belum dijawab; belum ada yang dapat diperiksa."), 409)
    found = level_after(locked, verdict, level)
    if verdict != Verdict.ACCEPT:
        require_reason(locked, reason_code, note)
    check = InternalCheck.objects.create(
        claim=locked, claim_version=locked.version, claimed=locked.level, stated_sha256=fingerprint(locked),
        verdict=verdict, level=found, reason_code="" if verdict == Verdict.ACCEPT else reason_code,
        note=note.strip(), by_id=by.user_id,
    )  # fmt: skip
    keep_event(check, locked, by)
    if verdict == Verdict.ASK_BACK:
        telling.asked_back(check, by=by)
    return check


def level_after(claim: Claim, verdict: str, level: int | None) -> int | None:
    """The level that counts after a verdict; None while it is asked back."""
    claimed = claim.level or 0
    if verdict == Verdict.ACCEPT:
        return claimed
    if verdict == Verdict.ASK_BACK:
        return None
    if verdict != Verdict.LOWER:
        raise Refused(_("Pilih putusan: terima, turunkan, atau tanyakan kembali."), 422)
    if level is None or not 0 <= level < claimed:
        sentence = _("Tingkat setelah diturunkan harus di antara 0 dan %(top)s.")
        if claimed == 0:
            raise Refused(_("Tingkat 0 tidak dapat diturunkan lagi."), 422)
        raise Refused(sentence % {"top": claimed - 1}, 422)
    return level


def require_reason(claim: Claim, reason_code: str, note: str) -> None:
    """A doubt needs a sentence; a reason code, where one is given, is one of the edition's."""
    codes = {reason.code for reason in rulebook_of(claim.report.edition).reasons}
    if reason_code and reason_code not in codes:
        raise Refused(_("Pilih alasan dari daftar alasan edisi ini."), 422)
    if not note.strip():
        raise Refused(_("Tulis satu kalimat penjelasan untuk perangkat daerah."), 422)


@transaction.atomic
def accept_many(entry: Entry, claim_ids: Sequence[int], *, by: Actor) -> int:
    """Accepts the chosen answered rows of one innovation as they stand; how many were not accepted before."""
    require(by, "claim.check", entry)
    chosen = list(Claim.objects.select_for_update(of=("self",)).select_related(*PLACED).filter(
        entry=entry, pk__in=claim_ids, level__isnull=False))  # fmt: skip
    newest = {one.claim_id: one for one in InternalCheck.objects.filter(claim__in=chosen).order_by("pk")}
    made = []
    for claim in chosen:
        require(by, "claim.check", claim)
        before = newest.get(claim.pk)
        if before and before.verdict == Verdict.ACCEPT and still_holds(before, claim):
            continue
        made.append(InternalCheck(
            claim=claim, claim_version=claim.version, claimed=claim.level or 0, stated_sha256=fingerprint(claim),
            verdict=Verdict.ACCEPT, level=claim.level, by_id=by.user_id,
        ))  # fmt: skip
    if not made:
        raise Refused(_("Pilih paling sedikit satu isian terjawab yang belum diterima."), 422)
    InternalCheck.objects.bulk_create(made)
    record(
        "claim.check", by=by, on=entry, region=entry.report.region_id, edition=entry.report.edition_id,
        data={"accepted": sorted(one.claim.indicator for one in made)},
    )  # fmt: skip
    return len(made)


@transaction.atomic
def answer_check(check: InternalCheck, *, text: str, by: Actor) -> InternalCheck:
    """The department's answer to what was asked back; the latest word stands until the row is checked again."""
    claim = lock_claim(check.claim)
    require(by, "check.answer", claim)
    newest = InternalCheck.objects.select_for_update(of=("self",)).filter(claim=claim).order_by("-pk").first()
    if newest is None or newest.pk != check.pk or newest.verdict != Verdict.ASK_BACK:
        raise Refused(_("Pertanyaan ini sudah diputus koordinator; tidak perlu dijawab lagi."), 409)
    if not text.strip():
        raise Refused(_("Tulis jawaban Anda lebih dahulu."), 422)
    newest.answer, newest.answered_by_id, newest.answered_at = text.strip(), by.user_id, timezone.now()
    newest.save(update_fields=["answer", "answered_by", "answered_at"])
    report = claim.report
    record("check.answer", by=by, on=claim, region=report.region_id, edition=report.edition_id,
           data={"check": newest.pk})  # fmt: skip
    newest.claim = claim
    telling.answered(newest, by=by)
    return newest


def lock_claim(claim: Claim) -> Claim:
    """The claim as it is now, locked, with what its place needs."""
    found = Claim.objects.select_for_update(of=("self",)).select_related(*PLACED)
    return found.get(pk=claim.pk)


def keep_event(check: InternalCheck, claim: Claim, by: Actor) -> None:
    """The audit event of one check."""
    report = claim.report
    record(
        "claim.check", by=by, on=claim, region=report.region_id, edition=report.edition_id, reason=check.note,
        data={"indicator": claim.indicator, "verdict": check.verdict, "claimed": claim.level,
              "level": check.level, "reason": check.reason_code, "version": claim.version},
    )  # fmt: skip
