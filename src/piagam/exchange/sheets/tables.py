"""A table as a spreadsheet or as CSV; texts stay texts, whatever they begin with."""

import csv
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from piagam.files.storage import files_dir
from tallybook import language as rulebook_language

Cell = str | int | Decimal | Fraction | date | datetime | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MOST_SIGNS = 32_767  # of a cell, in spreadsheet programs
MOST_ROWS = 1_048_000
COMMAND = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


@dataclass(frozen=True)
class Column:
    """A heading and how wide its column stands, in letters."""

    words: str
    width: int = 18


@dataclass(frozen=True)
class Table:
    """What is to be written: `rows` are read once, as they are needed. `name`: the file's, without its ending."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Sequence[Cell]]]


def sent(table: Table, path: str) -> HttpResponseBase:
    """The table as the ending of the address says."""
    return csv_of(table) if path.endswith(".csv") else xlsx_of(table)


def disarmed(text: str) -> str:
    """A text that no spreadsheet program takes for a formula when it opens a CSV file. `rearmed` takes it back."""
    return f"'{text}" if COMMAND.match(text) else text


def rearmed(text: str) -> str:
    """The text that was disarmed."""
    return text[1:] if text.startswith("'") and COMMAND.match(text) else text


def in_one_cell(text: str) -> str:
    """The text as a cell can hold it; a longer one says that it goes on."""
    if len(text.encode("utf-16-le")) // 2 <= MOST_SIGNS:
        return text
    more = _("… (terpotong; selengkapnya di Piagam)")
    room = MOST_SIGNS - len(more)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + more


class Echo:
    """A file that hands back what is written into it."""

    def write(self, text: str) -> str:
        return text


def csv_of(table: Table) -> StreamingHttpResponse:
    """The table as CSV, row by row; with the mark by which spreadsheet programs know UTF-8."""
    response = StreamingHttpResponse(
        csv_lines(table, translation.get_language() or "id"), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return response


def csv_lines(table: Table, language: str) -> Iterator[bytes]:
    """Each line as bytes, in the language of the person who asked: the rows are read after the view is done."""
    writer = csv.writer(Echo())
    yield b"\xef\xbb\xbf"
    yield writer.writerow([disarmed(column.words) for column in table.columns]).encode()
    rows = iter(table.rows())
    while True:
        with translation.override(language), rulebook_language.use(language):
            row = next(rows, None)
            line = None if row is None else [csv_cell(value) for value in row]
        if line is None:
            return
        yield writer.writerow(line).encode()


def csv_cell(value: Cell) -> str:
    """A value as CSV holds it: days as 2026-08-21, numbers with a point."""
    if isinstance(value, str):
        return disarmed(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, Fraction):
        value = as_decimal(value)
    return "" if value is None else str(value)


def as_decimal(value: Fraction) -> Decimal:
    """An exact number as a decimal one of at most six places."""
    return Decimal(f"{float(value):.6f}").normalize() + 0


def xlsx_of(table: Table) -> FileResponse:
    """The table as a spreadsheet, written beside the store; it leaves no trace on the disk."""
    folder = files_dir()
    folder.mkdir(parents=True, exist_ok=True)
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  the answer closes it
    write_xlsx(table, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{table.name}.xlsx", content_type=XLSX)


def write_xlsx(table: Table, file: IO[bytes]) -> None:
    """One sheet, a heading that stays in sight, a filter on every column; each row leaves the memory at once."""
    with tempfile.TemporaryDirectory(dir=files_dir()) as rooms:
        options = {**PLAIN, "constant_memory": True, "tmpdir": rooms}
        book = xlsxwriter.Workbook(file, options)
        formats = formats_of(book)
        sheet = book.add_worksheet(table.title[:31])
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.words, formats["head"])
        last = 0
        for last, row in enumerate(table.rows(), start=1):
            if last > MOST_ROWS:
                break
            for place, value in enumerate(row):
                write_cell(sheet, last, place, value, formats)
        sheet.autofilter(0, 0, max(last, 1), len(table.columns) - 1)
        book.close()


def formats_of(book: Any) -> dict[str, Any]:
    """How cells look."""
    top = {"valign": "top"}
    return {
        "head": book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E4EEF0", "bottom": 1, **top}),
        "text": book.add_format({"text_wrap": True, **top}),
        "number": book.add_format(top),
        "day": book.add_format({"num_format": "dd/mm/yyyy", **top}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm", **top}),
    }


def write_cell(sheet: Any, row: int, place: int, value: Cell, formats: dict[str, Any]) -> None:
    """A value in its own kind: texts are written as texts, so that none is ever read as a formula."""
    match value:
        case None | "":
            sheet.write_blank(row, place, None, formats["text"])
        case str():
            sheet.write_string(row, place, in_one_cell(value), formats["text"])
        case datetime():
            sheet.write_datetime(row, place, value.replace(tzinfo=None), formats["moment"])
        case date():
            if value.year < 1900:  # such programs know no earlier days
                sheet.write_string(row, place, value.isoformat(), formats["text"])
            else:
                sheet.write_datetime(row, place, value, formats["day"])
        case _:
            sheet.write_number(row, place, float(value), formats["number"])
