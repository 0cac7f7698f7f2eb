"""Many people in one innovation at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from piagam.innovations import actions
from piagam.innovations.models import FieldChange, Innovation
from piagam.innovations.values import stamp_of
from tests.cast import World, make_world


def at_once(world: World, innovation: Innovation, values: list[dict[str, str]]) -> list[bool]:
    """Each value by a thread of its own, all from an empty field; who was kept."""
    actor = world.actor("oki")

    def save(value: dict[str, str]) -> bool:
        try:
            versions = dict.fromkeys(value, stamp_of(None))
            return not actions.save_fields(innovation, value, versions=versions, by=actor).conflicts
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(save, values))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_eight_at_one_field_one_is_kept_and_seven_are_told() -> None:
    world = make_world()
    innovation = world.innovation("oki")
    kept = at_once(world, innovation, [{"tujuan": f"Tulisan {number}"} for number in range(8)])
    assert sorted(kept) == [False] * 7 + [True]
    innovation.refresh_from_db()
    assert innovation.profile["tujuan"] == FieldChange.objects.get().new == f"Tulisan {kept.index(True)}"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_at_eight_fields_are_all_kept() -> None:
    world = make_world()
    innovation = world.innovation("oki")
    values = [{f"isian_{number}": "Teks"} for number in range(8)]
    assert all(at_once(world, innovation, values))
    innovation.refresh_from_db()
    assert len(innovation.profile) == 8
