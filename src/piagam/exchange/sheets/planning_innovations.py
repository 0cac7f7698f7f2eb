"""The sheet of innovations: each row through the very form of the page, and against what is in the bank now."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from piagam.exchange.sheets import layout
from piagam.exchange.sheets.arriving import Line, Page
from piagam.exchange.sheets.bank_table import profile_cell
from piagam.exchange.sheets.choices import Choices
from piagam.exchange.sheets.marks import mark_of, read_profile_mark
from piagam.exchange.sheets.plan import Changed, Field, Made, Plan, Problem
from piagam.innovations.models import Innovation
from piagam.innovations.profile_form import ProfileForm
from piagam.innovations.profile_rows import document_ids, in_words
from piagam.innovations.queries import departments_for, documents_by_id, innovations_for, only_department
from piagam.innovations.rules import FILE_KINDS, TITLE, Rules, profile_of
from piagam.innovations.values import EMPTY, stamp_of
from piagam.people.actor import Actor
from piagam.people.deciding import decide
from piagam.regions.models import Department
from tallybook import ProfileField, profile_problems

SHORT = 160  # signs of a text in the preview


class InnovationRows:
    """Reads the rows of one sheet into a plan."""

    def __init__(self, plan: Plan, page: Page, rules: Rules, by: Actor) -> None:
        self.plan, self.page, self.rules, self.by = plan, page, rules, by
        self.fields = [
            one for one in rules.fields if one.code in page.headings and one.kind not in FILE_KINDS
        ]
        self.shown = [one for one in rules.fields if one.code in page.headings and one.kind in FILE_KINDS]
        self.choices = {one.code: Choices(lambda one=one: one.options) for one in self.fields if one.options}  # type: ignore[misc]
        found = innovations_for(by)
        self.known = {str(one.pk): one for one in found.filter(pk__in=self.numbers())}
        self.titles = {(one[0], layout.plain(one[1])): one[2] for one in
                       found.filter(archived_at=None).values_list("department_id", "title", "pk")}  # fmt: skip
        self.departments = {layout.plain(one.name): one for one in departments_for(by)}
        self.only = only_department(by, departments_for(by))
        self.seen: dict[str, int] = {}  # numbers and names → the row where they stood first

    def numbers(self) -> list[int]:
        """The numbers that the sheet names, as far as they are any."""
        texts = [line.text(layout.NUMBER).strip() for line in self.page.lines]
        return [int(text) for text in texts if text.isdecimal() and len(text) < 18]

    def wrong(self, line: Line, key: str, sentence: str, expected: str = "") -> None:
        heading = self.page.headings.get(key, "")
        self.plan.problems.append(Problem(self.page.name, line.number, heading, sentence, expected))

    def note(self, line: Line, key: str, sentence: str) -> None:
        heading = self.page.headings.get(key, "")
        self.plan.notes.append(Problem(self.page.name, line.number, heading, sentence))

    def read(self) -> None:
        """Every row of the sheet."""
        for line in self.page.lines:
            number = line.text(layout.NUMBER).strip()
            if not number:
                made = len(self.plan.made)
                self.fresh(line)
                if len(self.plan.made) == made:
                    self.plan.spoiled |= {layout.plain(line.text(TITLE))} - {""}
            elif number in self.known:
                if self.first(line, layout.NUMBER, number):
                    self.kept(line, self.known[number])
            else:
                sentence = _("Inovasi bernomor “%(number)s” tidak ada di bank Anda.") % {"number": number}
                self.wrong(line, layout.NUMBER, sentence, _("Kosongkan untuk inovasi baru."))

    def first(self, line: Line, key: str, value: str) -> bool:
        """Does it stand in the sheet for the first time?"""
        before = self.seen.setdefault(f"{key} {value}", line.number)
        if before != line.number:
            sentence = _("Sama dengan baris %(row)d.") % {"row": before}
            self.wrong(line, key, sentence, _("Satu baris untuk satu inovasi."))
        return before == line.number

    def fresh(self, line: Line) -> None:
        """A row without a number: a new innovation."""
        given = {one.code: text for one in self.fields if (text := self.typed(one, line)) not in EMPTY}
        owner = self.owner(line)
        values = self.cleaned(line, given, {}, [one for one in self.fields if one.code in {*given, TITLE}])
        for field in self.shown:
            if line.text(field.code).strip():
                self.note(
                    line, field.code, _("Kolom ini tidak dibaca; lampirkan dokumennya di halaman inovasi.")
                )
        if values is None or owner is None:
            return
        title = " ".join(str(values[TITLE]).split())
        if not self.first(line, TITLE, f"{owner.pk} {layout.plain(title)}"):
            return
        if (twin := self.titles.get((owner.pk, layout.plain(title)))) is not None:
            sentence = _("Inovasi bernama ini sudah ada, dengan nomor %(number)d.") % {"number": twin}
            self.wrong(line, TITLE, sentence, _("Tulis nomornya untuk mengubahnya, atau pakai nama lain."))
            return
        filled = {code: value for code, value in values.items() if value not in EMPTY}
        fields = tuple(self.told(code, None, value) for code, value in filled.items() if code != TITLE)
        self.advise(line, filled, filled)
        self.plan.made.append(Made(line.number, title, owner, {**filled, TITLE: title}, fields))

    def owner(self, line: Line) -> Department | None:
        """The department that a new innovation belongs to."""
        name = line.text(layout.DEPARTMENT)
        if not name.strip() and self.only is not None:
            return self.only
        found = self.departments.get(layout.plain(name))
        if found is None:
            sentence = _("“%(name)s” bukan perangkat daerah Anda yang aktif.") % {"name": name}
            if not name.strip():
                sentence = _("Pilih perangkat daerah yang memiliki inovasi ini.")
            names = [one.name for one in self.departments.values()]
            expected = _("Salah satu dari: %(choices)s") % {"choices": "; ".join(names[:6])}
            self.wrong(line, layout.DEPARTMENT, sentence, expected)
        return found

    def kept(self, line: Line, innovation: Innovation) -> None:
        """A row of an innovation that is in the bank: what its person changed in it."""
        profile, marks = profile_of(innovation), read_profile_mark(line.text(layout.TRACE))
        name = line.text(layout.DEPARTMENT)
        if name.strip() and layout.plain(name) != layout.plain(innovation.department.name):
            sentence = _("Perangkat daerah tidak dapat dipindahkan lewat lembar ini.")
            self.wrong(line, layout.DEPARTMENT, sentence, innovation.department.name)
        given = {one.code: self.typed(one, line) for one in self.fields}
        # An empty cell empties a field only where the form had written something into it.
        fields = [one for one in self.fields if given[one.code] not in EMPTY or one.code in marks]
        values = self.cleaned(line, given, profile, fields)
        self.look_at_documents(line, profile)
        if values is None:
            return
        changed: dict[str, Any] = {}
        for code, value in values.items():
            here, mine = mark_of(profile.get(code)), mark_of(value)
            if mine == here or marks.get(code) == mine:
                continue  # as it is, or not touched by this person: then the newer one stays
            if code in marks and marks[code] != here:
                sentence = _("Diubah orang lain sejak templat diunduh. Tersimpan sekarang: “%(value)s”.")
                self.wrong(line, code, sentence % {"value": self.words(code, profile.get(code))},
                           _("Unduh templat baru, atau tulis yang sama."))  # fmt: skip
                continue
            changed[code] = value
        if not changed:
            self.plan.same_innovations += 1
            return
        if innovation.archived_at is not None:
            sentence = _("Inovasi ini diarsipkan; pulihkan dulu sebelum mengubahnya.")
            self.wrong(line, layout.NUMBER, sentence)
            return
        if not (verdict := decide(self.by, "innovation.edit", innovation.place())):
            self.wrong(line, layout.NUMBER, verdict.sentence)
            return
        versions = {code: stamp_of(profile.get(code)) for code in changed}
        told = tuple(self.told(code, profile.get(code), value) for code, value in changed.items())
        self.advise(line, {**profile, **changed}, changed)
        self.plan.changed.append(Changed(line.number, innovation, changed, versions, told))

    def typed(self, field: ProfileField, line: Line) -> Any:
        """A cell as the form takes it: choices by their code."""
        text = line.text(field.code)
        if field.kind == "choice":
            return self.choices[field.code].one(text) if text.strip() and field.code in self.choices else text
        if field.kind == "multi_choice":
            return self.choices[field.code].several(text) if field.code in self.choices else []
        return text if field.kind == "long_text" and text.strip() else text.strip()

    def cleaned(
        self, line: Line, given: Mapping[str, Any], profile: Mapping[str, Any], fields: list[ProfileField]
    ) -> dict[str, Any] | None:
        """The values that the page's form accepts; None after its mistakes were noted."""
        form = ProfileForm(tuple(fields), profile=profile, data=given)
        if form.is_valid():
            return form.values()
        for code, errors in form.errors.items():
            field = next(one for one in fields if one.code == code)
            for error in errors:
                self.wrong(line, code, str(error), self.expected(field))
        return None

    def expected(self, field: ProfileField) -> str:
        """What a field takes, for whoever has to mend it."""
        if field.code in self.choices and field.kind == "choice":
            return self.choices[field.code].expected
        return layout.way_of(field)

    def advise(self, line: Line, profile: Mapping[str, Any], touched: Mapping[str, Any]) -> None:
        """What is kept although the rules ask for something else, as the page says it beside the field."""
        found = profile_problems(self.rules.rulebook, profile)
        for code in touched:
            if touched[code] not in EMPTY:
                for sentence in found.get(code, ()):
                    self.note(line, code, sentence)

    def look_at_documents(self, line: Line, profile: Mapping[str, Any]) -> None:
        """Says where somebody wrote into a column that is not read."""
        if not any(line.text(one.code).strip() for one in self.shown):
            return
        documents = documents_by_id(document_ids(self.rules, profile))
        for field in self.shown:
            text = line.text(field.code).strip()
            if text and text != str(profile_cell(field, profile.get(field.code), documents) or "").strip():
                self.note(
                    line, field.code, _("Kolom ini tidak dibaca; lampirkan dokumennya di halaman inovasi.")
                )

    def told(self, code: str, old: Any, new: Any) -> Field:
        field = self.rules.field(code)
        return Field(field.words if field else code, self.words(code, old), self.words(code, new))

    def words(self, code: str, value: Any) -> str:
        """A value as people read it, cut short."""
        field = self.rules.field(code)
        text = in_words(field, value) if field else str(value or "")
        return text if len(text) <= SHORT else f"{text[:SHORT]}…"
