"""The sheet of rows: each through the very form of the page, and against what is answered now."""

from typing import Any

from django.utils.translation import gettext as _

from piagam.entries.actions.answering import level_of
from piagam.entries.facts import applies, problems_in
from piagam.entries.forms import FactsForm, asked_of, html_name
from piagam.entries.models import Claim, Entry, Report
from piagam.entries.queries import entries_in, part_for, report_by_region
from piagam.entries.slots import indicators_of
from piagam.exchange.sheets import layout
from piagam.exchange.sheets.arriving import Line, Page
from piagam.exchange.sheets.choices import Choices
from piagam.exchange.sheets.marks import read_row_mark, shown_in, shown_of
from piagam.exchange.sheets.plan import Answered, Holder, Plan, Problem
from piagam.exchange.sheets.reaching import likeness_of, name_of, said, why_not
from piagam.innovations.models import Innovation
from piagam.innovations.queries import innovations_for
from piagam.innovations.rules import Rules
from piagam.innovations.values import EMPTY, stamp_of
from piagam.people.actor import Actor
from tallybook import FactField, FactsError, Indicator


class AnswerRows:
    """Reads the rows of one sheet into a plan that knows the innovations already."""

    def __init__(self, plan: Plan, page: Page, rules: Rules, by: Actor) -> None:
        self.plan, self.page, self.rules, self.by = plan, page, rules, by
        self.report = report_by_region(by, rules.edition.pk, by.region_code or "")
        self.rows = {
            of: {one.code: one for one in indicators_of(rules.rulebook, of)}
            for of in ("innovation", "region")
        }
        self.innovations = {one.pk: one for one in innovations_for(by).defer("profile")}
        self.entries: dict[int, Entry] = {}
        self.claims: dict[tuple[int | None, str], Claim] = {}
        if self.report.pk:
            part = part_for(by, self.report)
            for entry in entries_in(part):
                entry.report = self.report
                self.entries[entry.innovation_id] = entry
            kept = Claim.objects.filter(report=self.report.pk)
            self.claims = {(one.entry_id, one.indicator): one for one in kept}
        self.by_title: dict[str, list[Innovation | int]] = {}
        for one in self.innovations.values():
            if one.archived_at is None:
                self.by_title.setdefault(layout.plain(one.title), []).append(one)
        for made in plan.made:
            self.by_title.setdefault(layout.plain(made.title), []).append(made.row)
        self.choices: dict[tuple[str, str], Choices] = {}
        self.seen: dict[str, int] = {}
        self.allowed: dict[tuple[Any, ...], str] = {}  # holders alike → why their rows cannot be changed
        keys = (layout.answer_key(place) for place in range(1, layout.most_answers(rules) + 1))
        self.columns = [key for key in keys if key in page.headings]

    def wrong(self, line: Line, key: str, sentence: str, expected: str = "") -> None:
        heading = self.page.headings.get(key, "")
        self.plan.problems.append(Problem(self.page.name, line.number, heading, sentence, expected))

    def read(self) -> None:
        """Every row of the sheet; those that nobody answered or named are passed over."""
        for line in self.page.lines:
            answers = [line.text(key) for key in self.columns]
            mark = read_row_mark(line.text(layout.TRACE))
            if not any(text.strip() for text in answers) and mark is None:
                continue
            self.row(line, answers, mark)

    def row(self, line: Line, answers: list[str], mark: tuple[int, int] | None) -> None:
        """One row with something in it, or one that the form had written."""
        if self.waits(line):  # the mistake in the innovation's own row is told already
            if (row := self.rows["innovation"].get(line.text(layout.CODE).strip())) is not None:
                self.form(line, row, answers)
            return
        holder = self.holder(line)
        if holder is None:
            return
        of = "region" if isinstance(holder, Report) else "innovation"
        code = line.text(layout.CODE).strip()
        indicator = self.rows[of].get(code)
        if indicator is None:
            sentence = _("Isian “%(code)s” tidak ada di pedoman edisi ini.") % {"code": code}
            self.wrong(line, layout.CODE, sentence, _("Kode seperti di templat, misalnya sid-16."))
            return
        if not self.first(line, holder, code):
            return
        form = self.form(line, indicator, answers)
        if form is None:
            return
        self.compare(line, holder, indicator, form, mark)

    def waits(self, line: Line) -> bool:
        """Is it the row of a new innovation that cannot be made as it is written?"""
        title = layout.plain(line.text(layout.TITLE))
        return (
            not line.text(layout.NUMBER).strip() and title in self.plan.spoiled and title not in self.by_title
        )

    def first(self, line: Line, holder: Holder, code: str) -> bool:
        """Does the row stand in the sheet for the first time?"""
        before = self.seen.setdefault(f"{name_of(holder)} {code}", line.number)
        if before != line.number:
            sentence = _("Isian ini sudah ada di baris %(row)d.") % {"row": before}
            self.wrong(line, layout.CODE, sentence, _("Satu baris untuk satu inovasi dan satu isian."))
        return before == line.number

    def holder(self, line: Line) -> Holder | None:
        """Whose row it is: by the number, else by the name; None after the mistake was noted."""
        number, title = line.text(layout.NUMBER).strip(), line.text(layout.TITLE)
        if layout.plain(number) == layout.REGIONAL:
            return self.report
        if number:
            known = self.innovations.get(int(number)) if number.isdecimal() else None
            if known is None:
                sentence = _("Inovasi bernomor “%(number)s” tidak ada di bank Anda.") % {"number": number}
                self.wrong(line, layout.NUMBER, sentence, _("Kosongkan dan tulis namanya."))
                return None
            return self.entries.get(known.pk) or known
        found = self.by_title.get(layout.plain(title), [])
        if len(found) == 1:
            one = found[0]
            return one if isinstance(one, int) else self.entries.get(one.pk) or one
        if not title.strip():
            sentence = _("Jawaban ini untuk inovasi mana?")
        elif found:
            sentence = _("Ada beberapa inovasi bernama “%(title)s”.") % {"title": title}
        else:
            sentence = _("Inovasi “%(title)s” tidak ada di bank Anda, dan tidak ada di lembar inovasi.") % {
                "title": title
            }
        self.wrong(line, layout.TITLE, sentence, _("Nama persis seperti di lembar inovasi, atau nomornya."))
        return None

    def form(self, line: Line, indicator: Indicator, answers: list[str]) -> FactsForm | None:
        """The page's form with what the columns say; None after its mistakes were noted."""
        data: dict[str, Any] = {"version": 0}
        chosen: dict[str, Any] = {}
        columns: dict[str, str] = {}
        waiting = list(zip(self.columns, answers, strict=True))
        for field in asked_of(indicator):
            if not applies(field, chosen) or not waiting:
                continue
            key, text = waiting.pop(0)
            value = self.typed(indicator, field, text)
            columns[html_name(field)] = key
            if value not in EMPTY:
                data[html_name(field)] = chosen[field.name] = value
        extra = [key for key, text in waiting if text.strip()]
        for key in extra:
            sentence = _("Kolom ini tidak diminta untuk jawaban di sebelah kirinya.")
            self.wrong(line, key, sentence, layout.asked_words(indicator).replace("\n", "; "))
        form = FactsForm(indicator, data=data)
        if not form.is_valid():
            fields = {html_name(field): field for field in asked_of(indicator)}
            for name, errors in form.errors.items():
                for error in errors:
                    self.wrong(
                        line, columns.get(name, ""), str(error), self.expected(indicator, fields[name])
                    )
            return None
        return None if extra else form

    def typed(self, indicator: Indicator, field: FactField, text: str) -> Any:
        """A cell as the form takes it: choices by their code."""
        if field.kind == "choice":
            return self.choices_of(indicator, field).one(text) if text.strip() else ""
        if field.kind == "multi_choice":
            return self.choices_of(indicator, field).several(text)
        return text.strip()

    def choices_of(self, indicator: Indicator, field: FactField) -> Choices:
        key = (indicator.code, html_name(field))
        if key not in self.choices:
            self.choices[key] = Choices(
                lambda: next(one for one in asked_of(indicator) if html_name(one) == key[1]).options
            )
        return self.choices[key]

    def expected(self, indicator: Indicator, field: FactField) -> str:
        """What a column takes, for whoever has to mend it."""
        if field.options:
            return self.choices_of(indicator, field).expected
        return f"{field.label}{layout.kind_words(field)}"

    def compare(
        self, line: Line, holder: Holder, indicator: Indicator, form: FactsForm, mark: tuple[int, int] | None
    ) -> None:
        """The answer against what is kept: the same, untouched, changed by somebody else, or to be changed."""
        claim = self.claim(holder, indicator)
        facts, level = form.facts, form.level
        given = shown_in(FactsForm(indicator, facts=facts or None, level=level))
        version = claim.version if claim else 0
        if given == shown_of(indicator, claim) or (mark is not None and mark[1] == stamp_of(given)):
            self.plan.same_rows += 1
            return
        old = said(indicator, claim.facts, claim.level) if claim else ""
        if mark is not None and mark[0] != version:
            sentence = _("Diubah orang lain sejak templat diunduh. Tersimpan sekarang: “%(value)s”.")
            expected = _("Unduh templat baru, atau tulis yang sama.")
            self.wrong(line, self.columns[0], sentence % {"value": old or "–"}, expected)
            return
        if why := self.why_not(holder):
            self.wrong(line, layout.TITLE, why)
            return
        becomes = level_of(indicator, facts) if facts else level
        self.advise(line, indicator, facts)
        self.plan.answered.append(
            Answered(line.number, holder, self.title(holder), indicator, facts, level, version, old,
                     said(indicator, facts, level), becomes)
        )  # fmt: skip

    def claim(self, holder: Holder, indicator: Indicator) -> Claim | None:
        if isinstance(holder, Entry):
            return self.claims.get((holder.pk, indicator.code))
        return self.claims.get((None, indicator.code)) if isinstance(holder, Report) else None

    def advise(self, line: Line, indicator: Indicator, facts: dict[str, Any]) -> None:
        """Facts that do not suffice yet are kept; the preview says what is missing."""
        try:
            if facts:
                indicator.answer.derive(facts)
        except FactsError as error:
            for sentence in problems_in(indicator, facts, error):
                heading = self.page.headings.get(self.columns[0], "")
                self.plan.notes.append(Problem(self.page.name, line.number, heading, sentence))

    def title(self, holder: Holder) -> str:
        if isinstance(holder, int):
            return next(made.title for made in self.plan.made if made.row == holder)
        return holder.region.name if isinstance(holder, Report) else holder.title

    def why_not(self, holder: Holder) -> str:
        """Why nothing may be answered there now; empty when it may. The actions ask the same again."""
        alike = likeness_of(holder, self.plan)
        if alike not in self.allowed:
            self.allowed[alike] = why_not(holder, self.plan, self.report, self.rules, self.by)
        return self.allowed[alike]
