"""Reading a list of people to invite: addresses and departments, as they come out of a spreadsheet or a mail."""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from piagam.people.actions.inviting import require_joinable
from piagam.people.lookups import every_department_in
from piagam.people.models import Membership, Role
from piagam.people.queries import open_invitations
from piagam.web.errors import Refused

MOST_LINES = 1000
MOST_BYTES = 200_000
ADDRESS_HEADS = {"surel", "email", "e-mail", "alamat surel", "mail"}
DEPARTMENT_HEADS = {"perangkat daerah", "opd", "department", "unit", "unit kerja", "satuan", "dinas"}
ROLE_HEADS = {"peran", "role", "jabatan di piagam"}
OPERATOR_WORDS = {"", "opd", "operator", "operator opd", "operator perangkat daerah"}
NEAR = 70  # of a hundred: names that people may have meant


@dataclass(frozen=True)
class Columns:
    """Where things stand in a line, by the heads of the first one."""

    address: int
    department: int
    role: int | None


@dataclass(frozen=True)
class Line:
    """One line as it was written."""

    number: int
    email: str
    department: str
    role: str = ""


@dataclass(frozen=True)
class Wanted:
    """One person to invite."""

    line: int
    email: str
    department: Any


@dataclass
class InvitationList:
    """What a list says: whom to invite, lines left out with the reason, lines that must be mended first."""

    wanted: list[Wanted] = field(default_factory=list)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)
    mistakes: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def is_sendable(self) -> bool:
        return bool(self.wanted) and not self.mistakes

    @property
    def fingerprint(self) -> str:
        """What the person has seen; another list meanwhile is shown again before anything is sent."""
        lines = [f"{one.email} {one.department.pk}" for one in self.wanted]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without its mark, UTF-16 as Excel writes it, else what Windows wrote."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """The cells of each line that is not empty, with its number; semicolons, tabs or commas between them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter)
    found = []
    for cells in reader:
        trimmed = [" ".join(cell.split()).strip("'") for cell in cells]
        if any(trimmed):
            found.append((reader.line_num, trimmed))
    return found


def columns_in(cells: Sequence[str]) -> Columns | None:
    """Where address, department and perhaps role stand; None when the line is no head."""
    address, department, role = (
        next((place for place, cell in enumerate(cells) if cell.casefold() in heads), None)
        for heads in (ADDRESS_HEADS, DEPARTMENT_HEADS, ROLE_HEADS)
    )
    return None if address is None or department is None else Columns(address, department, role)


def read_invitations(text: str, region_code: str) -> InvitationList:
    """Sorts the lines; changes nothing. Asks the database as often for three lines as for a thousand."""
    found = InvitationList()
    try:
        rows = rows_of(text)
    except csv.Error:
        found.mistakes.append(
            (1, "", _("Daftar ini tidak dapat dibaca. Simpan sebagai CSV, atau tempel dua kolomnya."))
        )
        return found
    columns = columns_in(rows[0][1]) if rows else None
    if columns:
        rows = rows[1:]
    if len(rows) > MOST_LINES:
        sentence = _("Daftar ini lebih dari %(most)s baris; bagi menjadi beberapa bagian.")
        most = number_format(MOST_LINES, force_grouping=True)
        found.mistakes.append((rows[MOST_LINES][0], "", sentence % {"most": most}))
        return found
    _sort(found, [_line(number, cells, columns) for number, cells in rows], region_code)
    return found


def _line(number: int, cells: Sequence[str], columns: Columns | None) -> Line:
    """What a line says; without heads the cell with an @ is the address."""
    if columns:
        address, department, role = (
            cells[place] if place is not None and place < len(cells) else ""
            for place in (columns.address, columns.department, columns.role)
        )
        return Line(number, address.lower(), department, role)
    place = next((place for place, cell in enumerate(cells) if "@" in cell), None)
    if place is None:
        return Line(number, "", cells[0])
    rest = [cell for cell in (*cells[:place], *cells[place + 1 :]) if cell]
    return Line(number, cells[place].lower(), rest[-1] if rest else "")


def _sort(found: InvitationList, lines: list[Line], region_code: str) -> None:
    departments = list(every_department_in(region_code))
    by_name = {_key(name): one for one in departments for name in (one.short_name, one.name) if name}
    emails = [line.email for line in lines]
    held: dict[str, list[Membership]] = {}
    for one in Membership.objects.filter(
        user__email__in=emails, ended_at=None, user__is_active=True
    ).select_related("user"):
        held.setdefault(one.user.email, []).append(one)
    invited = set(
        open_invitations(region_code).filter(email__in=emails, role=Role.OPD).values_list("email", flat=True)
    )
    seen: dict[str, int] = {}
    for line in lines:
        number, email, name = line.number, line.email, line.department
        if not email:
            if name:
                found.left_out.append((number, name, _("tanpa alamat surel")))
            continue
        try:
            validate_email(email)
        except ValidationError:
            found.mistakes.append((number, email[:80], _("bukan alamat surel")))
            continue
        department = by_name.get(_key(name))
        if email in seen:
            found.mistakes.append(
                (number, email, _("sama dengan baris %(number)s") % {"number": seen[email]})
            )
        elif line.role.casefold() not in OPERATOR_WORDS:
            found.mistakes.append((number, email, _other_role(line.role)))
        elif email in invited:
            found.left_out.append((number, email, _("sudah diundang, dan undangannya masih berlaku")))
        elif why := _no_because(held.get(email, [])):
            found.mistakes.append((number, email, why))
        elif department is None:
            found.mistakes.append(
                (number, email, _unknown(name, [one for one in departments if one.is_active]))
            )
        elif not department.is_active:
            found.mistakes.append((number, email, _closed(department)))
        else:
            found.wanted.append(Wanted(number, email, department))
        seen.setdefault(email, number)


def _no_because(held: list[Membership]) -> str:
    """Why somebody with these roles cannot be an operator; empty when nothing stands in the way."""
    try:
        for membership in held:
            require_joinable(membership, Role.OPD, None)
    except Refused as no:
        return str(no.sentence)
    return ""


def _other_role(role: str) -> str:
    """That a list invites operators alone; others are asked for by an administrator and approved by a second."""
    return _("peran “%(role)s” tidak dapat diundang lewat daftar ini, yang hanya untuk operator") % {
        "role": role[:40]
    }


def _unknown(name: str, departments: list[Any]) -> str:
    """That there is no such department, and which may be meant."""
    if not name:
        return _("tanpa perangkat daerah")
    near = process.extract(
        name, [one.name for one in departments], scorer=fuzz.WRatio, limit=3, score_cutoff=NEAR
    )
    sentence = _("tidak ada perangkat daerah “%(name)s”") % {"name": name[:80]}
    if not near:
        return sentence
    return (
        sentence + ". " + _("Mungkin: %(names)s") % {"names": "; ".join(one for one, _score, _place in near)}
    )


def _closed(department: Any) -> str:
    successor = department.merged_into
    if successor is not None:
        return _("%(name)s sudah digabung ke %(successor)s") % {
            "name": department.name,
            "successor": successor.name,
        }
    return _("%(name)s sudah tidak dipakai") % {"name": department.name}


def _key(name: str) -> str:
    """Two names are one when only capitals and spaces differ."""
    return " ".join(name.split()).casefold()
