"""`piagam restore`: an archive of `piagam backup` back into an empty data folder, every part checked."""

import argparse
import hashlib
import json
import shutil
import tarfile
from pathlib import Path
from typing import Any

from piagam import environment
from piagam.commands.instance import connect, say
from piagam.commands.postgresql import place, run_program


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("archive", type=Path, help="an archive written by `piagam backup`")


def run(args: argparse.Namespace) -> int:
    data = environment.data_dir()
    staging = data / "restoring"
    shutil.rmtree(staging, ignore_errors=True)
    try:
        if problem := not_empty(data) or unpack(args.archive, staging) or take_over(staging, data):
            say(problem)
            return 1
        parts = len(manifest_of(staging)["parts"])
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    say(f"Restored {parts} parts. Next: piagam check")
    return 0


def not_empty(data: Path) -> str:
    """Why nothing may be restored here; nothing when folder and database are empty."""
    if any(data.glob("piagam.sqlite3*")) or any(path.is_file() for path in (data / "files").rglob("*")):
        return f"{data} is not empty. Name an empty folder in PIAGAM_DATA_DIR; nothing was changed."
    if wanted() == "postgresql":
        connect()
        from django.db import connection

        if tables := connection.introspection.table_names():
            return (
                f"The database is not empty ({len(tables)} tables). Name an empty one; nothing was changed."
            )
    return ""


def wanted() -> str:
    """The kind of database that this instance is set to."""
    return "postgresql" if environment.value("PIAGAM_DATABASE_URL") else "sqlite"


def unpack(archive: Path, staging: Path) -> str:
    """Unpacks the archive and compares every part with its fingerprint; what is wrong with it, or nothing."""
    if not archive.is_file():
        return f"{archive}: there is no such file."
    try:
        with tarfile.open(archive) as tar:
            extract(tar, staging)
        manifest = manifest_of(staging)
        parts, kind = dict(manifest["parts"]), str(manifest["database"])
    except (tarfile.TarError, OSError, EOFError, KeyError, TypeError, ValueError) as error:
        return f"{archive} is not a whole archive of Piagam: {error}"
    there = {str(path.relative_to(staging)) for path in staging.rglob("*") if not path.is_dir()}
    if strange := sorted(there - set(parts) - {"manifest.json"}):
        return f"Not restored: {len(strange)} parts are not in the list of parts, the first is {strange[0]}."
    broken = [name for name, digest in parts.items() if digest_of(staging / name) != digest]
    if broken or "database" not in parts:
        first = broken[0] if broken else "database"
        return f"Not restored: {len(broken) or 1} parts differ from their fingerprint, the first is {first}."
    if kind != wanted():
        return f"Not restored: the archive holds a {kind} database; this instance is set to {wanted()}."
    return ""


def extract(tar: tarfile.TarFile, staging: Path) -> None:
    """Plain files below the folder and nothing else; Python before 3.11.4 has no filter of its own."""
    for member in tar:
        path = Path(member.name)
        if not (member.isfile() or member.isdir()) or path.is_absolute() or ".." in path.parts:
            raise tarfile.TarError(f"{member.name!r} is not a plain file below the folder")
        target = staging / path
        if member.isdir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        source = tar.extractfile(member)
        assert source is not None
        with source, target.open("xb") as file:
            shutil.copyfileobj(source, file)


def manifest_of(staging: Path) -> dict[str, Any]:
    """The archive's list of parts."""
    manifest: dict[str, Any] = json.loads((staging / "manifest.json").read_text("utf-8"))
    return manifest


def take_over(staging: Path, data: Path) -> str:
    """Puts files and database where they belong, the database last; what went wrong, or nothing."""
    if (staging / "files").is_dir():
        if environment.value("PIAGAM_S3_BUCKET"):
            return (
                "Not restored: the archive holds stored files, and this instance keeps them in an S3 bucket."
            )
        shutil.rmtree(data / "files", ignore_errors=True)
        (staging / "files").rename(data / "files")
    if wanted() == "sqlite":
        (staging / "database").chmod(0o600)
        (staging / "database").rename(data / "piagam.sqlite3")
        return ""
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    where = f"--dbname={place()['PGDATABASE']}"
    if problem := run_program("pg_restore", *options, where, str(staging / "database")):
        shutil.rmtree(data / "files", ignore_errors=True)
        return f"Not restored: {problem}"
    return ""


def digest_of(path: Path) -> str:
    """SHA-256 of a file; empty when it is missing."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
