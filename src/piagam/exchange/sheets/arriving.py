"""A file that was sent in, as rows by column; or a sentence that says why it is no filled-in form."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from piagam.exchange.sheets import layout
from piagam.exchange.sheets.guide import edition_words, rulebook_words
from piagam.exchange.sheets.layout import Heading, in_every_language, in_language, plain
from piagam.exchange.sheets.reading_cells import MOST_COLUMNS, MOST_ROWS
from piagam.exchange.sheets.tables import rearmed
from piagam.files.child import ChildFailed, ask_child
from piagam.files.models import StoredFile
from piagam.files.storage import storage
from piagam.innovations.rules import Rules
from piagam.web.errors import Refused

Grid = list[list[Any]]
LOOKED_AT = 5  # rows in which the headings are sought


class BadSheet(Refused):
    """The file is no filled-in form."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, 422)


@dataclass(frozen=True)
class Line:
    """One filled-in row: its number in the sheet, and its cells by key."""

    number: int
    cells: Mapping[str, Any]

    def text(self, key: str) -> str:
        """A cell as text."""
        return as_text(self.cells.get(key))


@dataclass(frozen=True)
class Page:
    """One sheet: its name, the heading of each key as it stands there, its rows, and headings nobody knows."""

    name: str
    headings: Mapping[str, str]
    lines: tuple[Line, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrived:
    """What a file brings; a part that it does not have is empty."""

    innovations: Page | None = None
    rows: Page | None = None


def as_text(value: Any) -> str:
    """A cell as a person would type it: whole numbers without a point, days as 2025-03-31."""
    if isinstance(value, Mapping):
        return str(value["day"])
    if isinstance(value, bool):
        return _("benar") if value else _("salah")
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.15g}".replace(".", ",")
    return "" if value is None else str(value)


def arrived(stored: StoredFile, rules: Rules) -> Arrived:
    """Reads the stored file. Raises BadSheet with a sentence."""
    with storage().local_copy(stored.sha256) as path:
        if stored.media_type == "text/csv":
            return from_csv(path.read_bytes(), rules)
        try:
            answer = ask_child("piagam.exchange.sheets.reading_cells", path)
        except ChildFailed:
            raise BadSheet(
                _("Lembar ini terlalu besar untuk dibaca. Salin isinya ke templat baru.")
            ) from None
    if answer.get("wrong") == "too_many":
        raise too_many()
    if "wrong" in answer:
        raise BadSheet(_("Berkas ini tidak dapat dibaca sebagai lembar kerja. Simpan ulang sebagai .xlsx."))
    return from_sheets(answer["sheets"], rules)


def too_many() -> BadSheet:
    return BadSheet(
        _("Terlalu banyak baris: paling banyak %(rows)s dalam satu lembar. Bagi menjadi beberapa berkas.")
        % {"rows": f"{MOST_ROWS:,}".replace(",", ".")}
    )


def from_sheets(sheets: Mapping[str, Grid], rules: Rules) -> Arrived:
    """The two sheets of a form, after its edition was looked at."""
    if not any(sheets.values()):
        raise BadSheet(_("Berkas ini kosong. Unduh templatnya, isi, lalu unggah lagi."))
    require_edition(named(sheets, layout.guide_name), rules)
    innovations, rows = named(sheets, layout.innovations_name), named(sheets, layout.rows_name)
    if innovations is None and rows is None:
        raise BadSheet(
            _("Lembar “%(one)s” dan “%(other)s” tidak ada. Pakai templat yang diunduh dari halaman ini.")
            % {"one": layout.innovations_name(), "other": layout.rows_name()}
        )
    return Arrived(
        page_of(innovations, innovation_headings(rules), layout.first_field(rules)) if innovations else None,
        page_of(rows, row_headings(rules), layout.CODE) if rows else None,
    )


def named(sheets: Mapping[str, Grid], words: Callable[[], str]) -> tuple[str, Grid] | None:
    """The sheet of a name, in whichever language."""
    names = in_every_language(words)
    return next(((name, grid) for name, grid in sheets.items() if plain(name) in names), None)


def require_edition(guide: tuple[str, Grid] | None, rules: Rules) -> None:
    """Refuses a form of another edition, of other rules, or of nobody knows which."""
    if guide is None:
        raise BadSheet(
            _(
                "Lembar “%(name)s” tidak ada, jadi tidak diketahui untuk edisi mana isian ini. Unduh templat baru."
            )
            % {"name": layout.guide_name()}
        )
    said = {plain(as_text(row[0])): as_text(row[1]).strip() for row in guide[1] if len(row) > 1}
    edition = next((said[one] for one in in_every_language(edition_words) if one in said), "")
    rulebook = next((said[one] for one in in_every_language(rulebook_words) if one in said), "")
    if edition != rules.edition.pk:
        raise BadSheet(
            _(
                "Templat ini untuk edisi “%(theirs)s”; yang berlaku sekarang “%(ours)s”. Unduh templat edisi itu."
            )
            % {"theirs": edition or "?", "ours": rules.edition.pk}
        )
    if rulebook != rules.rulebook.sha256:
        raise BadSheet(
            _("Pedoman edisi ini berubah sejak templat diunduh. Unduh templat baru, lalu salin isinya.")
        )


