"""Shares add up to the index; the list of next steps keeps to the own department and to what was asked for."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from piagam.editions.rulebooks import rulebook_of
from piagam.mentoring.models import Deadline
from piagam.scoring.effort import class_of, effort_of
from piagam.scoring.sharing import grouped, owners_of, shares_of_innovations
from piagam.scoring.standing import what_if
from piagam.scoring.tests.standing_claims import a_report
from tests.cast import World


@pytest.mark.parametrize("innovations", [0, 1, 13])
def test_shares_add_up_to_the_index_exactly(world: World, innovations: int) -> None:
    report = a_report(world, random.Random(innovations), innovations=innovations)
    what = what_if(report)
    shares = shares_of_innovations(what)
    assert sum(shares.values()) == what.present.value
    for key in ("department", "affair"):
        groups = grouped(what, shares, {code: getattr(one, key) for code, one in owners_of(report).items()})
        assert sum(one.share for one in groups) == what.present.value
        assert sum(one.innovations for one in groups) == innovations


def test_the_page_of_shares_sums_by_department_and_by_affair(world: World) -> None:
    a_report(world, random.Random(1), innovations=3)
    world.entry("otto", title="Posyandu Sore")
    address = reverse("scoring:shares", args=[world.edition.pk, "17.71"])
    page = world.client("hana").get(address).content.decode()
    assert "Dinas Kesehatan" in page and "tidak mempunyai indeks sendiri" in page
    assert "Pendidikan" in world.client("hana").get(address, {"menurut": "urusan"}).content.decode()
    own = world.client("oki").get(address).content.decode()
    assert "Inovasi 0" in own and "Posyandu Sore" not in own and "Dinas Kesehatan" not in own


def test_next_steps_filter_sort_and_stay_with_the_own_department(world: World) -> None:
    a_report(world, random.Random(2), innovations=3)
    other = world.entry("otto", title="Posyandu Sore")
    address = reverse("scoring:next_steps", args=[world.edition.pk, "17.71"])
    client = world.client("citra")
    page = client.get(address, {"urut": "hasil", "unit": other.department_id, "jenis": "kosong"})
    shown = list(page.context["page"])
    assert {one.entry for one in shown} == {other} and {one.kind for one in shown} == {"unanswered"}
    assert [one.gain for one in shown] == sorted((one.gain for one in shown), reverse=True)
    assert page.context["together"] >= max(one.gain for one in shown)
    everything = client.get(address)
    per_effort = [one.per_effort for one in everything.context["page"]]
    assert per_effort == sorted(per_effort, reverse=True)
    light = [one.effort for one in client.get(address, {"urut": "upaya"}).context["page"]]
    assert light == sorted(light)
    own = world.client("oki").get(address)
    assert "Posyandu Sore" not in own.content.decode() and all(one.entry for one in own.context["page"])
    assert client.get(address, {"urut": "x", "unit": "x", "jenis": "x", "halaman": "x"}).status_code == 200


def test_the_nearest_deadline_comes_first(world: World) -> None:
    a_report(world, random.Random(4), innovations=1)
    other = world.entry("otto", title="Posyandu Sore")
    now = timezone.now()
    Deadline.objects.create(
        edition=world.edition, region=world.regions["17.71"], due_at=now + timedelta(days=9)
    )
    Deadline.objects.create(
        edition=world.edition,
        region=world.regions["17.71"],
        department=other.department,
        due_at=now + timedelta(days=2),
    )
    address = reverse("scoring:next_steps", args=[world.edition.pk, "17.71"])
    steps = world.client("citra").get(address, {"urut": "tenggat"}).context["steps"]
    days = [due for _, due in steps]
    assert days == sorted(days) and steps[0][0].entry == other
    assert world.edition.closes_at in {due for _, due in world.client("citra").get(address).context["steps"]}


def test_effort_is_called_an_estimate(world: World) -> None:
    a_report(world, random.Random(3), innovations=1)
    page = world.client("citra").get(reverse("scoring:next_steps", args=[world.edition.pk, "17.71"]))
    assert "Perkiraan kami sendiri" in page.content.decode()


def test_the_rulebook_may_say_the_effort_and_else_documents_and_facts_do(world: World) -> None:
    rulebook = rulebook_of(world.edition)
    rows = {code: rulebook.indicator(code) for code in ("sid-19", "sid-16", "sid-35", "spd-03")}
    assert {code: class_of(row) for code, row in rows.items()} == {
        "sid-19": "low", "sid-16": "medium", "sid-35": "medium", "spd-03": "high",
    }  # fmt: skip
    assert class_of(replace(rows["sid-19"], effort="high")) == "high"
    assert effort_of(rows["sid-19"], "unsupported") < effort_of(rows["sid-16"], "unanswered")
