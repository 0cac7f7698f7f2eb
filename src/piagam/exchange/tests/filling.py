"""A person with a spreadsheet program: opens the form, writes into it, saves it."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

Sheets = dict[str, list[list[Any]]]
HEADINGS = 0  # the row of them


def template(client: Any, query: str = "") -> bytes:
    answer = client.get(f"/lembar/templat.xlsx{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def opened(data: bytes) -> Sheets:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def saved(sheets: Sheets) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for place, value in enumerate(cells):
                if hasattr(value, "isoformat"):
                    sheet.write_datetime(row, place, value, day)
                elif value not in ("", None):
                    sheet.write(row, place, value)
    book.close()
    return out.getvalue()


def put(sheets: Sheets, name: str, row: int, **cells: Any) -> None:
    """Writes into a row (counted as programs do, from 1) by headings; blanks in names are underscores."""
    grid = sheets[name]
    while len(grid) < row:
        grid.append([""] * len(grid[HEADINGS]))
    heads = [str(one).removesuffix(" *") for one in grid[HEADINGS]]
    for words, value in cells.items():
        place = heads.index(words.replace("_", " "))
        grid[row - 1] += [""] * (place + 1 - len(grid[row - 1]))
        grid[row - 1][place] = value


def row_of(sheets: Sheets, name: str, **cells: Any) -> int:
    """The number of the first row whose cells say this."""
    heads = [str(one).removesuffix(" *") for one in sheets[name][HEADINGS]]
    for number, row in enumerate(sheets[name], start=1):
        if all(row[heads.index(words.replace("_", " "))] == value for words, value in cells.items()):
            return number
    raise AssertionError(f"no row with {cells}")


def sent(client: Any, data: bytes, name: str = "isian.xlsx") -> Any:
    return client.post("/lembar/masukkan/", {"file": SimpleUploadedFile(name, data)}, follow=True)
