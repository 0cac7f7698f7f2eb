"""The scope `own` in a tree of departments: what the guard allows and what the lists show is the same, and exact."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from piagam.conversations.models import Thread
from piagam.conversations.queries import threads_for
from piagam.entries.models import Claim, Entry
from piagam.entries.queries import entries_in, not_entered, report_part
from piagam.innovations.models import Document, Innovation, Tombstone
from piagam.innovations.queries import (
    departments_for,
    documents_for,
    innovations_for,
    mergeable_with,
    tombstones_for,
)
from piagam.people.actor import Actor, actor_of
from piagam.people.deciding import decide
from piagam.people.models import Membership, User
from piagam.regions.models import Department
from piagam.scoring.queries import candidates, own_entries, region_in
from piagam.verification.models import Assignment, Finding
from piagam.verification.own import own_findings
from tests.cast import World

HOME, NEIGHBOUR = "17.71", "17.06"
ACTIONS = (
    "innovation.read",
    "innovation.edit",
    "innovation.delete",
    "innovation.archive",
    "innovation.share",
)
IN_ENTRY = ("entry.read_draft", "claim.edit", "entry.send", "estimate.read", "check.read", "report.list")


@dataclass
class Unit:
    """A department with one of everything."""

    department: Department
    actor: Actor
    innovation: Innovation
    entry: Entry
    document: Document


def unit_in(
    world: World, name: str, *, region: str = HOME, parent: Unit | None = None, merged: Unit | None = None
) -> Unit:
    more: dict[str, Any] = {"parent": parent.department if parent else None}
    if merged:
        more |= {"merged_into": merged.department, "merged_on": "2026-01-02", "is_active": False}
    department = Department.objects.create(region=world.regions[region], name=name, **more)
    user = User.objects.create(email=f"{department.pk}@contoh.id", name=name)
    member = Membership.objects.create(
        user=user, role="OPD", region=world.regions[region], department=department
    )
    kept = {"region": world.regions[region], "department": department}
    innovation = Innovation.objects.create(**kept, title=f"Inovasi {name}")
    Innovation.objects.create(**kept, title=f"Di bank {name}")
    entry = Entry.objects.create(report=world.report(region), innovation=innovation, department=department)
    document = Document.objects.create(**kept, subject=f"SK {name}")
    Thread.objects.create(**kept, about=f"innovation:{innovation.pk}", url="/")
    Tombstone.objects.create(**kept, number=innovation.pk, title=name, reason="x", begun_at=timezone.now())
    return Unit(department, actor_of(member), innovation, entry, document)


@pytest.fixture
def family(world: World) -> dict[str, Unit]:
    """Every kin that a department can have."""
    dinas = unit_in(world, "Dinas")
    puskesmas = unit_in(world, "Puskesmas", parent=dinas)
    return {
        "dinas": dinas,
        "puskesmas": puskesmas,
        "sibling": unit_in(world, "Puskesmas lain", parent=dinas),
        "pustu": unit_in(world, "Pustu", parent=puskesmas),
        "badan": unit_in(world, "Badan"),
        "gone": (gone := unit_in(world, "Kantor lama", merged=puskesmas)),
        "unit of gone": unit_in(world, "Loket lama", parent=gone),
        "abroad": unit_in(world, "Dinas", region=NEIGHBOUR),
    } | {"unit abroad": unit_in(world, "Puskesmas luar", region=NEIGHBOUR)}


REACHES = {
    "dinas": {"dinas", "puskesmas", "sibling", "pustu", "gone", "unit of gone"},
    "puskesmas": {"puskesmas", "pustu", "gone", "unit of gone"},
    "sibling": {"sibling"},
    "pustu": {"pustu"},
    "badan": {"badan"},
    "gone": {"gone", "unit of gone"},
    "abroad": {"abroad"},
}


def as_list(unit: Unit) -> dict[str, Callable[[Actor], set[Any]]]:
    """Every list that is narrowed to the own part, as the departments whose things stand in it."""
    region = unit.department.region_id
    edition = unit.entry.report.edition_id

    def of(rows: Any) -> set[Any]:
        return {one.department_id for one in rows if one.department_id}

    return {
        "bank": lambda actor: of(innovations_for(actor)),
        "library": lambda actor: of(documents_for(actor)),
        "to merge": lambda actor: of(mergeable_with(actor, unit.innovation)) | {unit.department.pk},
        "deleted": lambda actor: of(tombstones_for(actor)),
        "entries": lambda actor: of(entries_in(report_part(actor, edition, region))),
        "not entered": lambda actor: of(not_entered(report_part(actor, edition, region))),
        "conversations": lambda actor: of(threads_for(actor)),
        "estimate": lambda actor: of(own_entries(region_in(actor, edition, region))),
        "candidates": lambda actor: of(candidates(region_in(actor, edition, region), own_only=True)),
    }


@pytest.mark.parametrize("who", sorted(REACHES))
def test_the_guard_lets_in_exactly_what_hangs_on_the_own_department(
    family: dict[str, Unit], who: str
) -> None:
    actor = family[who].actor
    for name, unit in family.items():
        wanted = name in REACHES[who]
        unit.entry.refresh_from_db()
        for action in ACTIONS:
            verdict = decide(actor, action, unit.innovation.place(), sees=("innovation.read",))
            assert (bool(verdict), verdict.status) == (wanted, 200 if wanted else 404), (name, action)
        for action in IN_ENTRY:
            verdict = decide(actor, action, unit.entry.place(), sees=("entry.read",))
            assert (bool(verdict), verdict.status) == (wanted, 200 if wanted else 404), (name, action)


@pytest.mark.parametrize("who", sorted(REACHES))
def test_every_list_shows_exactly_the_same(family: dict[str, Unit], who: str) -> None:
    reached = {family[name].department.pk for name in REACHES[who]}
    unit = family[who]
    for name, found in as_list(unit).items():
        assert found(unit.actor) == reached, name
    active = {family[one].department.pk for one in REACHES[who] if family[one].department.is_active}
    assert set(departments_for(unit.actor).values_list("pk", flat=True)) == active


@pytest.mark.parametrize("seed", range(4))
def test_in_a_forest_of_any_shape_the_guard_and_the_bank_agree(world: World, seed: int) -> None:
    chance = random.Random(seed)
    units: list[Unit] = []
    for number in range(9):
        region = NEIGHBOUR if number % 4 == 3 else HOME
        same = [one for one in units if one.department.region_id == region]
        up = chance.choice([None, *same])
        kind = "merged" if up and chance.random() < 0.3 else "parent"
        units.append(unit_in(world, f"Unit {number}", region=region, **{kind: up}))
    up_of = {one.department.pk: one.department.merged_into_id or one.department.parent_id for one in units}

    def above(pk: int) -> set[int]:
        up = up_of[pk]
        return {pk} | (above(up) if up else set())

    for one in units:
        listed = set(innovations_for(one.actor).values_list("department", flat=True))
        guarded = {
            other.department.pk for other in units if decide(one.actor, "innovation.edit", other.innovation.place())
        }  # fmt: skip
        assert listed == guarded == {pk for pk in up_of if one.department.pk in above(pk)}


def test_at_the_real_doors_a_sub_unit_answers_like_nothing_to_its_sibling(
    world: World, family: dict[str, Unit]
) -> None:
    statuses = {}
    for who in ("dinas", "puskesmas", "sibling", "badan"):
        world.memberships[who] = Membership.objects.get(user_id=family[who].actor.user_id)
        client = world.client(who)
        statuses[who] = {
            client.get(reverse(name, args=[key])).status_code
            for name, key in (
                ("innovations:page", family["puskesmas"].innovation.pk),
                ("innovations:edit", family["puskesmas"].innovation.pk),
                ("innovations:document", family["puskesmas"].document.pk),
                ("entries:entry", family["puskesmas"].entry.pk),
                ("mentoring:department", family["puskesmas"].department.pk),
            )
        }
    assert statuses == {"dinas": {200}, "puskesmas": {200}, "sibling": {404}, "badan": {404}}


def test_verified_findings_reach_the_parent_and_never_the_sibling(
    world: World, family: dict[str, Unit]
) -> None:
    for unit in (family["puskesmas"], family["badan"]):
        claim = Claim.objects.create(report=unit.entry.report, entry=unit.entry, indicator="sid-16", level=1)
        assignment = Assignment.objects.create(claim=claim, verifier=world.user("vera"), reason="x")
        Finding.objects.create(
            claim=claim, assignment=assignment, decision="accept", level=1,
            locked_at=timezone.now(),
        )  # fmt: skip
    seen = {
        who: own_findings(family[who].actor, world.edition.pk, HOME).findings().count()
        for who in ("dinas", "puskesmas", "sibling", "badan")
    }
    assert seen == {"dinas": 1, "puskesmas": 1, "sibling": 0, "badan": 1}


def test_a_page_asks_as_often_for_many_sub_units_as_for_one(world: World) -> None:
    dinas = unit_in(world, "Dinas")
    unit_in(world, "Puskesmas 0", parent=dinas)
    world.memberships["dinas"] = Membership.objects.get(user_id=dinas.actor.user_id)
    client = world.client("dinas")
    pages = [reverse("innovations:list"), reverse("desks:home"), reverse("innovations:library")]
    counts = []
    for more in (0, 5):
        for number in range(more):
            unit_in(world, f"Puskesmas {number + 1}", parent=dinas)
        counts.append([])
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            counts[-1].append(len(asked))
    assert counts[0] == counts[1]


def test_an_operator_with_sub_units_narrows_what_to_do_next_to_one_of_them(
    world: World, family: dict[str, Unit]
) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=family["dinas"].actor.user_id))
    address = reverse("scoring:next_steps", args=[world.edition.pk, HOME])
    page = client.get(address)
    assert [words for _one, words in page.context["departments"]] == [
        "Dinas", "\u2003– Puskesmas", "\u2003\u2003– Kantor lama", "\u2003\u2003\u2003– Loket lama",
        "\u2003\u2003– Pustu", "\u2003– Puskesmas lain",
    ]  # fmt: skip
    narrowed = client.get(address, {"unit": family["puskesmas"].department.pk})
    units = {gain.entry.department_id for gain, _due in narrowed.context["steps"] if gain.entry}
    assert units and units <= {family[one].department.pk for one in REACHES["puskesmas"]}
    report = client.get(reverse("entries:report", args=[world.edition.pk, HOME])).content.decode()
    assert "<h3>Puskesmas lain" in report and "Badan" not in report
