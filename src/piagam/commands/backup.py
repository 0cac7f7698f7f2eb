"""`piagam backup`: database and stored files in one archive, with a fingerprint of each part."""

import argparse
import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path

from piagam import __version__
from piagam.commands.instance import say


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("archive", type=Path, help="file to write, for example piagam-2026-11-23.tar")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    if args.archive.exists():
        say(f"{args.archive} is already there; a backup never overwrites another.")
        return 1
    partial = args.archive.with_name(args.archive.name + ".part")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(partial, "w") as archive:
        dump = Path(folder) / "database"
        if connection.vendor == "sqlite":
            dump_sqlite(Path(str(settings.DATABASES["default"]["NAME"])), dump)
        elif problem := dump_postgresql(dump):
            partial.unlink()
            say(problem)
            return 1
        manifest: dict[str, object] = {"piagam": __version__, "database": connection.vendor, "parts": {}}
        parts: dict[str, str] = {}
        parts["database"] = add(archive, dump, "database")
        stored = Path(settings.DATA_DIR) / "files"
        whole = stored / "sha256"
        for path in sorted(whole.rglob("*")) if whole.is_dir() else []:
            if path.is_file():
                name = f"files/{path.relative_to(stored)}"
                parts[name] = add(archive, path, name)
        manifest["parts"] = parts
        text = json.dumps(manifest, indent=1, sort_keys=True).encode()
        entry = tarfile.TarInfo("manifest.json")
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
    partial.rename(args.archive)
    say(f"{args.archive}: {len(parts)} parts, {args.archive.stat().st_size:,} bytes")
    if settings.PIAGAM_S3_BUCKET:
        say("Stored files lie in the S3 bucket; back that up with its own tools.")
    return 0


def dump_sqlite(source: Path, target: Path) -> None:
    """A consistent copy of a database in use, by SQLite's own backup."""
    with sqlite3.connect(source) as live, sqlite3.connect(target) as copy:
        live.backup(copy)


def dump_postgresql(target: Path) -> str:
    """A dump by pg_dump; the sentence of what went wrong, or nothing."""
    if not shutil.which("pg_dump"):
        return "pg_dump is needed to back up PostgreSQL; install PostgreSQL's client programs."
    from piagam import environment

    address = environment.value("PIAGAM_DATABASE_URL")
    done = subprocess.run(
        ["pg_dump", "--format=custom", f"--file={target}", address], capture_output=True, text=True
    )
    return done.stderr.strip() if done.returncode else ""


def add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    """Adds a file and returns its SHA-256."""
    archive.add(path, arcname=name)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
