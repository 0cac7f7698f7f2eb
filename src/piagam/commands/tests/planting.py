"""Damage as it could happen, done to an instance's own database and files."""

import hashlib
import json
import sqlite3
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def do(data: Path, *statements: str) -> None:
    with sqlite3.connect(data / "piagam.sqlite3") as database:
        for statement in statements:
            database.execute(statement)
    database.close()


def store_file(data: Path, content: bytes) -> Path:
    """Bytes in the store with their row."""
    digest = hashlib.sha256(content).hexdigest()
    path = data / "files" / "sha256" / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    with sqlite3.connect(data / "piagam.sqlite3") as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(files_storedfile)")]
        row = {"sha256": digest, "size": len(content), "media_type": "application/pdf", "pages": 1,
               "scan_state": "unscanned", "stored_at": "2026-01-01 00:00:00", "created_at": "2026-01-01 00:00:00",
               "received_at": "2026-01-01 00:00:00"}  # fmt: skip
        values = [row.get(name, "") for name in columns]
        places = ", ".join("?" * len(columns))
        database.execute(f"INSERT INTO files_storedfile ({', '.join(columns)}) VALUES ({places})", values)
    database.close()
    return path


def pin_with_a_change(data: Path) -> None:
    """A rulebook pinned under a fingerprint that is not its own."""
    folder = ROOT / "rulebooks" / "iga-2026"
    files = {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.toml")}
    with sqlite3.connect(data / "piagam.sqlite3") as database:
        database.execute(
            "INSERT INTO editions_pinnedrulebook (sha256, files, pinned_at) VALUES (?, ?, '2026-01-01 00:00:00')",
            ["ab" * 32, json.dumps(files)],
        )
    database.close()
