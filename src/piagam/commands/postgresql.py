"""PostgreSQL's own programs, told where the database is by their environment, never on the command line."""

import os
import shutil
import subprocess


def run_program(program: str, *options: str) -> str:
    """Runs `pg_dump` or `pg_restore` on this instance's database; the sentence of what went wrong, or nothing."""
    if not shutil.which(program):
        return f"{program} is needed for PostgreSQL; install PostgreSQL's client programs."
    done = subprocess.run([program, *options], env=os.environ | place(), capture_output=True, text=True)
    return done.stderr.strip() or f"{program} failed." if done.returncode else ""


def place() -> dict[str, str]:
    """Where the database is, as libpq reads it. A password on the command line would be seen by everybody."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    names = {
        "HOST": "PGHOST",
        "PORT": "PGPORT",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
        "NAME": "PGDATABASE",
    }
    return {names[key]: str(database[key]) for key in names if database.get(key)}
