"""What people say of a pair: that it is two things, that it repeats another region's, or that it is open again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.likeness.models import Pair
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused

NEEDS_REASON = 10  # letters


def locked(pair: Pair, by: Actor) -> Pair:
    """The pair as it is now, when the person may judge it."""
    found = (
        Pair.objects.select_for_update(of=("self",)).select_related("innovation__region").filter(pk=pair.pk)
    )
    now = found.first()
    if now is None:
        raise Refused(_("Kemiripan ini sudah tidak ada; salah satu isinya baru saja diubah."), 409)
    require(by, "likeness.judge", now)
    return now


@transaction.atomic
def call_different(pair: Pair, *, reason: str, by: Actor) -> Pair:
    """Says why the two are different things; the pair leaves the list of what to look at."""
    reason = reason.strip()
    if len(reason) < NEEDS_REASON:
        raise Refused(_("Tuliskan apa bedanya, agar yang membaca nanti tidak bertanya lagi."), 422)
    return judge(locked(pair, by), Pair.State.DIFFERENT, reason=reason, by=by)


@transaction.atomic
def call_replication(pair: Pair, *, reason: str = "", by: Actor) -> Pair:
    """Registers the innovation as a replication of the published one."""
    now = locked(pair, by)
    if now.published_id is None:
        raise Refused(_("Replikasi hanya dari inovasi daerah lain yang sudah terbit."), 422)
    return judge(now, Pair.State.REPLICATION, reason=reason.strip(), by=by)


@transaction.atomic
def open_again(pair: Pair, *, by: Actor) -> Pair:
    """Takes a judgement back."""
    now = locked(pair, by)
    if now.state == Pair.State.OPEN:
        return now
    before = now.state
    now.state, now.reason, now.judged_by, now.judged_at = Pair.State.OPEN, "", None, None
    now.save(update_fields=["state", "reason", "judged_by", "judged_at"])
    record("likeness.open_again", by=by, on=now, region=now.innovation.region_id, data={"from": before})
    return now


def judge(pair: Pair, state: Pair.State, *, reason: str, by: Actor) -> Pair:
    """Keeps what was said, and who said it."""
    pair.state, pair.reason, pair.judged_by_id, pair.judged_at = (
        state,
        reason[:500],
        by.user_id,
        timezone.now(),
    )
    pair.save(update_fields=["state", "reason", "judged_by", "judged_at"])
    record(
        f"likeness.{state}", by=by, on=pair, region=pair.innovation.region_id, reason=pair.reason,
        data={"innovation": pair.innovation_id, "other": pair.other_id, "published": pair.published_id},
    )  # fmt: skip
    return pair
