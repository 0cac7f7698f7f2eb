"""The child process that reads a spreadsheet's cells: python -I -m piagam.exchange.sheets.reading_cells PATH

It runs under the limits of every child that opens a stranger's file: two cells far apart make a table of billions.
Answers one line of JSON: each visible sheet's rows, or the code of what is wrong.
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from piagam.files.inspecting import limit

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS, MOST_SIGNS = 6_000, 200, 20, 12_000_000


class TooMuch(Exception):
    """More than one file may bring."""


def cells_of(path: str) -> dict[str, list[list[Any]]]:
    """Sheet → its rows as they stand, from the first row on; trailing empty rows are left out."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    book = CalamineWorkbook.from_path(path)
    found: dict[str, list[list[Any]]] = {}
    signs = 0
    for about in book.sheets_metadata[:MOST_SHEETS]:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        rows: list[list[Any]] = []
        for row in book.get_sheet_by_name(about.name).to_python(skip_empty_area=False):
            rows.append([plain(value) for value in row[:MOST_COLUMNS]])
            signs += sum(len(value) for value in rows[-1] if isinstance(value, str))
            if signs > MOST_SIGNS:
                raise TooMuch
        while rows and not any(value not in ("", None) for value in rows[-1]):
            rows.pop()
        if len(rows) > MOST_ROWS:
            raise TooMuch
        found[about.name] = rows
    return found


def plain(value: Any) -> Any:
    """A cell as JSON: days and instants as {"day": "2025-03-31"}, the rest as it is."""
    if isinstance(value, datetime):
        return {"day": value.date().isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def main(path: str) -> dict[str, Any]:
    """The answer as it is printed."""
    from python_calamine import CalamineError

    try:
        return {"sheets": cells_of(path)}
    except (TooMuch, MemoryError):
        return {"wrong": "too_many"}
    except CalamineError:
        return {"wrong": "broken"}


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(main(sys.argv[1])))
