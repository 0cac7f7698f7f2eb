"""Background jobs. This is the one module that knows which library runs them; others import `task` from here.

A job is a row of the same transaction as the change that wants it. The worker is a thread of the server, or a
process of its own (`piagam worker`).
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from types import FrameType
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker  # no documented API: pinned, and tested here
from django_tasks_db.models import DBTaskResult

try:
    from django.tasks import task  # type: ignore[import-untyped, unused-ignore]
except ImportError:
    from django_tasks import task

from piagam.notices.delivery import MAX_ATTEMPTS, deliver
from piagam.notices.models import OutboxMail

__all__ = ["enqueue_delivery", "run_worker", "start_worker_thread", "stop_worker_thread", "task"]

log = logging.getLogger(__name__)
INTERVAL_SECONDS = 0.5
KEPT = timedelta(days=14)
AT_START: list[Callable[[], object]] = []  # done once whenever a worker begins
_running: "WorkerThread | None" = None


@task()  # type: ignore[untyped-decorator, unused-ignore]
def deliver_mail(mail_id: int) -> bool:
    """Sends one mail of the outbox; asks for another run when the mail server failed."""
    outcome = deliver(mail_id)
    if outcome.again_at:
        deliver_mail.using(run_after=outcome.again_at).enqueue(mail_id)
    return outcome.sent


def enqueue_delivery(mail: OutboxMail) -> None:
    """Asks for the mail to be sent, where mail is sent at all; otherwise it stays in the outbox to be read."""
    if settings.PIAGAM_MAIL == "smtp":
        job = deliver_mail.using(run_after=mail.due_at) if mail.due_at > timezone.now() else deliver_mail
        job.enqueue(mail.pk)


def enqueue_waiting() -> int:
    """Asks again for whatever a killed worker, or a time without a mail server, has left unsent; how many."""
    if settings.PIAGAM_MAIL != "smtp":
        return 0
    waiting = OutboxMail.objects.filter(sent_at=None, attempts__lt=MAX_ATTEMPTS).values_list("pk", "due_at")
    for mail_id, due_at in waiting:
        deliver_mail.using(run_after=due_at).enqueue(mail_id)
    return len(waiting)


def forget_finished() -> None:
    """Drops the rows of jobs that went well long ago; failed ones stay to be looked at."""
    DBTaskResult.objects.successful().filter(finished_at__lt=timezone.now() - KEPT).delete()


class WorkerThread(threading.Thread):
    """Runs jobs until `stop`; a database that is busy or away for a while does not end it."""

    def __init__(self) -> None:
        super().__init__(name="piagam-worker", daemon=True)
        self.stopping = threading.Event()
        self.worker: Any = None

    def run(self) -> None:
        with suppress(DatabaseError):
            enqueue_waiting()
            forget_finished()
            for begin in AT_START:
                begin()
        while not self.stopping.is_set():
            self.worker = _worker()
            if self.stopping.is_set():
                break
            try:
                self.worker.run()
            except DatabaseError:
                log.warning("The worker lost the database and goes on in a second.", exc_info=True)
                close_old_connections()
                self.stopping.wait(1)
        connections.close_all()

    def stop(self, timeout: float) -> None:
        """Lets the job in hand come to its end."""
        self.stopping.set()
        if self.worker is not None:
            self.worker.running = False
        self.join(timeout)


def start_worker_thread() -> WorkerThread:
    """The worker beside the server, in its process; the running one when there is one."""
    global _running
    if _running is None or not _running.is_alive():
        _running = WorkerThread()
        _running.start()
    return _running


def stop_worker_thread(timeout: float = 10) -> None:
    """Stops it and waits for the job in hand."""
    global _running
    if _running is not None:
        _running.stop(timeout)
        _running = None


def run_worker() -> None:
    """The worker as a process of its own, until SIGTERM or Ctrl+C."""
    thread = WorkerThread()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        thread.stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    thread.start()
    while thread.is_alive() and not thread.stopping.wait(1):
        pass
    thread.stop(timeout=60)


def _worker() -> Any:
    name = f"{socket.gethostname()[:40]}-{os.getpid()}"
    return Worker(
        queue_names=["default"], excluded_queue_names=[], interval=INTERVAL_SECONDS, batch=False,
        backend_name="default", startup_delay=False, max_tasks=None, worker_id=name,
    )  # fmt: skip
