"""This slice alone on a SQLite file, with its worker: python -m piagam.notices.tests.site FOLDER WHAT"""

import sys
import time
from pathlib import Path

import django
from django.conf import settings


def configure(folder: Path) -> None:
    (folder / "mails").mkdir(exist_ok=True)
    settings.configure(
        INSTALLED_APPS=[
            "django.contrib.contenttypes", "django.contrib.auth", "django_tasks", "django_tasks_db", "piagam.notices",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "x.sqlite3",
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL;",
                },
            }
        },
        TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        PIAGAM_MAIL="smtp",
        EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend",
        EMAIL_FILE_PATH=str(folder / "mails"),
    )  # fmt: skip
    django.setup()


def main(folder: Path, what: str, count: int = 0) -> None:
    configure(folder)
    from django.core.management import call_command
    from django.db import transaction
    from django_tasks_db.models import DBTaskResult

    from piagam.notices import jobs
    from piagam.notices.models import OutboxMail
    from piagam.notices.telling import send_mail_later

    if what == "prepare":
        call_command("migrate", verbosity=0)
    elif what == "write-and-die":
        for number in range(count):
            with transaction.atomic():
                send_mail_later(f"p{number}@contoh.id", "Undangan", "isi")
        DBTaskResult.objects.update(status="RUNNING")  # a worker took them all, and was killed
        sys.stdout.write(f"{OutboxMail.objects.filter(sent_at=None).count()} waiting")
    else:
        thread = jobs.start_worker_thread()
        for number in range(10):
            with transaction.atomic():
                send_mail_later(f"q{number}@contoh.id", "Undangan", "isi")
                time.sleep(0.02)
        until = time.monotonic() + 30
        while OutboxMail.objects.filter(sent_at=None).exists() and time.monotonic() < until:
            time.sleep(0.1)
        jobs.stop_worker_thread()
        sent = OutboxMail.objects.exclude(sent_at=None).count()
        mails = sum(path.read_text().count("Subject:") for path in (folder / "mails").iterdir())
        sys.stdout.write(f"{sent} sent, {mails} mails, thread {'alive' if thread.is_alive() else 'stopped'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
