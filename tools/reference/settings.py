"""docs/reference/settings.md: every environment variable the site reads."""

from piagam.environment import VARIABLES
from tools.reference.markdown import table

INTRODUCTION = """# Settings

An instance is set by environment variables alone; an unset one has the value given here. `piagam check` says which of
them are unsafe for a server that others reach, and `piagam serve` refuses to start with those.
"""


def page() -> str:
    rows = [
        [f"`{one.name}`", f"`{one.default}`" if one.default else "empty", one.meaning] for one in VARIABLES
    ]
    return INTRODUCTION + "\n" + table(["variable", "when unset", "meaning"], rows)
