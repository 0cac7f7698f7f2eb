"""The members of a package by their names. Nothing here needs an instance."""

import re

FORMAT = "piagam-package/1"
MANIFEST = "manifest.json"
RULEBOOK = "rulebook.json"
PARTS = ("departments", "documents", "innovations", "entries", "region", "submissions")
FILE = re.compile(r"files/[0-9a-f]{2}/([0-9a-f]{64})")


def member_of(part: str) -> str:
    return f"data/{part}.json"


def member_of_file(digest: str) -> str:
    return f"files/{digest[:2]}/{digest}"
