"""Reading a pasted list of departments: one a line, as it comes out of a document or a spreadsheet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MOST_LINES = 500
LONGEST = 200
NUMBERING = re.compile(r"^\s*(?:\(?\d{1,3}[.)]\s*|\d{1,3}\t+|[-–•*·]\s+)")


@dataclass
class PastedList:
    """What a list says: names to add, lines left out with the reason, lines that must be mended first."""

    new: list[str] = field(default_factory=list)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    mistakes: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def is_importable(self) -> bool:
        return bool(self.new) and not self.mistakes


def name_in(line: str) -> str:
    """The name in a line, without numbering and superfluous spaces."""
    first_cell = NUMBERING.sub("", line).strip().split("\t")[0]
    return " ".join(first_cell.split()).strip(" ;,")


def same(name: str) -> str:
    """Two names are one when only capitals and spaces differ."""
    return " ".join(name.split()).casefold()


def read_list(text: str, existing: Iterable[str]) -> PastedList:
    """Sorts the lines; changes nothing."""
    found = PastedList()
    there = {same(name) for name in existing}
    seen: dict[str, int] = {}
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        sentence = _("Daftar ini lebih dari %(most)s baris; bagi menjadi beberapa bagian.") % {
            "most": MOST_LINES
        }
        found.mistakes.append((MOST_LINES + 1, "", sentence))
        return found
    for number, line in enumerate(lines, start=1):
        name = name_in(line)
        if not name:
            continue
        key = same(name)
        if len(name) > LONGEST:
            sentence = _("lebih panjang dari %(most)s huruf") % {"most": LONGEST}
            found.mistakes.append((number, f"{name[:60]}…", sentence))
        elif key in there:
            found.left_out.append((number, name, _("sudah ada")))
        elif key in seen:
            sentence = _("sama dengan baris %(number)s") % {"number": seen[key]}
            found.left_out.append((number, name, sentence))
        else:
            seen[key] = number
            found.new.append(name)
    return found
