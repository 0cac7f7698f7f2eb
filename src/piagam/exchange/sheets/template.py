"""The form as a spreadsheet: made from the edition's rulebook, with what is in the bank already."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from piagam.entries.facts import applies
from piagam.entries.forms import asked_of, html_name
from piagam.entries.models import Claim, Entry, Report
from piagam.entries.slots import indicators_of
from piagam.exchange.sheets import layout
from piagam.exchange.sheets.bank_table import profile_cell
from piagam.exchange.sheets.guide import write_guide
from piagam.exchange.sheets.layout import Heading
from piagam.exchange.sheets.marks import mark_of_profile, mark_of_row, shown_of
from piagam.exchange.sheets.tables import MOST_SIGNS, PLAIN, formats_of, write_cell
from piagam.files.storage import files_dir
from piagam.innovations.models import Document, Innovation
from piagam.innovations.profile_rows import document_ids
from piagam.innovations.queries import documents_by_id
from piagam.innovations.rules import Rules, profile_of
from piagam.innovations.values import EMPTY
from tallybook import Indicator

ROOM = 300  # rows for new innovations, below those that are there
BLANKS = 3  # sets of rows for innovations that are not in the report yet
EARLIEST = date(1945, 8, 17)


@dataclass
class Contents:
    """What is written into the form: whose it is, and what is there already."""

    rules: Rules
    owner: str
    departments: Sequence[str]
    innovations: Sequence[Innovation] = ()
    holders: Sequence[Entry | Report] = ()  # whose rows are written, in order
    claims: dict[tuple[int | None, str], Claim] = field(default_factory=dict)  # entry or none, code → claim


class Lists:
    """The sheet of choices: each list once, as the columns' drop-downs refer to it."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, ...], int] = {}

    def place_of(self, words: Sequence[str]) -> str:
        """The range of a list, for a drop-down."""
        column = self.columns.setdefault(tuple(words), len(self.columns))
        name = xl_col_to_name(column)
        return f"='{layout.choices_name()}'!${name}$1:${name}${len(words)}"

    def write(self, sheet: Any) -> None:
        for words, column in self.columns.items():
            sheet.set_column(column, column, min(max(map(len, words)), 60))
            for row, text in enumerate(words):
                sheet.write_string(row, column, text)


