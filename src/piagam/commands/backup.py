"""`piagam backup`: database and stored files in one archive, with a fingerprint of each part."""

import argparse
import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from pathlib import Path

from piagam import __version__
from piagam.commands.instance import connect, say
from piagam.commands.postgresql import run_program


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("archive", type=Path, help="file to write, for example piagam-2026-11-23.tar")


def run(args: argparse.Namespace) -> int:
    connect()
    from django.conf import settings
    from django.db import connection

    archive: Path = args.archive
    if archive.exists():
        say(f"{archive} is already there; a backup never overwrites another.")
        return 1
    if not archive.absolute().parent.is_dir():
        say(f"There is no folder {archive.absolute().parent}.")
        return 1
    if "audit_auditevent" not in connection.introspection.table_names():
        say("There is nothing to back up: the database has no tables.")
        return 1
    partial = archive.with_name(archive.name + ".part")
    try:
        parts = write(partial)
        os.link(partial, archive)  # unlike a rename, never over an archive that came in between
    except OSError as error:
        say(f"Not backed up: {error}")
        return 1
    finally:
        partial.unlink(missing_ok=True)
    say(f"{archive}: {len(parts)} parts, {archive.stat().st_size:,} bytes")
    if settings.PIAGAM_S3_BUCKET:
        say("Stored files lie in the S3 bucket; back that up with its own tools.")
    say("The secret key is not in it; keep that in another place.")
    return 0


def write(target: Path) -> dict[str, str]:
    """Writes the archive, database first, so that every file it names is there; the parts' fingerprints."""
    from django.conf import settings
    from django.db import connection

    stored = Path(settings.DATA_DIR) / "files"
    parts: dict[str, str] = {}
    target.unlink(missing_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # it holds all accounts
    with (
        os.fdopen(descriptor, "wb") as file,
        tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder,
        tarfile.open(fileobj=file, mode="w") as archive,
    ):
        dump = Path(folder) / "database"
        if connection.vendor == "sqlite":
            dump_sqlite(Path(str(settings.DATABASES["default"]["NAME"])), dump)
        elif problem := run_program("pg_dump", "--format=custom", f"--file={dump}"):
            raise OSError(problem)
        parts["database"] = add(archive, dump, "database")
        for path in sorted((stored / "sha256").rglob("*")):
            if path.is_file():
                name = f"files/{path.relative_to(stored)}"
                parts[name] = add(archive, path, name)
        manifest = {"piagam": __version__, "database": connection.vendor, "parts": parts}
        text = json.dumps(manifest, indent=1, sort_keys=True).encode()
        entry = tarfile.TarInfo("manifest.json")
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
        archive.close()
        file.flush()
        os.fsync(file.fileno())
    return parts


def dump_sqlite(source: Path, target: Path) -> None:
    """A consistent copy of a database in use, by SQLite's own backup."""
    with sqlite3.connect(source) as live, sqlite3.connect(target) as copy:
        live.backup(copy)


def add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    """Adds a file and returns its SHA-256."""
    archive.add(path, arcname=name)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
