"""`piagam restore`: an archive of `piagam backup` back into an empty data folder, every part checked."""

import argparse
import hashlib
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

from piagam import environment
from piagam.commands.instance import say


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("archive", type=Path, help="an archive written by `piagam backup`")


def run(args: argparse.Namespace) -> int:
    data = environment.data_dir()
    if (data / "piagam.sqlite3").exists() or any((data / "files").glob("*/*")):
        say(f"{data} is not empty. Name an empty folder in PIAGAM_DATA_DIR; nothing was changed.")
        return 1
    if not args.archive.is_file():
        say(f"{args.archive}: there is no such file.")
        return 1
    staging = data / "restoring"
    shutil.rmtree(staging, ignore_errors=True)
    try:
        with tarfile.open(args.archive) as archive:
            archive.extractall(staging, filter="data")
        manifest = json.loads((staging / "manifest.json").read_text())
        broken = [name for name, digest in manifest["parts"].items() if digest_of(staging / name) != digest]
    except (tarfile.TarError, OSError, KeyError, ValueError) as error:
        shutil.rmtree(staging, ignore_errors=True)
        say(f"{args.archive} is not a whole archive of Piagam: {error}")
        return 1
    if broken:
        shutil.rmtree(staging)
        say(f"Not restored: {len(broken)} parts differ from their fingerprint, the first is {broken[0]}.")
        return 1
    wants = "postgresql" if environment.value("PIAGAM_DATABASE_URL") else "sqlite"
    if manifest["database"] != wants:
        shutil.rmtree(staging)
        say(f"The archive holds a {manifest['database']} database; this instance is set to {wants}.")
        return 1
    if wants == "sqlite":
        (staging / "database").rename(data / "piagam.sqlite3")
    else:
        address = environment.value("PIAGAM_DATABASE_URL")
        command = ["pg_restore", "--clean", "--if-exists", "--no-owner", f"--dbname={address}",
                   str(staging / "database")]  # fmt: skip
        if subprocess.run(command).returncode:
            say("pg_restore ended with an error; see above.")
            return 1
    if (staging / "files").is_dir():
        shutil.rmtree(data / "files", ignore_errors=True)
        (staging / "files").rename(data / "files")
    shutil.rmtree(staging)
    say(f"Restored {len(manifest['parts'])} parts. Next: piagam check")
    return 0


def digest_of(path: Path) -> str:
    """SHA-256 of a file; empty when it is missing."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
