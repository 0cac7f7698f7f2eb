"""The sheet of explanations: how to fill the form in, what each column and each row asks, and whose form it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from piagam.exchange.sheets import layout
from tallybook.language import either

if TYPE_CHECKING:
    from piagam.exchange.sheets.template import Contents


def edition_words() -> str:
    """The line of the edition, by which the reading knows the form."""
    return _("Edisi")


def rulebook_words() -> str:
    return _("Sidik jari pedoman")


def write_guide(sheet: Any, contents: Contents, formats: dict[str, Any]) -> None:
    """What a person reads first."""
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 2, 70)
    rules = contents.rules
    title = _("Isian %(edition)s · %(owner)s") % {"edition": rules.edition.title, "owner": contents.owner}
    sheet.write_string(0, 0, title, formats["title"])
    row = 2
    for words, value in (
        (edition_words(), rules.edition.pk),
        (rulebook_words(), rules.rulebook.sha256),
        *((_("Cara mengisi") if not place else "", line) for place, line in enumerate(how_to_fill())),
    ):
        sheet.write_string(row, 0, words, formats["head"] if words else formats["text"])
        sheet.write_string(row, 1, value, formats["text"])
        row += 1
    row = write_list(
        sheet, row + 1, [_("Kolom lembar inovasi"), _("Cara mengisi"), ""], lines_of_fields(contents), formats
    )
    headings = [_("Isian yang dinilai"), _("Yang diminta"), _("Penjelasan dan tingkat")]
    write_list(sheet, row + 1, headings, lines_of_rows(contents), formats)


def how_to_fill() -> list[str]:
    names = {"innovations": layout.innovations_name(), "rows": layout.rows_name()}
    return [
        _("Isi lembar “%(innovations)s” satu baris untuk satu inovasi, lalu lembar “%(rows)s” satu baris untuk satu"
          " inovasi dan satu isian.") % names,
        _("Inovasi baru: tambahkan baris tanpa nomor. Isiannya: pakai baris kosong di bawah lembar “%(rows)s”, tulis"
          " nama inovasinya; salin baris-baris itu bila kurang.") % names,
        _("Kolom bertanda * wajib untuk dinilai; boleh menyusul. Baris 1 dan 2 jangan diubah."),
        _("Yang tidak Anda ubah tetap seperti di Piagam, juga bila orang lain mengubahnya sementara ini."),
        _("Sel yang Anda kosongkan mengosongkan isiannya di Piagam."),
        _("Unggah berkas ini di Piagam. Anda melihat dahulu apa yang akan berubah; sebelum Anda setuju tidak ada yang"
          " tersimpan, dan bila ada yang salah tidak ada yang masuk sebagian."),
    ]  # fmt: skip


def lines_of_fields(contents: Contents) -> list[list[str]]:
    """Each column of the innovations: what it is, how it is filled in, and whether it is asked for."""
    return [
        [one.words, one.help, _("Wajib untuk dinilai") if one.field and one.field.required else ""]
        for one in layout.innovation_headings(contents.rules)
        if one.key != layout.TRACE
    ]


def lines_of_rows(contents: Contents) -> list[list[str]]:
    """Each indicator: what it asks, what goes into its columns, and what its levels are."""
    found = []
    for one in layout.every_indicator(contents.rules):
        levels = [
            _("Tingkat %(level)d: %(text)s") % {"level": level.level, "text": level.words}
            for level in one.levels
        ]
        meaning = either(one.definition, one.definition_en)
        label = f"{one.number}. {one.words} ({one.code})"
        found.append([label, layout.asked_words(one), "\n".join([*filter(None, [meaning]), *levels])])
    return found


def write_list(
    sheet: Any, row: int, headings: list[str], lines: list[list[str]], formats: dict[str, Any]
) -> int:
    """A heading and its lines; the row after them."""
    for place, words in enumerate(headings):
        sheet.write_string(row, place, words, formats["head"])
    for line in lines:
        row += 1
        for place, words in enumerate(line):
            sheet.write_string(row, place, words, formats["text"])
    return row + 1
