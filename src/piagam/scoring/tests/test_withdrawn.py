"""A region that withdrew is in no computation, and the public sees nothing of it."""

from django.test import Client

from piagam.entries.actions import submit_report, withdraw_report
from piagam.entries.claims_json import claims_of_reports
from piagam.entries.models import Entry
from piagam.scoring.inputs import reports_in
from tests.cast import World


def test_scoring_and_the_public_leave_a_withdrawn_region_out(world: World) -> None:
    entry = world.entry("oki", state="accepted", title="Antar Akta")
    submit_report(world.report(), by=world.actor("citra"))
    world.to_phase("V")
    assert list(reports_in(world.edition)) == [world.report()]
    withdraw_report(world.report(), reason="Data salah", by=world.actor("hana"))
    assert not list(reports_in(world.edition))
    found = claims_of_reports([world.report()], only_submitted=True)
    assert [one["innovations"] for one in found] == [[]]
    world.to_phase("P")
    assert not Entry.objects.get().place().published
    assert Client().get(f"/inovasi/{entry.pk}/").status_code in {302, 404}
