"""A forgotten password: a link by mail that works once, and pages that tell nobody who has an account."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from piagam.audit.models import AuditEvent
from piagam.notices.models import OutboxMail
from piagam.people import actions
from piagam.people.models import Invitation, User
from piagam.people.reset_links import account_behind
from piagam.web.errors import Refused
from tests.cast import PASSWORD, World

URL = "/lupa-kata-sandi/"
NEW = "kata-sandi-yang-baru-sekali"
BOTH = {"new": NEW, "again": NEW}


@pytest.fixture
def oki(world: World) -> World:
    user = world.user("oki")
    user.set_password(PASSWORD)
    user.save()
    return world


def link_in_mail() -> str:
    mail = OutboxMail.objects.order_by("pk").last()
    assert mail is not None
    return re.search(r"https?://[^/]+(/lupa-kata-sandi/\S+)", mail.body)[1]  # type: ignore[index]


def asked(client: Client, email: str = "oki@contoh.id") -> str:
    """The link that the mail holds."""
    assert client.post(URL, {"email": email})["Location"] == "/lupa-kata-sandi/terkirim/"
    return link_in_mail()


def opened(client: Client, link: str) -> str:
    """The address that the link leads on to."""
    return str(client.get(link)["Location"])


def work(queries: CaptureQueriesContext) -> list[str]:
    """What the database did, by the first word and the table; a savepoint ends this way or that."""
    found = [re.findall(r'^\w+|(?:FROM|INTO|UPDATE) "\w+"', one["sql"]) for one in queries.captured_queries]
    return [" ".join(words) for words in found if words[0] not in {"SAVEPOINT", "RELEASE", "ROLLBACK"}]


def is_dead(link: str) -> bool:
    answer = Client().get(link)
    return answer.status_code == 404 and "tidak berlaku lagi" in answer.content.decode()


def test_the_sign_in_page_leads_here(client: Client, world: World) -> None:
    assert f'href="{URL}"' in client.get("/masuk/").content.decode()
    assert client.get(URL).status_code == 200


def test_the_link_in_the_mail_leads_to_a_new_password(oki: World, client: Client) -> None:
    page = opened(client, asked(client))
    assert "oki@contoh.id" in client.get(page).content.decode()
    assert client.post(page, BOTH)["Location"] == "/masuk/"
    user = User.objects.get(email="oki@contoh.id")
    assert user.check_password(NEW)
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor, event.actor_role) == ("account.reset_password", user, "OPD")
    assert "_auth_user_id" not in client.session
    assert client.post("/masuk/", {"email": user.email, "password": NEW}).status_code == 302


def test_the_person_is_told_that_the_password_was_changed(oki: World, client: Client) -> None:
    client.post(opened(client, asked(client)), BOTH)
    mail = OutboxMail.objects.order_by("pk").last()
    assert mail is not None
    assert (mail.to, mail.subject) == ("oki@contoh.id", "Kata sandi Anda diganti")
    assert re.search(r"pada \d+ \w+ \d{4} \d\d\.\d\d WIB lewat", mail.body)
    assert NEW not in mail.body


def test_asking_changes_nothing_yet(oki: World, client: Client) -> None:
    there = oki.client("oki")
    asked(client)
    assert there.get("/akun/").status_code == 200
    assert User.objects.get(email="oki@contoh.id").check_password(PASSWORD)
    assert AuditEvent.objects.count() == 0


def test_every_session_ends_and_the_second_factor_stays(oki: World, client: Client) -> None:
    user = oki.user("oki")
    user.totp_secret, user.totp_since, user.totp_last_step = "JBSWY3DPEHPK3PXP", timezone.now(), 7
    user.save()
    there = oki.client("oki")
    client.post(opened(client, asked(client)), BOTH)
    assert there.get("/akun/")["Location"].startswith("/masuk/")
    user.refresh_from_db()
    assert (user.totp_secret, user.totp_last_step, user.sessions_epoch) == ("JBSWY3DPEHPK3PXP", 7, 1)
    assert user.has_second_factor


def test_a_session_of_another_person_in_the_same_browser_goes_on(oki: World) -> None:
    citra = oki.client("citra")
    citra.post(opened(citra, asked(citra)), BOTH)
    assert citra.get("/akun/").status_code == 200
    assert "password_reset_token" not in citra.session


@pytest.mark.parametrize(
    "email", ["tak.ada@contoh.id", "omar@contoh.id", "otto@contoh.id", "undang@contoh.id"]
)
def test_the_answer_is_the_same_whether_there_is_an_account(oki: World, client: Client, email: str) -> None:
    omar, otto = oki.user("omar"), oki.memberships["otto"]
    omar.is_active = False
    omar.save()
    otto.ended_at = timezone.now()
    otto.save()
    Invitation.objects.create(
        email="undang@contoh.id", role="ADM", token_sha256="0" * 64, expires_at=timezone.now() + timedelta(1)
    )
    cache.clear()
    with CaptureQueriesContext(connection) as with_account:
        known = client.post(URL, {"email": "oki@contoh.id"})
    assert OutboxMail.objects.get().to == "oki@contoh.id"
    cache.clear()
    with CaptureQueriesContext(connection) as without:
        unknown = client.post(URL, {"email": email})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert work(with_account) == work(without)  # the same work, so the same time
    assert OutboxMail.objects.count() == 1
    assert "Jika alamat itu punya akun" in client.get(unknown["Location"]).content.decode()


def test_an_open_invitation_is_left_as_it_is(oki: World, client: Client) -> None:
    department = oki.memberships["oki"].department
    invitation = actions.invite_operator(department, "baru@contoh.id", by=oki.actor("citra"))
    before = invitation.token_sha256
    client.post(URL, {"email": "baru@contoh.id"})
    invitation.refresh_from_db()
    assert (invitation.token_sha256, invitation.is_open) == (before, True)
    assert not User.objects.filter(email="baru@contoh.id").exists()


def test_capitals_in_the_address_do_not_matter(oki: World, client: Client) -> None:
    asked(client, " OKI@Contoh.id ")
    assert OutboxMail.objects.get().to == "oki@contoh.id"


@pytest.mark.parametrize("email", ["", "bukan-surel", "a" * 250 + "@contoh.id"])
def test_what_is_no_address_is_said_beside_the_field(world: World, client: Client, email: str) -> None:
    answer = client.post(URL, {"email": email})
    assert answer.status_code == 400
    assert 'aria-invalid="true"' in answer.content.decode()


@pytest.mark.parametrize("email", ["oki@contoh.id", "tak.ada@contoh.id"])
def test_whoever_asks_again_and_again_has_to_wait(oki: World, client: Client, email: str) -> None:
    for _ in range(5):
        assert client.post(URL, {"email": email}).status_code == 302
    assert client.post(URL, {"email": email}).status_code == 429


def test_nobody_floods_a_mailbox_from_many_places(oki: World, time_machine_at) -> None:
    with time_machine_at("2026-03-01 08:00:00+00:00") as clock:
        for n in range(9):
            stranger = Client(REMOTE_ADDR=f"203.0.113.{n}")
            assert stranger.post(URL, {"email": "oki@contoh.id"}).status_code == 302
        assert OutboxMail.objects.count() == 5
        assert not is_dead(link_in_mail())
        clock.shift(3601)
        assert not is_dead(link_in_mail())
        Client().post(URL, {"email": "oki@contoh.id"})
        assert OutboxMail.objects.count() == 6


def test_a_stranger_who_never_stops_asking_does_not_stop_the_mails(oki: World, time_machine_at) -> None:
    with time_machine_at("2026-03-01 08:00:00+00:00") as clock:
        for n in range(18):
            Client(REMOTE_ADDR=f"203.0.113.{n}").post(URL, {"email": "oki@contoh.id"})
            clock.shift(600)
        assert OutboxMail.objects.count() == 15


def test_a_link_works_once(oki: World, client: Client) -> None:
    link = asked(client)
    elsewhere = Client()
    page = opened(elsewhere, link)
    client.post(opened(client, link), BOTH)
    assert is_dead(link)
    answer = elsewhere.post(page, {"new": NEW + "-lagi", "again": NEW + "-lagi"})
    assert answer.status_code == 404
    assert User.objects.get(email="oki@contoh.id").check_password(NEW)


def test_of_two_at_once_one_counts(oki: World, client: Client) -> None:
    uid, token = asked(client).strip("/").split("/")[1:]
    actions.reset_password(uid, token, new=NEW)
    with pytest.raises(Refused) as no:
        actions.reset_password(uid, token, new=NEW + "-lagi")
    assert (no.value.status, no.value.code) == (404, "dead-link")


def test_a_link_dies_after_a_day(oki: World, client: Client, time_machine_at) -> None:
    with time_machine_at("2026-03-01 08:00:00+00:00") as clock:
        link = asked(client)
        clock.shift(24 * 3600)
        assert not is_dead(link)
        clock.shift(1)
        assert is_dead(link)


def test_a_link_dies_with_a_change_of_the_password(oki: World, client: Client) -> None:
    link = asked(client)
    actions.change_password(oki.user("oki"), old=PASSWORD, new=NEW, by=oki.actor("oki"))
    assert is_dead(link)


def test_a_link_dies_with_a_new_sign_in(oki: World, client: Client) -> None:
    link = asked(client)
    client.post("/masuk/", {"email": "oki@contoh.id", "password": PASSWORD})
    assert is_dead(link)


def test_a_link_dies_when_the_sessions_are_ended(oki: World, client: Client) -> None:
    link = asked(client)
    actions.end_operator_sessions(oki.memberships["oki"], by=oki.actor("citra"))
    assert is_dead(link)


def test_a_link_dies_when_the_account_is_closed(oki: World, client: Client) -> None:
    page = opened(client, asked(client))
    actions.disable_operator(oki.memberships["oki"], by=oki.actor("citra"))
    assert client.post(page, BOTH).status_code == 404
    assert not User.objects.get(email="oki@contoh.id").check_password(NEW)


def test_the_pages_that_hold_a_form_have_no_token_in_their_address(oki: World, client: Client) -> None:
    link = asked(client)
    token = link.strip("/").split("/")[2]
    before = client.session.session_key
    page = opened(client, link)
    assert token not in page
    answer = client.get(page)
    assert token not in answer.content.decode()
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert client.session.session_key != before
    assert "no-store" in Client().get(link)["Cache-Control"]


def test_a_session_somebody_else_knows_does_not_hold_the_token(oki: World, client: Client) -> None:
    planted = oki.client("citra")
    key = planted.session.session_key
    opened(planted, asked(client))
    assert planted.session.session_key != key
    assert not planted.session.exists(str(key))


def test_a_token_opens_its_own_account_alone(oki: World, client: Client) -> None:
    own, token = asked(client).strip("/").split("/")[1:]
    other = asked(client, "otto@contoh.id").strip("/").split("/")[1]
    assert is_dead(f"/lupa-kata-sandi/{other}/{token}/")
    assert not is_dead(f"/lupa-kata-sandi/{own}/{token}/")


@pytest.mark.parametrize("uid", ["x", "MQ", "w6k", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk", "4pi6", "LTE"])
def test_an_invented_link_is_dead(oki: World, uid: str) -> None:
    assert account_behind(uid, "c0ffee-0123456789abcdef") is None
    assert is_dead(f"/lupa-kata-sandi/{uid}/c0ffee-0123456789abcdef/")
    assert Client().get(f"/lupa-kata-sandi/{uid}/kata-sandi-baru/").status_code == 404


def test_guessing_links_is_slow_and_does_not_shut_out_who_holds_one(oki: World, client: Client) -> None:
    link = asked(client)
    uid = link.strip("/").split("/")[1]
    for _ in range(5):
        assert client.post(f"/lupa-kata-sandi/{uid}/kata-sandi-baru/", BOTH).status_code == 404
    assert client.post(f"/lupa-kata-sandi/{uid}/kata-sandi-baru/", BOTH).status_code == 429
    assert client.get(f"/lupa-kata-sandi/{uid}/c0ffee-00/").status_code == 429
    assert client.post(opened(client, link), BOTH).status_code == 302


@pytest.mark.parametrize(
    "new, again, sentences",
    [
        ("", "", ["Bidang ini tidak boleh kosong"]),
        ("pendek", "pendek", ["terlalu pendek"]),
        ("1q2w3e4r5t6y7u8i9o0p", NEW, ["terlalu umum", "Kedua kata sandi tidak sama"]),
        (NEW, NEW + "x", ["Kedua kata sandi tidak sama"]),
        ("oki@contoh.id-oki", "oki@contoh.id-oki", ["mirip"]),
    ],
)
def test_each_mistake_has_its_sentence_and_the_link_still_works(
    oki: World, client: Client, new: str, again: str, sentences: list[str]
) -> None:
    page = opened(client, asked(client))
    answer = client.post(page, {"new": new, "again": again})
    assert answer.status_code == 400
    for sentence in sentences:
        assert sentence in answer.content.decode()
    assert User.objects.get(email="oki@contoh.id").check_password(PASSWORD)
    assert client.post(page, BOTH).status_code == 302


def test_the_action_itself_holds_the_password_to_the_validators(oki: World, client: Client) -> None:
    uid, token = asked(client).strip("/").split("/")[1:]
    with pytest.raises(Refused) as no:
        actions.reset_password(uid, token, new="pendek")
    assert no.value.status == 400
    assert AuditEvent.objects.count() == 0
