"""A word to many: a coordinator's to the own region at once, an administrator's by two people; each is told once."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from piagam.audit.models import AuditEvent
from piagam.notices.models import Choice, Notice, OutboxMail
from piagam.people import actions
from piagam.people.audience import Audience
from piagam.people.models import Announcement, Membership, Proposal
from piagam.web.errors import Refused
from tests.cast import World

SAID = {
    "subject": "Bimtek 12 Agustus",
    "text": "Datang <b>tepat</b> waktu.\n\nhttps://rapat.example/",
    "key": "a" * 32,
}
LIST, WRITE = "/pengumuman/", "/pengumuman/tulis/"


def told() -> list[str]:
    found = Notice.objects.filter(kind="announcement.sent").order_by("user__email")
    return [one.user.email.partition("@")[0] for one in found.select_related("user")]


def asked(world: World, **more: Any) -> Proposal:
    audience = Audience(more.pop("roles", ("COR",)), **more)
    made = actions.announce("Bimtek", "x", audience, key="b" * 32, by=world.actor("ayu"))
    assert made.proposal is not None
    return made.proposal


def test_the_preview_counts_and_sends_nothing(world: World) -> None:
    page = world.client("ayu").post(WRITE, SAID | {"roles": ["OPD", "COR"]}).content.decode()
    assert "5 orang" in page and "Operator perangkat daerah: 3" in page and "Koordinator daerah: 2" in page
    assert "Datang &lt;b&gt;tepat&lt;/b&gt; waktu." in page and 'href="https://rapat.example/"' in page
    assert not Announcement.objects.exists() and not Notice.objects.exists()


def test_a_coordinator_tells_the_own_region_at_once(world: World) -> None:
    client = world.client("citra")
    answer = client.post(WRITE, SAID | {"roles": ["OPD", "COR", "HEAD"], "send": "1"}, follow=True)
    assert "dikirim kepada 3 orang" in answer.content.decode()
    assert told() == ["hana", "oki", "otto"], "the own region alone, and not the writer"
    event = AuditEvent.objects.get(verb="announcement.send")
    assert event.region_code == "17.71" and json.loads(event.data)["told"] == 3
    page = world.client("oki").get(Notice.objects.get(user=world.user("oki")).url).content.decode()
    assert "Datang &lt;b&gt;tepat&lt;/b&gt; waktu." in page and "Kota Bengkulu" in page


def test_sent_twice_it_counts_once_and_another_word_needs_another_form(world: World) -> None:
    client = world.client("citra")
    for _time in range(2):
        assert client.post(WRITE, SAID | {"roles": ["OPD"], "send": "1"}).status_code == 302
    assert Announcement.objects.count() == 1 and len(told()) == 2
    again = client.post(WRITE, SAID | {"subject": "Lain", "roles": ["OPD"], "send": "1"})
    assert again.status_code == 409 and "sudah dikirim" in again.content.decode()
    assert len(told()) == 2


def test_an_administrators_waits_for_another(world: World) -> None:
    sent = world.client("ayu").post(WRITE, SAID | {"roles": ["COR"], "send": "1"}, follow=True)
    assert "Administrator lain akan memutuskan" in sent.content.decode()
    assert told() == [] and AuditEvent.objects.filter(verb="announcement.ask").count() == 1
    proposal = Proposal.objects.get()
    url = f"/pengumuman/usulan/{proposal.pk}/"
    assert [one.user for one in Notice.objects.filter(url=url)] == [world.user("adi")]
    assert world.client("ayu").get(url).status_code == 403
    with pytest.raises(Refused, match="tidak boleh menyetujui sendiri"):
        actions.approve_announcement(proposal, by=world.actor("ayu"))
    assert "2 orang" in world.client("adi").get(url).content.decode()
    assert world.client("adi").post(url, {"decision": "approve"}).status_code == 302
    assert told() == ["candra", "citra"]
    with pytest.raises(Refused, match="sudah diputuskan"):
        actions.approve_announcement(proposal, by=world.actor("adi"))
    assert len(told()) == 2


def test_it_goes_to_whoever_holds_the_role_when_it_is_approved(world: World) -> None:
    proposal = asked(world)
    Membership.objects.filter(user=world.user("candra")).update(ended_at="2026-01-01T00:00Z")
    actions.approve_announcement(proposal, by=world.actor("adi"))
    assert told() == ["citra"]
    assert "kepada 1 orang" in Notice.objects.get(user=world.user("ayu")).text


def test_a_no_says_why_and_sends_nothing(world: World) -> None:
    url = f"/pengumuman/usulan/{asked(world).pk}/"
    assert world.client("adi").post(url, {"decision": "refuse"}).status_code == 400
    world.client("adi").post(url, {"decision": "refuse", "reason": "tanggalnya salah"})
    assert told() == [] and "tanggalnya salah" in Notice.objects.get(user=world.user("ayu")).text
    assert "Ditolak" in world.client("ayu").get("/pengumuman/").content.decode()


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        (Audience(("COR",)), ["candra", "citra"]),
        (Audience(("OPD", "HEAD"), province="17"), ["hana", "oki", "omar", "otto"]),
        (Audience(("OPD", "HEAD"), province="16"), []),
        (Audience(("VER", "JUR"), edition="iga-2026"), ["joko", "vera", "vino"]),
        (Audience(("VER",), edition="iga-2027"), ["vera"]),
        (Audience(("OPD",), region="17.06"), ["omar"]),
    ],
)
def test_an_audience_is_a_role_and_where_it_is_held(
    world: World, audience: Audience, names: list[str]
) -> None:
    Membership.objects.filter(user=world.user("vino")).update(edition=world.edition)
    ids = {one.user_id: name for name, one in world.memberships.items()}
    assert sorted(ids[one] for one in audience.people(but=None)) == names


def test_who_left_is_told_nothing_and_who_holds_two_roles_once(world: World) -> None:
    oki, otto = world.memberships["oki"], world.memberships["otto"]
    Membership.objects.create(
        user=otto.user, role="OPD", region=oki.region, department=oki.department, delegated_by=oki.user,
        until=localdate() + timedelta(days=1),
    )  # fmt: skip
    oki.user.is_active = False
    oki.user.save()
    audience = Audience(("OPD",), region="17.71")
    assert audience.people(but=None) == [otto.user_id] and audience.counts(but=None)[0][1] == 1


@pytest.mark.parametrize("audience", [Audience(("OPD",), region="17.06"), Audience(("VER",), region="17.71"),
                                      Audience(("OPD",))])  # fmt: skip
def test_a_coordinator_reaches_no_further_than_the_region(world: World, audience: Audience) -> None:
    with pytest.raises(Refused) as no:
        actions.announce("x", "y", audience, key="c" * 32, by=world.actor("citra"))
    assert no.value.status == 403 and not Announcement.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"subject": ""}, {"text": " "}, {"roles": []}, {"roles": ["VER"]}, {"key": "x"}, {"subject": "x" * 151}],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(world: World, wrong: dict[str, Any]) -> None:
    given: dict[str, Any] = SAID | {"roles": ["OPD"], "send": "1"} | wrong
    answer = world.client("citra").post(WRITE, given)
    assert answer.status_code == 422 and not Announcement.objects.exists()
    assert ("text" in wrong) or "rapat.example" in answer.content.decode()


def test_the_list_of_notices_leads_there_whoever_may(world: World) -> None:
    for name, leads in (("citra", True), ("ayu", True), ("oki", False), ("hana", False)):
        page = world.client(name).get("/kabar/").content.decode()
        assert (f'class="button button--quiet" href="{LIST}"' in page) is leads


def test_nobody_to_tell_is_said(world: World) -> None:
    Membership.objects.filter(role="HEAD").update(ended_at="2026-01-01T00:00Z")
    answer = world.client("citra").post(WRITE, SAID | {"roles": ["HEAD"], "send": "1"})
    assert answer.status_code == 422 and "Tidak ada seorang pun" in answer.content.decode()


def test_it_is_read_by_whom_it_was_told_alone(world: World) -> None:
    world.client("citra").post(WRITE, SAID | {"roles": ["HEAD"], "send": "1"})
    url = Notice.objects.get(kind="announcement.sent").url
    assert world.client("hana").get(url).status_code == 200
    for name in ("oki", "omar", "candra"):
        assert world.client(name).get(url).status_code == 404
    assert "Bimtek" not in world.client("candra").get("/pengumuman/").content.decode()
    assert "Bimtek" in world.client("citra").get("/pengumuman/").content.decode()


def test_everyone_is_told_the_way_they_chose(world: World) -> None:
    Choice.objects.create(user=world.user("oki"), ways={"news": "mail"}, quiet_from=0, quiet_until=0)
    Choice.objects.create(user=world.user("otto"), ways={"news": "none"})
    world.client("citra").post(WRITE, SAID | {"roles": ["OPD"], "send": "1"})
    assert OutboxMail.objects.get().to == "oki@contoh.id"
    assert Notice.objects.get(user=world.user("otto")).read_at is not None
