"""The region's own record and the health page."""

from django.db import transaction
from django.urls import reverse

from piagam.audit.record import record
from tests.cast import World


def test_a_region_reads_its_own_record_under_pseudonyms(world: World) -> None:
    entry = world.entry("oki")
    with transaction.atomic():
        record("entry.send", by=world.actor("oki"), on=entry, region="17.71", edition=world.edition.pk)
        record("entry.send", by=world.actor("omar"), on=world.entry("omar"), region="17.06")
    page = world.client("citra").get(reverse("desks:region_record")).content.decode()
    assert "entry.send" in page
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
