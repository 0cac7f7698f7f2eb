"""Each person is told the way they chose: on the site, at once by mail, in the digest; never in quiet hours."""

import ast
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model

import piagam
from piagam.notices import clocks, quiet, sending
from piagam.notices.categories import BEGINNINGS, USUAL, Category, Way, category_of, way_for
from piagam.notices.models import Choice, Notice, OutboxMail, Webhook, WebhookCall
from piagam.notices.queries import notices_for, unread_first, unread_for
from piagam.notices.sending import send_digests
from piagam.notices.telling import tell, tell_all
from piagam.notices.webhooks import new_secret

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 8, 14, 5, 0, tzinfo=UTC)  # 12.00 WIB
NIGHT = datetime(2026, 8, 14, 15, 30, tzinfo=UTC)  # 22.30 WIB
MORNING = datetime(2026, 8, 15, 0, 10, tzinfo=UTC)  # 07.10 WIB


def person(name: str = "oki", **chosen: Any) -> Any:
    user = get_user_model().objects.create(email=f"{name}@contoh.id", name=name)
    if chosen:
        Choice.objects.create(user=user, **chosen)
    return user


def test_every_category_has_a_usual_way_and_every_kind_a_category() -> None:
    assert set(USUAL) == set(Category.values)
    assert category_of("document.infected") == Category.ACCOUNT != category_of("document.x")
    assert category_of("conversation.said") == Category.QUESTION
    assert category_of("department.nudge") == Category.DEADLINE
    assert category_of("department.else") == category_of("x") == Category.WORK


def test_what_is_about_the_account_cannot_be_switched_off() -> None:
    assert way_for(Category.ACCOUNT, {"account": Way.APP}) == Way.MAIL
    assert way_for(Category.QUESTION, {"question": Way.APP}) == Way.APP


@time_machine.travel(NOON, tick=False)
def test_at_once_is_one_mail_with_the_link_and_where_to_choose(settings: Any) -> None:
    settings.BASE_URL = "https://piagam.example"
    tell(
        person(ways={"question": "mail"}),
        "Citra bertanya <b>tentang</b> isian & bukti.",
        "/entri/1/",
        kind="check.asked_back",
    )
    mail = OutboxMail.objects.get()
    assert mail.to == "oki@contoh.id" and mail.subject.startswith("Citra bertanya")
    assert "isian & bukti.\nhttps://piagam.example/entri/1/" in mail.body
    assert "https://piagam.example/kabar/pilihan/" in mail.body
    assert mail.due_at == NOON and Notice.objects.get().mailed_at == NOON


def test_only_on_the_site_sends_nothing() -> None:
    tell(person(ways={"question": "app"}), "Citra bertanya.", kind="check.asked_back")
    send_digests()
    assert not OutboxMail.objects.exists()


def kinds_told() -> set[str]:
    """Every word that a call of `tell` or `tell_all` in the program gives as its kind."""
    calls = [
        node
        for path in Path(piagam.__file__).parent.rglob("*.py")
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"tell", "tell_all"}
    ]
    given = [word.value for call in calls for word in call.keywords if word.arg == "kind"]
    return {one.value for one in given if isinstance(one, ast.Constant)}


def test_no_notice_is_told_without_a_category_of_its_own() -> None:
    kinds = kinds_told()
    assert len(kinds) > 15
    assert not {one for one in kinds if one not in BEGINNINGS and one.partition(".")[0] not in BEGINNINGS}


def test_not_at_all_stands_in_the_list_as_read_and_goes_nowhere() -> None:
    oki = person(ways={"question": "none", "account": "none"})
    Webhook.objects.create(user=oki, address="https://chat.example/", secret=new_secret())
    told = tell(oki, "Citra bertanya.", kind="check.asked_back")
    assert told.read_at == told.created_at and not unread_for(oki).exists()
    assert send_digests() == 0 and not OutboxMail.objects.exists() and not WebhookCall.objects.exists()
    tell(oki, "Kode keamanan Anda diganti.", kind="account.second_factor")
    assert unread_for(oki).count() == OutboxMail.objects.count() == WebhookCall.objects.count() == 1


def test_what_waits_to_be_read_stands_first() -> None:
    oki = person()
    for number in range(4):
        with time_machine.travel(NOON.replace(hour=number), tick=False):
            tell(oki, str(number), kind="check.asked_back")
    Notice.objects.filter(text__in="13").update(read_at=NOON)
    assert "".join(one.text for one in unread_first(notices_for(oki))) == "2031"


def test_hours_are_by_the_clock_of_where_one_works_until_one_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    oki, otto, omar = person("oki"), person("otto", zone="Asia/Jakarta"), person("omar", digest_hour=9)
    where = dict.fromkeys((oki.pk, otto.pk), "Asia/Jayapura")
    monkeypatch.setattr(clocks, "WHERE", [lambda people: {one: where[one] for one in people if one in where}])
    found = clocks.hours_of([oki.pk, otto.pk, omar.pk])
    assert [found[one.pk].zone for one in (oki, otto, omar)] == [
        "Asia/Jayapura", "Asia/Jakarta", "Asia/Jakarta",
    ]  # fmt: skip
    with time_machine.travel(datetime(2026, 8, 13, 22, 10, tzinfo=UTC), tick=False):  # 07.10 WIT, 05.10 WIB
        for one in (oki, otto):
            tell(one, "Citra bertanya.", kind="check.asked_back")
        assert send_digests() == 1
    assert OutboxMail.objects.get().to == "oki@contoh.id"
    assert Choice.objects.get(user=oki).zone == "", "sending a digest chooses no clock"


