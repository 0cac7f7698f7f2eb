"""A process that writes events into a SQLite file: python -m piagam.audit.tests.writer FILE COUNT"""

import sys
import time

import django
from django.conf import settings


def configure(file: str) -> None:
    """This slice alone on a database of its own, with the site's way of locking."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "piagam.audit"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": file,
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL;",
                },
            }
        },
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


def write(count: int) -> None:
    from django.db import transaction

    from piagam.audit.record import record

    for number in range(count):
        with transaction.atomic():
            record("entry.send", by=None, on=("entries.entry", number))
        time.sleep(0.001)


if __name__ == "__main__":
    configure(sys.argv[1])
    if sys.argv[2] == "migrate":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    elif sys.argv[2] == "verify":
        from piagam.audit.verify import verify_chain

        verdict = verify_chain()
        sys.stdout.write(f"{verdict.ok} {verdict.length}\n")
    else:
        write(int(sys.argv[2]))
