"""`piagam receipt verify FILE`: is a receipt's JSON whole, and are these its files? Works without a database."""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from piagam.entries.manifest_differences import differences

FORMATS = ("piagam-submission/1",)


def add_to(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verify = verbs.add_parser(
        "verify", help="check a receipt's JSON file", description="Checks a receipt offline."
    )
    verify.add_argument("file", type=Path, help="the JSON file of the receipt, as downloaded")
    verify.add_argument("--sha256", default="", metavar="HEX", help="the fingerprint on the receipt's sheet")
    verify.add_argument("--files", type=Path, metavar="FOLDER", help="the files of evidence, by any names")
    verify.add_argument("--against", type=Path, metavar="FILE", help="another receipt: list what differs")


def run(args: argparse.Namespace) -> int:
    try:
        text = args.file.read_bytes()
        manifest = json.loads(text)
    except (OSError, ValueError) as error:
        print(f"{args.file}: cannot be read as a receipt: {error}", file=sys.stderr)
        return 2
    if not isinstance(manifest, dict) or manifest.get("format") not in FORMATS:
        print(f"{args.file}: this is no receipt of a submission.", file=sys.stderr)
        return 2
    print(f"{manifest.get('number')} · {manifest['region']['name']} · {manifest.get('submitted_at')}")
    print(f"SHA-256 {hashlib.sha256(text).hexdigest()}")
    problems = [*problems_of(text, manifest, args.sha256)]
    if args.files:
        problems += problems_of_files(manifest, args.files)
    if args.against:
        problems += differing(manifest, args.against)
    for problem in problems:
        print(problem)
    print("whole" if not problems else f"{len(problems)} problem{'s' if len(problems) > 1 else ''}")
    return 1 if problems else 0


def problems_of(text: bytes, manifest: dict[str, Any], stated: str) -> Iterator[str]:
    """The text is canonical, has the stated fingerprint, and its statement speaks of its content."""
    plain = canonical(manifest)
    if plain != text:
        yield "The text is not as the program writes it: it was edited or reformatted."
    digits = "".join(stated.split()).lower()
    if digits and hashlib.sha256(text).hexdigest() != digits:
        yield "The fingerprint is not the one stated: this is not the text that was submitted."
    statement = manifest.get("statement")
    if statement and statement["content_sha256"] != content_sha256(manifest):
        yield "The integrity statement was signed over another content."


def canonical(value: object) -> bytes:
    """The one text of a JSON value, as piagam.entries.manifest writes it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def content_sha256(manifest: dict[str, Any]) -> str:
    """The fingerprint that the statement is bound to: everything but number, instant and the statement itself."""
    left_out = ("format", "number", "submitted_at", "statement")
    content = {name: value for name, value in manifest.items() if name not in left_out}
    return hashlib.sha256(canonical(content)).hexdigest()


def problems_of_files(manifest: dict[str, Any], folder: Path) -> Iterator[str]:
    """Every file of evidence is there with exactly its bytes, whatever it is called."""
    if not folder.is_dir():
        yield f"{folder} is no folder."
        return
    wanted = {line["sha256"]: line["name"] for line in evidence_in(manifest) if "sha256" in line}
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as stream:
                found[hashlib.file_digest(stream, "sha256").hexdigest()] = path
    for sha256, name in wanted.items():
        if sha256 not in found:
            yield f"missing or changed: {name} ({sha256})"
    for sha256, path in found.items():
        if sha256 not in wanted:
            yield f"not in the receipt: {path.relative_to(folder)}"


def evidence_in(manifest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every line of evidence, of the region and of the entries."""
    for claims in (manifest["regional_claims"], *(entry["claims"] for entry in manifest["entries"])):
        for claim in claims.values():
            yield from claim["evidence"]


def differing(manifest: dict[str, Any], other: Path) -> Iterator[str]:
    """What differs from another receipt, place by place."""
    try:
        before = json.loads(other.read_bytes())
    except (OSError, ValueError) as error:
        yield f"{other}: cannot be read as a receipt: {error}"
        return
    for one in differences(before, manifest):
        yield f"{one.path}: {shown(one.before)} → {shown(one.after)}"


def shown(value: Any) -> str:
    """A value, short enough for one line."""
    text = "–" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"