@time_machine.travel(MORNING, tick=False)
def test_one_digest_that_fails_keeps_nobody_else_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = person("bad"), person("good")
    for one in (bad, good):
        tell(one, "Citra bertanya.", kind="check.asked_back")
    real = sending.put_out

    def fails(address: str, *what: Any) -> OutboxMail:
        if address == bad.email:
            raise RuntimeError("x")
        return real(address, *what)

    monkeypatch.setattr(sending, "put_out", fails)
    assert send_digests() == 1 and OutboxMail.objects.get().to == good.email
    monkeypatch.undo()
    assert send_digests() == 1, "the next round sends it"


@time_machine.travel(MORNING, tick=False)
def test_a_long_digest_says_how_much_more_there_is() -> None:
    oki = person()
    for number in range(sending.MOST_IN_A_DIGEST + 5):
        tell(oki, f"Kabar {number}.", kind="check.asked_back")
    assert send_digests() == 1
    mail = OutboxMail.objects.get()
    assert "Dan 5 kabar lagi" in mail.body and mail.body.count("Kabar ") == sending.MOST_IN_A_DIGEST


@pytest.mark.parametrize(
    ("chosen", "at", "due"),
    [
        ({}, NIGHT, datetime(2026, 8, 14, 23, 0, tzinfo=UTC)),  # 06.00 WIB
        (
            {"zone": "Asia/Jayapura"},
            datetime(2026, 8, 14, 12, 0, tzinfo=UTC),
            datetime(2026, 8, 14, 21, 0, tzinfo=UTC),
        ),
        ({"quiet_from": 0, "quiet_until": 5}, NIGHT, NIGHT),
        ({"quiet_from": 9, "quiet_until": 9}, NIGHT, NIGHT),
        ({"quiet_from": 12, "quiet_until": 14}, NOON, datetime(2026, 8, 14, 7, 0, tzinfo=UTC)),
    ],
)
def test_a_mail_waits_for_the_end_of_the_quiet_hours(
    chosen: dict[str, Any], at: datetime, due: datetime
) -> None:
    with time_machine.travel(at, tick=False):
        tell(person(ways={"question": "mail"}, **chosen), "Citra bertanya.", kind="check.asked_back")
    assert OutboxMail.objects.get().due_at == due


@time_machine.travel(NIGHT, tick=False)
def test_what_is_about_the_account_does_not_wait() -> None:
    tell(person(), "Kode keamanan Anda diganti.", kind="account.second_factor")
    assert OutboxMail.objects.get().due_at == NIGHT


def test_the_digest_is_one_mail_a_day_grouped_and_only_of_what_is_unread() -> None:
    oki = person()
    with time_machine.travel(NOON, tick=False):
        tell(oki, "Laporan dikembalikan.", kind="entry.returned")
        tell(oki, "Citra bertanya.", kind="check.asked_back")
        read = tell(oki, "Sudah dibaca.", kind="check.asked_back")
        Notice.objects.filter(pk=read.pk).update(read_at=NOON)
        Choice.objects.create(user=oki, digested_on=NOON.date())
        assert send_digests() == 0, "today's has gone out"
    with time_machine.travel(datetime(2026, 8, 14, 23, 30, tzinfo=UTC), tick=False):
        assert send_digests() == 0, "it is half past six"
    with time_machine.travel(MORNING, tick=False):
        assert send_digests() == 1
        assert send_digests() == 0, "and never twice"
    mail = OutboxMail.objects.get()
    assert mail.subject == "2 kabar di Piagam" and "Sudah dibaca" not in mail.body
    question, decision = str(Category.QUESTION.label), str(Category.DECISION.label)
    assert mail.body.index(question) < mail.body.index("Citra bertanya.") < mail.body.index(decision)


@time_machine.travel(MORNING, tick=False)
def test_nothing_new_is_no_mail_and_who_left_gets_none() -> None:
    gone = person("gone")
    tell(gone, "Citra bertanya.", kind="check.asked_back")
    gone.is_active = False
    gone.save()
    person("idle")
    assert send_digests() == 0 and not OutboxMail.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
@time_machine.travel(NOON, tick=False)
def test_many_are_told_in_as_many_queries_as_one(count: int, django_assert_num_queries: Any) -> None:
    people = [person(f"p{n}") for n in range(count)]
    with django_assert_num_queries(4):  # what they chose, the notices, the rooms they share, the gateways
        assert tell_all(people, "Edisi dibuka.", "/edisi/", kind="announcement.made") == count


def test_quiet_hours_over_midnight() -> None:
    choice = Choice(quiet_from=20, quiet_until=6)
    assert [hour for hour in range(24) if quiet.is_quiet(choice, hour)] == [0, 1, 2, 3, 4, 5, 20, 21, 22, 23]
