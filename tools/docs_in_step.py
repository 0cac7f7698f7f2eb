"""Keeps docs/reference/ in step with the code it is printed from.

    python -m tools.docs_in_step           compare; names a page that differs, and what mends it
    python -m tools.docs_in_step --write   print the pages anew

A page is one function without arguments that returns Markdown; add a line to PAGES to add one.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path

import django

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
COMMAND = "make docs"
PAGES = {  # page: module:function
    "permissions.md": "tools.reference.permissions:page",
    "states.md": "tools.reference.states:page",
    "calendar.md": "tools.reference.calendar:page",
    "tables.md": "tools.reference.tables:page",
    "commands.md": "tools.reference.commands:page",
    "settings.md": "tools.reference.settings:page",
    "glossary.md": "tools.reference.glossary:page",
    "rulebook.md": "tools.reference.rulebook:page",
}


def printed(page: str) -> str:
    """The page as the code says it now."""
    module, function = PAGES[page].split(":")
    text: str = getattr(importlib.import_module(module), function)()
    source = module.replace(".", "/") + ".py"
    note = f"<!-- Printed from the code by `{COMMAND}` ({source}); do not edit by hand. -->"
    return f"{note}\n\n{text.strip()}\n"


def write() -> None:
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for page in PAGES:
        (REFERENCE / page).write_text(printed(page), "utf-8")
        print(f"docs/reference/{page}: written")


def compare() -> int:
    stale = []
    for page in PAGES:
        path = REFERENCE / page
        if not path.exists():
            stale.append(f"docs/reference/{page} is missing; `{COMMAND}` writes it.")
        elif path.read_text("utf-8") != printed(page):
            stale.append(
                f"docs/reference/{page} is not what the code says any more; `{COMMAND}` prints it anew."
            )
    print("\n".join(stale) or f"{len(PAGES)} reference pages are in step with the code.")
    return 1 if stale else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Keeps docs/reference/ in step with the code.")
    parser.add_argument("--write", action="store_true", help="print the pages anew")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "piagam.settings")
    django.setup()
    if arguments.write:
        write()
        return 0
    return compare()


if __name__ == "__main__":
    sys.exit(main())
