"""Whom a step is told to, while a colleague fills in and after."""

from datetime import timedelta

import time_machine
from django.utils.timezone import localdate

from piagam.entries.notifying import people_of
from piagam.people.actions import delegate
from tests.cast import World


def test_who_fills_in_is_told_until_the_last_day_even_when_the_hourly_job_is_late(world: World) -> None:
    delegate(world.memberships["oki"], world.user("otto"), until=localdate(), by=world.actor("oki"))
    report, unit = world.report(), world.memberships["oki"].department_id
    names = {user.name for user in people_of(report, "OPD", department=unit, but=world.actor("citra"))}
    assert names == {"Oki", "Otto"}
    with time_machine.travel(localdate() + timedelta(days=1, minutes=20), tick=False):
        told = people_of(report, "OPD", department=unit, but=world.actor("citra"))
        assert [user.name for user in told] == ["Oki"]
