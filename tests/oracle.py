"""Reads the permission matrix out of its own document and answers: is it allowed? Knows nothing of the code."""

import re
from dataclasses import dataclass
from pathlib import Path

DOCUMENT = Path(__file__).parent / "policy" / "permissions.md"
PHASES = "DOCVAJFP"
ROLES = ["OPD", "COR", "HEAD", "PROV", "VER", "QC", "JUR", "ADM", "AUD", "PUB"]
CELL = re.compile(r"^(self|own|reg|prv|asg|nom|pub|all):(\*|[DOCVAJFP]+)(?:!([a-z0-9,]+))?$")


@dataclass(frozen=True)
class Cell:
    """One granted cell."""

    scope: str
    phases: frozenset[str]
    conditions: frozenset[str]


@dataclass(frozen=True)
class Row:
    """One line of the matrix."""

    id: str
    changes: bool
    cells: dict[str, Cell]


def read(text: str | None = None) -> dict[str, Row]:
    """All lines by id; an assertion fails for a line that is not of the notation."""
    rows: dict[str, Row] = {}
    for line in (text or DOCUMENT.read_text("utf-8")).splitlines():
        columns = [column.strip() for column in line.strip().strip("|").split("|")]
        if len(columns) != 13 or not re.fullmatch(r"[ABCEIVPJRLFSUX]\d\d", columns[0]):
            continue
        assert columns[0] not in rows and columns[1] in "RW", columns[0]
        cells = {}
        for role, cell in zip(ROLES, columns[3:], strict=True):
            if cell == "-":
                continue
            match = CELL.match(cell)
            assert match, (columns[0], role, cell)
            phases = PHASES if match[2] == "*" else match[2]
            cells[role] = Cell(match[1], frozenset(phases), frozenset((match[3] or "").split(",")) - {""})
        rows[columns[0]] = Row(columns[0], columns[1] == "W", cells)
    return rows


def allows(row: Row, role: str, phase: str, scopes: set[str]) -> bool:
    """Is there a grant for the role, or the public floor, that holds in this phase for these placements?"""
    cells = [row.cells[one] for one in dict.fromkeys((role, "PUB")) if one in row.cells]
    return any(phase in cell.phases and cell.scope in scopes for cell in cells)
