"""`piagam receipt verify`: whole, edited, with files missing or changed, beside another receipt; no database."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from piagam.cli import main
from piagam.commands.receipt import canonical, content_sha256

PAPER = b"%PDF-1.7 bukti"


def manifest(**more: Any) -> dict[str, Any]:
    evidence = [
        {"subject": "SK", "pages": "1", "sha256": hashlib.sha256(PAPER).hexdigest(), "name": "sk.pdf", "size": 14,
         "version": 1},
        {"subject": "Video", "pages": "", "link": "https://contoh.id/v"},
    ]  # fmt: skip
    entry = {
        "id": 1, "innovation": 7, "department": {"id": 1, "name": "Dinas"}, "title": "Antar Akta", "profile": {},
        "developed": "", "claims": {"sid-16": {"facts": None, "level": 2, "evidence": evidence}},
    }  # fmt: skip
    return {
        "format": "piagam-submission/1", "number": "IGA-2026-17.71-01", "submitted_at": "2026-08-21T16:00:00.000+00:00",
        "statement": None, "edition": {"id": "iga-2026", "title": "IGA 2026"}, "rulebook_sha256": "0" * 64,
        "region": {"code": "17.71", "name": "Kota Bengkulu"}, "regional_claims": {}, "entries": [entry], **more,
    }  # fmt: skip


def written(folder: Path, value: dict[str, Any], name: str = "receipt.json") -> Path:
    path = folder / name
    path.write_bytes(canonical(value))
    return path


def test_a_whole_receipt_is_called_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, manifest())
    stated = hashlib.sha256(path.read_bytes()).hexdigest()
    grouped = " ".join(stated[start : start + 8] for start in range(0, 64, 8)).upper()
    assert main(["receipt", "verify", str(path), "--sha256", grouped]) == 0
    assert capsys.readouterr().out.endswith("whole\n")


def test_an_edited_receipt_is_found_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, manifest())
    stated = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_text(json.dumps(manifest(number="IGA-2026-17.71-09"), indent=1))
    assert main(["receipt", "verify", str(path), "--sha256", stated]) == 1
    out = capsys.readouterr().out
    assert "edited or reformatted" in out and "not the one stated" in out


def test_files_are_met_by_their_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, folder = written(tmp_path, manifest()), tmp_path / "files"
    folder.mkdir()
    paper = folder / "anything.bin"
    paper.write_bytes(PAPER)
    assert main(["receipt", "verify", str(path), "--files", str(folder)]) == 0
    paper.write_bytes(PAPER + b".")
    assert main(["receipt", "verify", str(path), "--files", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "missing or changed: sk.pdf" in out and "not in the receipt: anything.bin" in out


def test_a_statement_over_another_content_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = {"name": "Hana", "text": "…", "signed_at": "", "content_sha256": content_sha256(manifest())}
    assert main(["receipt", "verify", str(written(tmp_path, manifest(statement=signed)))]) == 0
    moved = manifest(statement=signed, region={"code": "17.71", "name": "Kota Lain"})
    assert main(["receipt", "verify", str(written(tmp_path, moved))]) == 1
    assert "another content" in capsys.readouterr().out


def test_two_receipts_are_compared_place_by_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = written(tmp_path, manifest(), "first.json")
    changed = manifest()
    changed["entries"][0]["claims"]["sid-16"]["level"] = 3
    second = written(tmp_path, changed)
    assert main(["receipt", "verify", str(second), "--against", str(first)]) == 1
    assert "entries › 7 › claims › sid-16 › level: 2 → 3" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", '{"format": "x"}', "\x00", "{"])
def test_what_is_no_receipt_is_said_so(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    assert main(["receipt", "verify", str(path)]) == 2
    assert "receipt" in capsys.readouterr().err
    assert main(["receipt", "verify", str(tmp_path / "none.json")]) == 2