def write_template(contents: Contents, file: IO[bytes]) -> None:
    """Four sheets: explanations, innovations, rows, choices."""
    with tempfile.TemporaryDirectory(dir=files_dir()) as rooms:
        book = xlsxwriter.Workbook(file, {**PLAIN, "tmpdir": rooms})
        formats = formats_of(book) | {
            "help": book.add_format({"italic": True, "font_color": "#4A5A60", "text_wrap": True, "valign": "top"}),
            "typed": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "fixed": book.add_format({"bg_color": "#F1F3F4", "text_wrap": True, "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 16}),
        }  # fmt: skip
        lists = Lists()
        write_guide(book.add_worksheet(layout.guide_name()), contents, formats)
        write_innovations(book.add_worksheet(layout.innovations_name()), contents, lists, formats)
        write_rows(book.add_worksheet(layout.rows_name()), contents, lists, formats)
        lists.write(book.add_worksheet(layout.choices_name()))
        book.close()


def write_headings(sheet: Any, headings: Sequence[Heading], formats: dict[str, Any], frozen: int) -> None:
    """Headings, under them what they explain; the marks are out of sight."""
    for place, one in enumerate(headings):
        look = formats["typed"] if is_typed(one) else None
        sheet.set_column(place, place, one.width, look, {"hidden": one.key == layout.TRACE})
        sheet.write_string(0, place, one.words, formats["head"])
        sheet.write_string(1, place, one.help, formats["help"])
    sheet.set_row(1, 75)
    sheet.freeze_panes(2, frozen)


def is_typed(one: Heading) -> bool:
    """Is it a column whose cells stay as they are typed, so that no program makes a number or a formula of them?"""
    if one.field is None:
        return one.key not in {layout.DEPARTMENT, layout.NUMBER}
    return one.field.kind in {"text", "long_text", "coordinates", "link", "multi_choice"}


def write_innovations(sheet: Any, contents: Contents, lists: Lists, formats: dict[str, Any]) -> None:
    """One row an innovation, all fields of the profile."""
    headings = layout.innovation_headings(contents.rules)
    write_headings(sheet, headings, formats, 3)
    profiles = [profile_of(one) for one in contents.innovations]
    documents = documents_by_id([pk for one in profiles for pk in document_ids(contents.rules, one)])
    pairs = zip(contents.innovations, profiles, strict=True)
    for row, (innovation, profile) in enumerate(pairs, start=2):
        write_innovation(sheet, row, innovation, profile, headings, documents, formats)
    last = len(profiles) + 1 + ROOM
    for place, one in enumerate(headings):
        if one.key == layout.DEPARTMENT and contents.departments:
            offer(sheet, (2, place, last, place), lists.place_of(contents.departments))
        elif one.field is not None and one.field.kind == "choice":
            offer(
                sheet, (2, place, last, place), lists.place_of([option.words for option in one.field.options])
            )
        elif one.field is not None and one.field.kind == "multi_choice":
            lists.place_of([option.words for option in one.field.options])
        elif one.field is not None and one.field.kind == "date":
            day_only(sheet, (2, place, last, place))
            sheet.set_column(place, place, one.width, formats["day"])


def write_innovation(
    sheet: Any,
    row: int,
    innovation: Innovation,
    profile: dict[str, Any],
    headings: Sequence[Heading],
    documents: dict[int, Document],
    formats: dict[str, Any],
) -> None:
    """A row with what is kept. A text that no cell can hold is left out, and its mark with it: it stays as it is."""
    marked: dict[str, Any] = {}
    for place, one in enumerate(headings):
        if one.key == layout.NUMBER:
            sheet.write_number(row, place, innovation.pk, formats["fixed"])
        elif one.key == layout.DEPARTMENT:
            sheet.write_string(row, place, innovation.department.name, formats["fixed"])
        elif one.field is not None:
            value = profile.get(one.key)
            cell = profile_cell(one.field, value, documents)
            fits = not isinstance(cell, str) or len(cell.encode("utf-16-le")) // 2 <= MOST_SIGNS
            if fits and one.is_read_back:
                marked[one.key] = value
            if isinstance(cell, str) and fits:
                look = formats["typed"] if one.is_read_back else formats["fixed"]
                sheet.write_string(row, place, cell, look)
            elif fits and value not in EMPTY:
                write_cell(sheet, row, place, cell, formats)
        else:
            sheet.write_string(row, place, mark_of_profile(marked))


def write_rows(sheet: Any, contents: Contents, lists: Lists, formats: dict[str, Any]) -> None:
    """One row for each innovation of the report and each indicator; then sets for innovations not in it yet."""
    headings = layout.row_headings(contents.rules)
    write_headings(sheet, headings, formats, 4)
    asked = {of: indicators_of(contents.rules.rulebook, of) for of in ("innovation", "region")}
    row = 1
    for holder in contents.holders:
        for indicator in asked["innovation" if isinstance(holder, Entry) else "region"]:
            claim = contents.claims.get((holder.pk if isinstance(holder, Entry) else None, indicator.code))
            row += 1
            write_row(sheet, row, holder, indicator, claim, headings, lists, formats)
    for _blank in range(BLANKS):
        for indicator in asked["innovation"]:
            row += 1
            write_row(sheet, row, None, indicator, None, headings, lists, formats)


def write_row(
    sheet: Any,
    row: int,
    holder: Entry | Report | None,
    indicator: Indicator,
    claim: Claim | None,
    headings: Sequence[Heading],
    lists: Lists,
    formats: dict[str, Any],
) -> None:
    """One indicator of one holder, or of one that is still to be named."""
    texts = {
        layout.CODE: indicator.code,
        layout.ROW: f"{indicator.number}. {indicator.words}",
        layout.ASKED: layout.asked_words(indicator),
    }
    if isinstance(holder, Entry):
        texts |= {layout.NUMBER: str(holder.innovation_id), layout.TITLE: holder.innovation.title}
    elif holder is not None:
        texts |= {layout.NUMBER: layout.REGIONAL, layout.TITLE: holder.region.name}
    if holder is not None:
        texts[layout.TRACE] = mark_of_row(indicator, claim)
    answers = cells_of(indicator, claim)
    for place, one in enumerate(headings):
        if one.key in texts:
            look = "typed" if one.key in {layout.NUMBER, layout.TITLE, layout.TRACE} else "fixed"
            sheet.write_string(row, place, texts[one.key], formats[look])
        elif one.key.startswith("jawaban"):
            number = int(one.key.removeprefix("jawaban"))
            fields = layout.fields_at(indicator, number)
            if number <= len(answers):
                sheet.write_string(row, place, answers[number - 1], formats["typed"])
            elif not fields:
                sheet.write_blank(row, place, None, formats["fixed"])
            if words := layout.words_in_list(fields):
                offer(sheet, (row, place, row, place), lists.place_of(words))
            for fact in fields:
                if fact.kind == "multi_choice":
                    lists.place_of([option.words for option in fact.options])


def cells_of(indicator: Indicator, claim: Claim | None) -> list[str]:
    """What a claim states, column by column, as an officer would write it."""
    shown = shown_of(indicator, claim)
    stated = {
        field.name: shown[html_name(field)] for field in asked_of(indicator) if html_name(field) in shown
    }
    found = []
    for fact in asked_of(indicator):
        if not applies(fact, stated):
            continue
        words = {option.code: option.words for option in fact.options}
        value = shown.get(html_name(fact), "")
        codes = value if isinstance(value, list) else [value]
        found.append(f"{layout.SEVERAL} ".join(words.get(str(code), str(code)) for code in codes if code))
    return found


def offer(sheet: Any, cells: tuple[int, int, int, int], source: str) -> None:
    """A drop-down; anything else is refused with a sentence."""
    sheet.data_validation(
        *cells,
        {"validate": "list", "source": source, "error_title": _("Pilih dari daftar")[:32],
         "error_message": _("Pilih salah satu dari daftar, atau kosongkan.")[:255]},
    )  # fmt: skip


def day_only(sheet: Any, cells: tuple[int, int, int, int]) -> None:
    """Takes days only."""
    sheet.data_validation(
        *cells,
        {"validate": "date", "criteria": ">=", "value": EARLIEST, "error_title": _("Bukan tanggal")[:32],
         "error_message": _("Ini bukan tanggal. Tulis seperti 31/12/2025.")[:255]},
    )  # fmt: skip
