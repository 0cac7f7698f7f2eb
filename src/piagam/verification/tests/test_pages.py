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


@pytest.mark.parametrize("name", ["abc", "²", "9" * 5000, "-3", ""])
def test_any_page_number_opens_the_reading_table(submitted: World, name: str) -> None:
    (one,) = give(submitted, at_most=1)
    address = reverse("verification:read", args=[one.pk])
    page = submitted.client("vera").get(address, {"halaman": name, "bukti": "999"})
    assert page.status_code == 200 and page.context["page"] == 1


def test_a_no_without_its_reason_is_refused_beside_the_fields(submitted: World) -> None:
    (one,) = give(submitted, at_most=1)
    answer = submitted.client("vera").post(
        reverse("verification:decide", args=[one.pk]) + "?halaman=1", {"decision": "reject"}
    )
    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"reason_code", "note"}
    assert not Finding.objects.exists()


def test_a_lowering_asks_for_the_level(submitted: World) -> None:
    (one,) = give(submitted, at_most=1)
    sent = {"decision": "lower", "reason_code": a_reason(submitted, "lower"), "note": "Kurang."}
    address = reverse("verification:decide", args=[one.pk])
    answer = submitted.client("vera").post(address, sent)
    assert answer.status_code == 400 and set(answer.context["form"].errors) == {"level"}
    assert submitted.client("vera").post(address, sent | {"level": "1"}).status_code == 302
    assert Finding.objects.get().level == 1


def test_a_verifier_with_nothing_to_read_stands_in_the_loads(submitted: World) -> None:
    give(submitted, at_most=1)
    page = submitted.client("qori").get(reverse("verification:assignments"))
    loads = {row["name"]: row["total"] for row in page.context["load"]}
    assert sorted(loads.values()) == [0, 1]
    assert page.context["waiting"]


def test_the_links_of_a_refused_form_lead_to_the_reading_table(submitted: World) -> None:
    (one,) = give(submitted, at_most=1)
    page = submitted.client("vera").post(reverse("verification:decide", args=[one.pk]), {"decision": "x"})
    assert page.status_code == 400 and 'href="?' not in page.content.decode()
