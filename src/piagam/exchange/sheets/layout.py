"""How the form is laid out: its sheets, columns and headings, the same for writing it and for reading it back."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from piagam.entries.facts import applies
from piagam.entries.forms import asked_of
from piagam.entries.slots import indicators_of
from piagam.innovations.rules import FILE_KINDS, Rules
from piagam.innovations.rules import TITLE as NAME
from tallybook import FactField, Indicator, Option, ProfileField
from tallybook import language as rulebook_language
from tallybook.language import either

LANGUAGES = ("id", "en")
NUMBER, DEPARTMENT, TITLE, CODE, ROW, ASKED, TRACE = (
    "nomor", "perangkat", "inovasi", "kode", "isian", "diminta", "jejak",
)  # fmt: skip
REGIONAL = "daerah"  # in the column of numbers: a row of the region itself
FIRST_ROW = 3  # below the headings and the explanations
SEVERAL = ";"
SPACES = re.compile(r"\s+")


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Everything in one language: the site's texts and the rulebook's."""
    with translation.override(code), rulebook_language.use(code):
        yield


def in_every_language(words: Callable[[], str]) -> set[str]:
    """A text as it is written in each language, plain."""
    found = set()
    for code in LANGUAGES:
        with in_language(code):
            found.add(plain(words()))
    return found


def plain(text: str) -> str:
    """A heading or a choice without what people change unknowingly: capitals, blanks, the mark of required ones."""
    return SPACES.sub(" ", text).strip().removesuffix("*").strip().casefold()


def guide_name() -> str:
    return _("Petunjuk")


def innovations_name() -> str:
    return _("Inovasi")


def rows_name() -> str:
    return _("Isian")


def choices_name() -> str:
    return _("Pilihan")


@dataclass(frozen=True)
class Heading:
    """One column: the key that the reading goes by, its heading, what it explains, how wide it stands."""

    key: str
    words: str
    help: str
    width: int = 22
    field: ProfileField | None = None

    @property
    def is_read_back(self) -> bool:
        """Documents are attached on a page; their columns only show them."""
        return self.field is None or self.field.kind not in FILE_KINDS


WIDTHS = {"long_text": 60, "multi_choice": 40, "text": 36, "date": 15}


def innovation_headings(rules: Rules) -> list[Heading]:
    """The columns of the sheet of innovations, in the language in use."""
    number = _("Diisi oleh Piagam. Kosongkan untuk inovasi baru; jangan diubah untuk yang sudah ada.")
    owner = _("Pilih dari daftar. Hanya untuk inovasi baru.")
    found = [Heading(NUMBER, _("Nomor"), number, 10), Heading(DEPARTMENT, _("Perangkat daerah"), owner, 30)]
    found += [
        Heading(
            field.code,
            f"{field.words} *" if field.required else field.words,
            help_of(field),
            WIDTHS.get(field.kind, 24),
            field,
        )
        for field in rules.fields
    ]
    return [*found, Heading(TRACE, _("Jejak"), _("Untuk Piagam; jangan diubah."), 10)]


def first_field(rules: Rules) -> str:
    """The column without which a sheet of innovations cannot be read: the name's."""
    return rules.fields[0].code if rules.field(NAME) is None else NAME


def help_of(field: ProfileField) -> str:
    """What a field asks for: the rulebook's words, and how it is written here."""
    return " ".join(filter(None, (either(field.help, field.help_en), way_of(field))))


def way_of(field: ProfileField) -> str:
    """How a field is filled in on a sheet."""
    match field.kind:
        case "choice":
            return _("Pilih dari daftar.")
        case "multi_choice":
            return _("Boleh beberapa, pisahkan dengan titik koma. Pilihannya di lembar “%(sheet)s”.") % {
                "sheet": choices_name()
            }
        case "date":
            return _("Tanggal, misalnya 31/12/2025.")
        case "coordinates":
            return _("Lintang, bujur, misalnya -3.7956, 102.2592.")
        case "link":
            return _("Alamat web lengkap, misalnya https://contoh.go.id/video.")
        case kind if kind in FILE_KINDS:
            return _("Dokumen dilampirkan di halaman inovasi; kolom ini hanya untuk dibaca.")
        case _:
            return ""


