"""Keeps the English texts in step: every sentence gathered, translated, compiled.

    python -m tools.translations           compare; each missing or doubtful translation is named
    python -m tools.translations --write   gather the sentences from the code, then compile the catalogue

Gathering needs xgettext (GNU gettext); comparing without it looks at the catalogue alone, unless
REQUIRE_ALL=1. The compiled catalogue is committed, so that running the site needs no gettext.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

PACKAGE = Path(__file__).parents[1] / "src" / "piagam"
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
GATHER = "make translations"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
Key = tuple[str | None, str]


def gather(package: Path) -> None:
    """Lets Django put every marked sentence below `package` into its catalogue."""
    (package / "locale").mkdir(exist_ok=True)
    environment = {name: text for name, text in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--locale=en", "--no-location", "--no-wrap",
               "--no-obsolete", "--ignore=tests/*", "--verbosity=0"]  # fmt: skip
    subprocess.run(command, cwd=package, env=environment, check=True)


def tidy(path: Path) -> None:
    """Takes out what changes without reason (dates, authors), and puts the sentences into one order."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.header = "English texts of Piagam; Indonesian is the source language."
    catalogue.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.metadata_is_fuzzy = False
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def keys(path: Path) -> set[Key]:
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if not entry.obsolete}


def gathered_now() -> set[Key]:
    """The sentences in the code as it is, gathered in a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "piagam"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("static", "__pycache__", "data", "*.mo"))
        gather(copy)
        return keys(copy / CATALOGUE)


def faults_of(entry: polib.POEntry) -> list[str]:
    """What is wrong with one translation."""
    texts = [entry.msgstr, *entry.msgstr_plural.values()]
    texts = [text for text in texts if text]
    if not texts or (entry.msgid_plural and len(texts) < 2):
        return [f"not translated: {entry.msgid!r}"]
    if entry.fuzzy:
        return [f"marked fuzzy: {entry.msgid!r}"]
    source = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
    wrong = set(PLACEHOLDER.findall(" ".join(texts))) - source
    return [f"names {', '.join(sorted(wrong))}, which the source lacks: {entry.msgid!r}"] if wrong else []


def compare() -> int:
    path = PACKAGE / CATALOGUE
    if not path.exists():
        print(f"src/piagam/{CATALOGUE} is missing; `{GATHER}` makes it.")
        return 1
    faults = [fault for entry in polib.pofile(str(path)) if not entry.obsolete for fault in faults_of(entry)]
    if shutil.which("xgettext"):
        now, then = gathered_now(), keys(path)
        faults += [f"in the code, not in the catalogue: {text!r}; `{GATHER}`" for text in texts(now - then)]
        faults += [f"in the catalogue, not in the code: {text!r}; `{GATHER}`" for text in texts(then - now)]
    elif os.environ.get("REQUIRE_ALL", "0") not in {"", "0"}:
        faults.append("xgettext is missing, so the code could not be asked: install gettext.")
    else:
        print("xgettext is not here: only the catalogue itself was looked at.")
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != polib.pofile(str(path)).to_binary():
        faults.append(f"{compiled.name} is not compiled from {path.name} as it is; `{GATHER}` compiles it.")
    print("\n".join(faults) or "Every sentence has its English, compiled.")
    return 1 if faults else 0


def texts(found: set[Key]) -> list[str]:
    return sorted(text for _context, text in found)


def main() -> int:
    parser = argparse.ArgumentParser(description="Keeps the English texts in step with the code.")
    parser.add_argument("--write", action="store_true", help="gather the sentences anew and compile them")
    if not parser.parse_args().write:
        return compare()
    if shutil.which("xgettext"):
        gather(PACKAGE)
    else:
        print("xgettext is not here (install gettext): the catalogue is compiled as it is.")
    tidy(PACKAGE / CATALOGUE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