@dataclass(frozen=True)
class Known:
    """Every way to write a heading → its key: in each language, and the key itself; and every explanation."""

    keys: Mapping[str, str]
    helps: frozenset[str]
    names: Mapping[str, str]  # key → its heading in the language in use


def innovation_headings(rules: Rules) -> Known:
    return known_headings(lambda: layout.innovation_headings(rules))


def row_headings(rules: Rules) -> Known:
    return known_headings(lambda: layout.row_headings(rules))


def known_headings(made: Callable[[], list[Heading]]) -> Known:
    """The headings of a sheet in every language."""
    keys: dict[str, str] = {}
    helps: set[str] = set()
    for code in layout.LANGUAGES:
        with in_language(code):
            headings = made()
        for one in headings:
            keys.setdefault(plain(one.words), one.key)
            keys.setdefault(plain(one.key), one.key)
            helps.add(plain(one.help))
    names = {one.key: one.words.removesuffix(" *") for one in made()}
    return Known(keys, frozenset(helps - {""}), names)


def page_of(sheet: tuple[str, Grid], known: Known, needed: str) -> Page:
    """The sheet by its headings. `needed`: the key without which nothing can be read."""
    name, grid = sheet
    for place, row in enumerate(grid[:LOOKED_AT]):
        keys = [known.keys.get(plain(as_text(value))) for value in row]
        if needed in keys:
            return read_page(name, grid, place, keys, known.helps)
    raise BadSheet(
        _("Lembar “%(sheet)s”: kolom “%(column)s” tidak ada. Judul kolom jangan diubah atau dihapus.")
        % {"sheet": name, "column": known.names[needed]}
    )


def read_page(name: str, grid: Grid, place: int, keys: list[str | None], helps: frozenset[str]) -> Page:
    """The rows below the headings and their explanations."""
    doubled = {key for key in keys if key is not None and keys.count(key) > 1}
    if doubled:
        words = as_text(grid[place][keys.index(min(doubled))])
        raise BadSheet(
            _("Lembar “%(sheet)s”: kolom “%(column)s” ada dua kali. Hapus salah satunya.")
            % {"sheet": name, "column": words}
        )
    lines = [
        Line(number, {key: value for key, value in zip(keys, row, strict=False) if key is not None})
        for number, row in enumerate(grid[place + 1 :], start=place + 2)
        if any(as_text(value).strip() for value in row)
        and not (number == place + 2 and any(plain(as_text(value)) in helps for value in row))
    ]
    named = zip(keys, map(as_text, grid[place]), strict=False)
    headings = {key: words.strip().removesuffix("*").strip() for key, words in named if key is not None}
    unknown = [as_text(value) for key, value in zip(keys, grid[place], strict=False) if key is None]
    return Page(name, headings, tuple(lines), tuple(one for one in unknown if one.strip()))


def from_csv(data: bytes, rules: Rules) -> Arrived:
    """One sheet out of a CSV file: innovations or rows, as its headings say."""
    grid = list(grid_of(decoded(data)))
    if not any(value.strip() for row in grid for value in row):
        raise BadSheet(_("Berkas ini kosong. Unduh templatnya, isi, lalu unggah lagi."))
    if len(grid) > MOST_ROWS:
        raise too_many()
    heads = {plain(value) for row in grid[:LOOKED_AT] for value in row}
    rows = row_headings(rules)
    if heads & {words for words, key in rows.keys.items() if key == layout.CODE}:
        return Arrived(rows=page_of(("CSV", grid), rows, layout.CODE))
    return Arrived(page_of(("CSV", grid), innovation_headings(rules), layout.first_field(rules)))


def decoded(data: bytes) -> str:
    """The text, in the encodings that spreadsheet programs write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def grid_of(text: str) -> Iterable[list[str]]:
    """Rows of cells, divided by what divides the first line."""
    first = text.split("\n", 1)[0]
    sign = max(";,\t", key=first.count)
    csv.field_size_limit(2**20)
    try:
        rows: Iterator[list[str]] = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        return [[rearmed(value) for value in row[:MOST_COLUMNS]] for row in rows]
    except csv.Error:
        raise BadSheet(_("Berkas CSV ini tidak dapat dibaca. Simpan ulang sebagai .xlsx.")) from None
