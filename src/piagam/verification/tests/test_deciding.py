"""Assigning claims, deciding on them, locking: what goes and what is refused."""

import pytest

from piagam.audit.models import AuditEvent
from piagam.verification.actions import assign, decide, declare_conflict, lock
from piagam.verification.models import Assignment, Finding
from piagam.verification.queries import assignable, next_open
from piagam.web.errors import Refused
from tests.cast import World


def give(world: World, name: str = "vera", **how: object) -> list[Assignment]:
    assign(world.edition, verifier=world.memberships[name], by=world.actor("qori"), reason="Pembagian", **how)  # type: ignore[arg-type]
    return list(Assignment.objects.filter(verifier=world.user(name), ended_at=None))


def a_reason(world: World, decision: str) -> str:
    from piagam.editions.rulebooks import rulebook_of

    return next(one.code for one in rulebook_of(world.edition).reasons if decision in one.decisions)


def test_a_claim_is_given_to_one_verifier_only(submitted: World) -> None:
    assert len(give(submitted, at_most=2)) == 2
    assert len(give(submitted, "vino")) == 1
    with pytest.raises(Refused):
        give(submitted, "vino")
    assert assignable(submitted.edition).count() == 0


def test_assigning_needs_a_reason_and_the_role(submitted: World) -> None:
    with pytest.raises(Refused, match="alasan"):
        assign(
            submitted.edition, verifier=submitted.memberships["vera"], by=submitted.actor("qori"), reason=" "
        )
    with pytest.raises(Refused) as no:
        assign(
            submitted.edition, verifier=submitted.memberships["vera"], by=submitted.actor("ayu"), reason="x"
        )
    assert no.value.status == 403


def test_claims_of_an_indicator_or_a_region_can_be_given(submitted: World) -> None:
    (one,) = give(submitted, indicator="sid-17")
    assert one.claim.indicator == "sid-17"
    with pytest.raises(Refused):
        give(submitted, region="17.06")


def test_accepting_keeps_the_claimed_level_and_is_recorded(submitted: World) -> None:
    one = give(submitted)[0]
    finding = decide(one, decision="accept", by=submitted.actor("vera"))
    assert finding.level == one.claim.level
    event = AuditEvent.objects.latest("sequence")
    assert event.verb == "finding.decide" and event.region_code == "17.71"


def test_lowering_needs_a_lower_level_a_reason_and_a_sentence(submitted: World) -> None:
    one = next(a for a in give(submitted) if a.claim.indicator == "sid-17")
    vera = submitted.actor("vera")
    reason = a_reason(submitted, "lower")
    for wrong in (
        {"level": 3, "reason_code": reason, "note": "Kurang."},
        {"level": 0, "reason_code": reason, "note": "Kurang."},
        {"level": None, "reason_code": reason, "note": "Kurang."},
        {"level": 2, "reason_code": "tidak-ada", "note": "Kurang."},
        {"level": 2, "reason_code": reason, "note": "  "},
    ):
        with pytest.raises(Refused):
            decide(one, decision="lower", by=vera, **wrong)  # type: ignore[arg-type]
    assert not Finding.objects.exists()
    assert (
        decide(one, decision="lower", by=vera, level=2, reason_code=reason, note="Hanya 20 orang.").level == 2
    )


def test_rejecting_leaves_level_zero(submitted: World) -> None:
    one = give(submitted)[0]
    reason = a_reason(submitted, "reject")
    finding = decide(
        one, decision="reject", by=submitted.actor("vera"), reason_code=reason, note="Tidak sah."
    )
    assert finding.level == 0


def test_another_verifier_cannot_decide(submitted: World) -> None:
    one = give(submitted)[0]
    with pytest.raises(Refused) as no:
        decide(one, decision="accept", by=submitted.actor("vino"))
    assert no.value.status == 404


def test_a_decision_may_change_until_it_is_locked(submitted: World) -> None:
    one = give(submitted)[0]
    vera = submitted.actor("vera")
    decide(one, decision="accept", by=vera)
    decide(one, decision="reject", by=vera, reason_code=a_reason(submitted, "reject"), note="Salah berkas.")
    assert lock([one], by=vera) == 1
    with pytest.raises(Refused, match="terkunci"):
        decide(one, decision="accept", by=vera)
    with pytest.raises(Refused):
        lock([one], by=vera)


def test_nothing_is_decided_outside_the_phase(submitted: World) -> None:
    one = give(submitted)[0]
    submitted.to_phase("A")
    with pytest.raises(Refused) as no:
        decide(one, decision="accept", by=submitted.actor("vera"))
    assert no.value.status == 409


def test_a_declared_conflict_takes_the_region_away(submitted: World) -> None:
    one = give(submitted)[0]
    vera = submitted.actor("vera")
    declare_conflict(
        submitted.edition, submitted.regions["17.71"], reason="Keluarga bekerja di sana", by=vera
    )
    with pytest.raises(Refused) as no:
        decide(one, decision="accept", by=vera)
    assert no.value.status == 404
    with pytest.raises(Refused):
        give(submitted)
    assert next_open(vera, submitted.edition) is None


def test_the_next_claim_follows_the_queue_and_comes_round(submitted: World) -> None:
    first, second, third = sorted(give(submitted), key=lambda one: one.claim.indicator)
    vera = submitted.actor("vera")
    assert next_open(vera, submitted.edition) == first
    decide(second, decision="accept", by=vera)
    assert next_open(vera, submitted.edition, after=second) == third
    decide(third, decision="accept", by=vera)
    assert next_open(vera, submitted.edition, after=third) == first
