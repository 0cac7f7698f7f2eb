"""What is told is part of the change: undone with it, kept with it."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from piagam.notices.models import Notice, OutboxMail
from piagam.notices.queries import mark_read, notices_for, recent_for, unread_for, unsent
from piagam.notices.telling import send_mail_later, tell, tell_all

pytestmark = pytest.mark.django_db


def person(name: str) -> Any:
    return get_user_model().objects.create(email=f"{name}@contoh.id", name=name)


def test_a_person_reads_only_their_own_notices() -> None:
    oki, omar = person("oki"), person("omar")
    first = tell(oki, "Entri Anda dikembalikan.", "/entri/1/", kind="entry.return")
    tell(oki.pk, "Batas waktu besok.", kind="deadline")
    tell(omar, "Entri Anda diterima.", kind="entry.accepted")
    assert [notice.text for notice in unread_for(oki)] == ["Batas waktu besok.", "Entri Anda dikembalikan."]
    assert mark_read(omar, first.pk) == 0, "another's notice cannot be marked"
    assert mark_read(oki, first.pk) == 1
    assert [notice.text for notice in unread_for(oki)] == ["Batas waktu besok."]
    assert mark_read(oki) == 1
    assert (unread_for(oki).count(), len(recent_for(oki.pk)), recent_for(None)) == (0, 2, [])
    assert unread_for(omar).count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_many_people_are_told_in_as_many_queries_as_one(count: int, django_assert_num_queries: Any) -> None:
    people = [person(f"p{n}") for n in range(count)]
    with django_assert_num_queries(4):
        assert tell_all(people, "Edisi dibuka.", "/edisi/", kind="announcement") == count
    assert all(notices_for(each).count() == 1 for each in people)


def test_what_is_undone_was_never_told() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _tell_and_fail(person("oki"))
    assert not Notice.objects.exists()
    assert not OutboxMail.objects.exists()


def _tell_and_fail(user: Any) -> None:
    tell(user, "x", kind="mentor.assign")
    send_mail_later("oki@contoh.id", "x", "y")
    raise ZeroDivisionError


def test_a_long_sentence_is_cut_and_a_subject_stays_on_one_line() -> None:
    assert len(tell(person("oki"), "x" * 900, kind="mentor.assign").text) == 500
    mail = send_mail_later("oki@contoh.id", "Undangan\r\nBcc: semua@contoh.id", "isi")
    assert mail.subject == "Undangan Bcc: semua@contoh.id"
    assert list(unsent()) == [mail]
