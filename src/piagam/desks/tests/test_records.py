"""The region's own record and the health page."""

from datetime import timedelta

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from piagam.audit.record import record
from piagam.desks.parts import Task
from piagam.editions.models import Edition
from piagam.people.actions import delegate
from piagam.people.actor import actor_of
from piagam.regions.models import ClusterFact
from tests.cast import World


def test_a_region_reads_its_own_record_under_pseudonyms(world: World) -> None:
    entry = world.entry("oki")
    with transaction.atomic():
        record("entry.send", by=world.actor("oki"), on=entry, region="17.71", edition=world.edition.pk)
        record("entry.send", by=world.actor("omar"), on=world.entry("omar"), region="17.06")
    page = world.client("citra").get(reverse("desks:region_record")).content.decode()
    assert "entry.send" in page and "mengajukan laporan inovasi" in page
    assert world.user("oki").pseudonym in page
    assert world.user("omar").pseudonym not in page
    assert world.client("hana").get(reverse("desks:region_record")).status_code == 200
    assert world.client("oki").get(reverse("desks:region_record")).status_code == 403


def test_the_health_page_is_for_administrators_and_auditors(world: World) -> None:
    for name in ("ayu", "audi"):
        page = world.client(name).get(reverse("desks:health"))
        assert page.status_code == 200
        assert "terpasang" in page.content.decode()
    assert world.client("citra").get(reverse("desks:health")).status_code == 403


def test_every_role_has_a_desk_with_working_links(world: World) -> None:
    for phase in "OVAFP":
        world.to_phase(phase)
        for name in ("oki", "citra", "hana", "putri", "vera", "qori", "joko", "ayu", "audi"):
            client = world.client(name)
            page = client.get(reverse("desks:home"))
            assert page.status_code == 200, (name, phase)
            for line in page.context["menu"]:
                assert client.get(line["url"]).status_code in {200, 302}, (name, phase, line)
            for task in page.context["desk"].tasks:
                assert client.get(task.url).status_code == 200, (name, phase, task)
            for tile in page.context["desk"].tiles:
                assert not tile.url or client.get(tile.url).status_code in {200, 302}, (name, phase, tile)
            for row in page.context["desk"].rows:
                assert not row.get("url") or client.get(row["url"]).status_code == 200, (name, phase, row)


def test_a_fresh_instance_tells_the_administrator_where_to_begin(world: World) -> None:
    client = world.client("ayu")
    assert reverse("editions:create") not in [task.url for task in desk_tasks(client)]
    ClusterFact.objects.all().delete()
    Edition.objects.all().delete()
    first = desk_tasks(client)[0].url
    assert first == reverse("editions:create") and client.get(first).status_code == 200


def desk_tasks(client: Client) -> list[Task]:
    """What waits on the desk of whoever is signed in."""
    tasks: list[Task] = client.get(reverse("desks:home")).context["desk"].tasks
    return tasks


def test_the_record_names_whose_role_was_filled_in(world: World) -> None:
    until = timezone.localdate() + timedelta(days=7)
    role = delegate(world.memberships["oki"], world.user("otto"), until=until, by=world.actor("oki"))
    with transaction.atomic():
        record("entry.send", by=actor_of(role), on=world.entry("oki"), region="17.71")
    page = world.client("citra").get(reverse("desks:region_record")).content.decode()
    assert f"mewakili {world.user('oki').pseudonym}" in page
    assert page.count("mewakili ") == 1, "giving it is the giver's own act"
