"""A process that receives a.pdf of a folder and is killed at one step: python -m piagam.files.tests.receiver"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.conf import settings


def configure(folder: Path) -> None:
    """This slice alone, on a SQLite file."""
    settings.configure(
        INSTALLED_APPS=["piagam.files"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "x.sqlite3"}},
        USE_TZ=True,
        PIAGAM_DATA_DIR=folder,
        PIAGAM_S3_BUCKET="",
    )
    django.setup()


def die_at(step: int) -> None:
    """Kills this process, as a power cut would, just before the n-th call that touches disk or row."""
    from piagam.files.models import StoredFile

    calls = 0

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)

        return counting

    for name in ("fsync", "replace", "link", "mkdir", "unlink"):
        setattr(os, name, counted(getattr(os, name)))
    StoredFile.objects.get_or_create = counted(StoredFile.objects.get_or_create)  # type: ignore[method-assign]


def main(folder: Path, what: str, step: int = 0) -> None:
    configure(folder)
    from django.core.files import File
    from django.core.management import call_command

    from piagam.files.receiving import receive
    from piagam.files.verify import verify_store

    if what == "prepare":
        call_command("migrate", verbosity=0)
    elif what == "receive":
        with (folder / "a.pdf").open("rb") as source:
            die_at(step)
            receive(File(source), allowed=["pdf"], max_bytes=2**20)
    else:
        verdict = verify_store()
        sys.stdout.write(f"{len(verdict.missing)} {len(verdict.altered)} {verdict.checked}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
