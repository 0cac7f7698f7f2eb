"""The pages of verification, by role."""

import pytest
from django.urls import reverse

from piagam.verification.models import Finding
from piagam.verification.tests.test_deciding import a_reason, give
from tests.cast import World


def test_a_verifier_decides_on_the_page_and_gets_the_next_claim(submitted: World) -> None:
    one, two = sorted(give(submitted, at_most=2), key=lambda a: a.claim.indicator)
    client = submitted.client("vera")
    page = client.get(reverse("verification:read", args=[one.pk]))
    assert page.status_code == 200
    answer = client.post(reverse("verification:decide", args=[one.pk]), {"decision": "accept"})
    assert answer.status_code == 302 and answer["Location"] == reverse("verification:read", args=[two.pk])
    assert Finding.objects.get().decision == "accept"


def test_what_was_typed_stays_when_a_decision_is_refused(submitted: World) -> None:
    (one,) = give(submitted, at_most=1)
    answer = submitted.client("vera").post(
        reverse("verification:decide", args=[one.pk]), {"decision": "reject", "note": "Berkas tidak terbaca"}
    )
    assert answer.status_code == 400
    assert "Berkas tidak terbaca" in answer.content.decode()
    assert not Finding.objects.exists()


def test_locking_everything_decided(submitted: World) -> None:
    for one in give(submitted):
        submitted.client("vera").post(
            reverse("verification:decide", args=[one.pk]),
            {"decision": "reject", "reason_code": a_reason(submitted, "reject"), "note": "Tidak sah."},
        )
    answer = submitted.client("vera").post(reverse("verification:lock_all"), follow=True)
    assert answer.status_code == 200
    assert Finding.objects.filter(locked_at__isnull=False).count() == 3


@pytest.mark.parametrize("name", ["oki", "citra", "hana", "ayu", "joko"])
def test_other_roles_do_not_see_the_reading_table(submitted: World, name: str) -> None:
    (one,) = give(submitted, at_most=1)
    client = submitted.client(name)
    assert client.post(reverse("verification:decide", args=[one.pk]), {"decision": "accept"}).status_code in {
        403,
        404,
    }
    assert client.get(reverse("verification:assignments")).status_code == 403


def test_the_queue_takes_the_same_queries_for_one_and_three(
    submitted: World, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    give(submitted, at_most=1)
    client = submitted.client("vera")
    client.get(reverse("verification:queue"))
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("verification:queue"))
    give(submitted)
    with django_assert_max_num_queries(20) as three:
        client.get(reverse("verification:queue"))
    assert len(one) == len(three)
