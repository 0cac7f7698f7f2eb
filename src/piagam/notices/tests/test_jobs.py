"""Mail leaves by a job: once, again after a failure, never from an undone change, also after a kill."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from piagam.notices import jobs
from piagam.notices.delivery import LEASE, MAX_ATTEMPTS, deliver, wait_after
from piagam.notices.models import OutboxMail
from piagam.notices.telling import send_mail_later


@pytest.fixture(autouse=True)
def mail_server(settings: Any) -> None:
    settings.PIAGAM_MAIL = "smtp"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def broken_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: object, fail_silently: bool = False) -> int:
        raise ConnectionRefusedError("tidak ada yang menjawab")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)


def outbox_mail() -> OutboxMail:
    return OutboxMail.objects.create(to="oki@contoh.id", subject="Undangan", body="Selamat datang.")


@pytest.mark.django_db
def test_a_mail_goes_out_once_however_often_it_is_asked_for() -> None:
    row = outbox_mail()
    assert deliver(row.pk).sent
    assert not deliver(row.pk).sent
    row.refresh_from_db()
    assert (len(mail.outbox), row.attempts) == (1, 1)
    assert row.sent_at
    assert mail.outbox[0].to == ["oki@contoh.id"]


@pytest.mark.django_db
def test_a_second_worker_leaves_a_mail_alone_until_the_lease_is_over() -> None:
    row = outbox_mail()
    OutboxMail.objects.update(
        due_at=timezone.now() + LEASE, attempts=1
    )  # the first worker is at it, or was killed
    assert not deliver(row.pk).sent
    OutboxMail.objects.update(due_at=timezone.now())
    assert deliver(row.pk).sent


@pytest.mark.django_db
def test_a_failed_mail_is_tried_again_later_and_at_last_given_up(broken_server: None) -> None:
    row = outbox_mail()
    for attempt in range(1, MAX_ATTEMPTS + 1):
        OutboxMail.objects.update(due_at=timezone.now())
        outcome = deliver(row.pk)
        row.refresh_from_db()
        assert (row.attempts, row.sent_at) == (attempt, None)
        assert "tidak ada yang menjawab" in row.last_error
        assert bool(outcome.again_at) == (attempt < MAX_ATTEMPTS)
    assert wait_after(1) == timedelta(minutes=1)
    assert wait_after(30) == timedelta(hours=2)


@pytest.mark.django_db
def test_a_job_whose_mail_failed_asks_for_another_run(broken_server: None) -> None:
    row = outbox_mail()
    assert jobs.deliver_mail.func(row.pk) is False
    assert DBTaskResult.objects.get().run_after > timezone.now()


@pytest.mark.django_db
def test_without_a_mail_server_mail_stays_in_the_outbox(settings: Any) -> None:
    settings.PIAGAM_MAIL = "outbox"
    send_mail_later("oki@contoh.id", "Undangan", "isi")
    assert not DBTaskResult.objects.exists()
    assert jobs.enqueue_waiting() == 0
    settings.PIAGAM_MAIL = "smtp"
    assert jobs.enqueue_waiting() == 1


@pytest.mark.django_db
def test_a_job_is_undone_with_its_change() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _mail_and_fail()
    assert not DBTaskResult.objects.exists()


def _mail_and_fail() -> None:
    send_mail_later("oki@contoh.id", "x", "y")
    assert DBTaskResult.objects.exists()
    raise ZeroDivisionError


@pytest.mark.django_db
def test_old_jobs_that_went_well_are_forgotten() -> None:
    row = outbox_mail()
    jobs.deliver_mail.enqueue(row.pk)
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=15))
    jobs.deliver_mail.enqueue(row.pk)
    jobs.forget_finished()
    assert DBTaskResult.objects.count() == 1


def wait_for(condition: Callable[[], bool], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_worker_thread_sends_what_was_committed_and_stops() -> None:
    thread = jobs.start_worker_thread()
    assert jobs.start_worker_thread() is thread
    with transaction.atomic():
        rows = [send_mail_later(f"p{n}@contoh.id", "Undangan", "isi") for n in range(5)]
    wait_for(lambda: not OutboxMail.objects.filter(sent_at=None).exists())
    jobs.stop_worker_thread()
    assert not thread.is_alive()
    assert len(mail.outbox) == len(rows)


@pytest.mark.slow
def test_an_embedded_worker_on_sqlite_sends_beside_a_writer_and_catches_up_after_a_kill(
    tmp_path: Path,
) -> None:
    def site(*arguments: str) -> str:
        command = [sys.executable, "-m", "piagam.notices.tests.site", str(tmp_path), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()

    site("prepare")
    assert site("write-and-die", "20") == "20 waiting"
    assert site("work") == "30 sent, 30 mails, thread stopped"
