"""An instance ready to run: tables, static files, the official list of regions."""

import sys

import django


def say(line: str) -> None:
    """A line for the person at the terminal."""
    print(line, file=sys.stderr, flush=True)


def prepare(*, quiet: bool = False) -> None:
    """Migrates, collects static files when the program's version changed, loads the regions. Safe to repeat."""
    connect()
    from django.core.management import call_command

    if waiting_migrations():
        if not quiet:
            say("Making the database tables …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    collect_static(quiet=quiet)
    from piagam.regions.models import Region

    if not Region.objects.exists():
        from piagam.regions.official_list import load_regions

        load_regions()


def connect() -> None:
    """Sets Django up and reaches the database; ends the program with a sentence where there is none to reach."""
    django.setup()
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except (DatabaseError, OSError) as error:
        raise SystemExit(f"The database cannot be reached: {' '.join(str(error).split())}")


def waiting_migrations() -> int:
    """How many steps the tables are behind this version of the program."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static(*, quiet: bool) -> None:
    """Compressed static files under their content's names; again only when a source file is newer."""
    from pathlib import Path

    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    newest = max(
        (
            Path(storage.path(path)).stat().st_mtime
            for finder in get_finders()
            for path, storage in finder.list([])
        ),
        default=0.0,
    )
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.stat().st_mtime >= newest:
        return
    if not quiet:
        say("Collecting static files …")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.touch()
