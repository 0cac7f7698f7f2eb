"""Each person is told the way they chose: on the site, at once by mail, in the digest; never in quiet hours."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model

from piagam.notices import quiet
from piagam.notices.categories import USUAL, Category, Way, category_of, way_for
from piagam.notices.models import Choice, Notice, OutboxMail
from piagam.notices.sending import send_digests
from piagam.notices.telling import tell, tell_all

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
    with django_assert_num_queries(3):  # what they chose, the notices, the gateways
        assert tell_all(people, "Edisi dibuka.", "/edisi/", kind="announcement.made") == count


def test_quiet_hours_over_midnight() -> None:
    choice = Choice(quiet_from=20, quiet_until=6)
    assert [hour for hour in range(24) if quiet.is_quiet(choice, hour)] == [0, 1, 2, 3, 4, 5, 20, 21, 22, 23]
