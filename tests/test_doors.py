"""Every address has a guard, and every guard answers as the permission matrix says: read from its document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from piagam.audit.models import AuditEvent
from piagam.people.guards import Guard
from piagam.people.permissions import PERMISSIONS
from tests import oracle
from tests.cast import World, make_world
from tests.scene import ACTION_AT, ARGUMENTS, OKIS, PHASE_AT, SELF, UNPUBLISHED, Scene, make_scene

ROWS = oracle.read()
CAST = {"OPD": "oki", "COR": "citra", "HEAD": "hana", "PROV": "putri", "VER": "vera", "QC": "qori", "JUR": "joko",
        "ADM": "ayu", "AUD": "audi", "PUB": None}  # fmt: skip
REFUSALS = {401, 403, 404, 409}


@dataclass(frozen=True)
class Address:
    """One address of the site: its name and the guard of its view."""

    name: str
    guard: Guard | None
    has_arguments: bool


def addresses(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[Address]:
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one, one.namespace or namespace)
        elif isinstance(one, URLPattern):
            name = f"{namespace}:{one.name}" if namespace else str(one.name)
            yield Address(name, getattr(one.callback, "guard", None), bool(one.pattern.converters))


ALL = list(addresses())
GUARDED = [one for one in ALL if one.guard and not one.guard.is_public]


def test_every_address_has_a_guard() -> None:
    assert [one.name for one in ALL if one.guard is None] == []


def test_every_public_address_says_why() -> None:
    assert [one.name for one in ALL if one.guard and one.guard.is_public and not one.guard.reason] == []


def test_every_guarded_action_is_a_line_of_the_matrix() -> None:
    for one in GUARDED:
        assert one.guard
        for action in one.guard.actions:
            assert PERMISSIONS[action].id in ROWS


def test_every_guarded_address_is_tried_below() -> None:
    assert sorted(one.name for one in GUARDED if one.has_arguments and one.name not in ARGUMENTS) == []


def scopes_of(role: str, place: str, name: str, phase: str) -> set[str]:
    """Which scopes hold for a member of the cast at a place: `home` is Kota Bengkulu, `neighbour` Mukomuko."""
    scopes: set[str] = set()
    if phase != "D" and not (name in UNPUBLISHED and phase != "P"):
        scopes.add("pub")
    if role == "PUB":
        return scopes
    scopes.add("all")
    if name in SELF or (name in OKIS and role == "OPD" and place == "home"):
        scopes |= {"self", "asg"}
    if place == "home":
        scopes |= {"OPD": {"own"}, "COR": {"reg"}, "HEAD": {"reg"}, "VER": {"asg"}}.get(role, set())
    if role == "PROV":
        scopes.add("prv")
    return scopes


def expected(scene: Scene, one: Address, role: str, phase: str, place: str) -> bool:
    """Does the matrix allow it? An address may stand behind several actions; the scene says which applies."""
    assert one.guard
    names: tuple[str, ...] = one.guard.actions
    if one.name in ACTION_AT:
        names = (ACTION_AT[one.name](phase),)
    scopes = scopes_of(role, place, one.name, phase)
    return any(oracle.allows(ROWS[PERMISSIONS[name].id], role, phase, scopes) for name in names)


def ask(client: Client, one: Address, arguments: list[Any]) -> Any:
    """GET where the view takes it, POST where it only takes that, HEAD where it takes neither."""
    url = reverse(one.name, args=arguments)
    for way in (client.get, client.post, client.head):
        answer = way(url)
        if answer.status_code != 405:
            break
    return answer


def is_refused(answer: Any) -> bool:
    return answer.status_code in REFUSALS or (answer.status_code == 302 and "/masuk/" in answer["Location"])


@pytest.fixture(params="DOCVAJFP")
def phase(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.django_db
def test_every_role_is_refused_what_the_matrix_refuses(phase: str) -> None:
    world: World = make_world(phase="O")
    scene = make_scene(world)
    world.to_phase(phase)
    scene.reaches(phase)
    wrong: list[str] = []
    tried = 0
    for role, name in CAST.items():
        client = world.client(name) if name else Client()
        for one in GUARDED:
            for place in ("home", "neighbour") if one.has_arguments else ("home",):
                arguments = scene.arguments(one.name, place)
                if arguments is None:
                    continue
                may = expected(scene, one, role, PHASE_AT.get(one.name, phase), place)
                before = AuditEvent.objects.exclude(verb__startswith="read.").count()
                with transaction.atomic():
                    answer = ask(client, one, arguments)
                    refused = is_refused(answer)
                    changed = AuditEvent.objects.exclude(verb__startswith="read.").count() != before
                    transaction.set_rollback(True)
                tried += 1
                if not may and (not refused or changed):
                    wrong.append(
                        f"{role} {one.name} at {place} in {phase}: {answer.status_code}, must be refused"
                    )
                if (may and answer.status_code in {401, 403}) or (
                    may and refused and place == "home" and answer.status_code == 404
                ):
                    wrong.append(
                        f"{role} {one.name} at {place} in {phase}: {answer.status_code}, must be allowed"
                    )
    assert tried > 100
    assert wrong == []
