"""The neighbouring region's operator, at a real browser: sees nothing of the other region and changes nothing of it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from piagam.audit.models import AuditEvent
from piagam.entries.models import Claim, Entry
from tests.cast import PASSWORD, make_world
from tests.people_in_browsers import window
from tests.scene import make_scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_neighbour_sees_and_changes_nothing(browser: Browser, live_server) -> None:  # type: ignore[no-untyped-def]
    world = make_world(phase="O")
    scene = make_scene(world)
    home = scene.places["home"]
    omar = world.user("omar")
    omar.set_password(PASSWORD)
    omar.save()
    stranger = window(browser, live_server.url, omar.email).sign_in()
    assert stranger.status(reverse("entries:entry", args=[scene.places["neighbour"].entry.pk])) == 200

    seen = {
        name: scene.arguments(name, "home")
        for name in ("entries:entry", "entries:region_answers", "entries:report", "entries:receipt",
                     "innovations:page", "innovations:edit", "innovations:history", "innovations:document",
                     "innovations:download", "innovations:page_image", "scoring:estimate")
    }  # fmt: skip
    for name, arguments in seen.items():
        assert stranger.status(reverse(name, args=arguments)) == 404, name
    assert stranger.status("/entri/999999/") == 404
    nothing = stranger.page.locator("main").inner_text()
    stranger.status(reverse("entries:entry", args=[home.entry.pk]))
    assert stranger.page.locator("main").inner_text() == nothing

    events = AuditEvent.objects.exclude(verb__startswith="read.").count()
    token = next(one["value"] for one in stranger.page.context.cookies() if one["name"] == "csrftoken")
    for name, arguments in (
        ("entries:send", [home.entry.pk]),
        ("entries:save_claim", [home.entry.pk, "sid-17"]),
        ("entries:remove_evidence", [home.link.pk]),
        ("innovations:save_field", [home.innovation.pk]),
        ("innovations:archive", [home.innovation.pk]),
    ):
        answer = stranger.page.request.post(
            live_server.url + reverse(name, args=arguments),
            form={"csrfmiddlewaretoken": token, "field": "nama", "nama": "Milik saya"},
            headers={"Referer": live_server.url},
        )
        assert answer.status == 404, name
    assert AuditEvent.objects.exclude(verb__startswith="read.").count() == events
    assert Entry.objects.get(pk=home.entry.pk).state == "draft"
    assert Claim.objects.filter(entry=home.entry).count() == 1