def answer_key(place: int) -> str:
    return f"jawaban{place}"


def row_headings(rules: Rules) -> list[Heading]:
    """The columns of the sheet of rows, in the language in use."""
    found = [
        Heading(NUMBER, _("Nomor"), _("Nomor inovasi; kosong untuk inovasi baru di berkas ini."), 10),
        Heading(TITLE, _("Nama inovasi"), _("Tulis persis seperti di lembar inovasi."), 34),
        Heading(CODE, _("Kode"), _("Jangan diubah."), 10),
        Heading(ROW, _("Yang ditanyakan"), _("Jangan diubah."), 34),
        Heading(ASKED, _("Yang diminta"), _("Apa yang ditulis di tiap kolom jawaban."), 50),
    ]
    for place in range(1, most_answers(rules) + 1):
        words = _("Jawaban %(number)d") % {"number": place}
        help_text = _(
            "Angka seperti 1.250 atau 5,91; pilihan dari daftar; beberapa pilihan dengan titik koma."
        )
        found.append(Heading(answer_key(place), words, help_text if place == 1 else "", 34))
    return [*found, Heading(TRACE, _("Jejak"), _("Untuk Piagam; jangan diubah."), 10)]


def every_indicator(rules: Rules) -> list[Indicator]:
    """All rows that are answered: of innovations, then of the region."""
    return [*indicators_of(rules.rulebook, "innovation"), *indicators_of(rules.rulebook, "region")]


def most_answers(rules: Rules) -> int:
    """How many facts any row asks for at once."""
    asked = (len(way) for row in every_indicator(rules) for _words, way in ways_of(row))
    return max(asked, default=1)


def ways_of(indicator: Indicator) -> list[tuple[str, list[FactField]]]:
    """Each way to answer a row: the words of the choice it follows from, and the facts in order of the columns."""
    fields = asked_of(indicator)
    conditions = list(dict.fromkeys(field.shown_when for field in fields if field.shown_when))
    if not conditions:
        return [("", list(fields))]
    keys = {name: field for field in fields if (name := field.name) in {one[0] for one in conditions}}
    found = []
    for name, option in all_options(keys):
        shown = [field for field in fields if applies(field, {name: option.code})]
        if len(shown) > sum(not field.shown_when for field in fields):
            found.append((option.words, shown))
    return found


def all_options(keys: dict[str, FactField]) -> Iterator[tuple[str, Option]]:
    for name, field in keys.items():
        for option in field.options:
            yield name, option


def asked_words(indicator: Indicator) -> str:
    """What goes into which column of answers, in a few lines."""
    lines: list[str] = []
    for words, fields in ways_of(indicator):
        for place, field in enumerate(fields, start=1):
            line = f"{place}. {field.label}{kind_words(field)}"
            if field.shown_when:
                line = _("Bila “%(choice)s”: %(asked)s") % {"choice": words, "asked": line}
            if line not in lines:
                lines.append(line)
    return "\n".join(lines)


def kind_words(field: FactField) -> str:
    """The kind of a fact, in brackets."""
    kinds = {
        "integer": _("bilangan bulat"),
        "decimal": _("angka"),
        "mark": _("angka"),
        "choice": _("pilih satu"),
        "multi_choice": _("boleh beberapa, dengan titik koma"),
    }
    words = ", ".join(filter(None, (kinds[field.kind], field.unit)))
    return f" ({words})"


def fields_at(indicator: Indicator, place: int) -> list[FactField]:
    """The facts that may stand in a column of answers, whichever way the row is answered."""
    found = [fields[place - 1] for _words, fields in ways_of(indicator) if len(fields) >= place]
    return list(dict.fromkeys(found))


def words_in_list(fields: Sequence[FactField]) -> list[str]:
    """The choices of a column, each once; none unless every fact there is one choice out of a list."""
    if not fields or any(field.kind != "choice" for field in fields):
        return []
    return list(dict.fromkeys(option.words for field in fields for option in field.options))
