"""The filters of the bank as they stand in an address; what makes no sense there is left out, never an error."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from piagam.editions.models import Edition
from piagam.innovations.models import Summary
from piagam.innovations.queries import BankFilters, departments_read_by
from piagam.innovations.queries.matching import EMPTY_ANSWER
from piagam.innovations.rules import Rules
from piagam.innovations.summaries import choice_fields
from piagam.innovations.values import day
from piagam.people.actor import Actor
from piagam.people.fields import indented
from piagam.people.tree import outline
from piagam.regions.models import Department

ARCHIVE = {"arsip": True, "semua": None}
IN, OUT = "ikut", "tidak"  # edisi=ikut:iga-2026


@dataclass(frozen=True)
class Choice:
    """One select of the filter bar."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    chosen: str = ""

    @property
    def drawn(self) -> SafeString:
        """The options as the page has them; written here, since a page has some two hundred."""
        marked = (
            (value, SafeString(" selected") if value == self.chosen else "", words)
            for value, words in self.options
        )
        return format_html_join("", '<option value="{}"{}>{}</option>', marked)


class BankFilter:
    """What was chosen in an address, and what can be chosen."""

    def __init__(self, data: QueryDict, actor: Actor, rules: Rules | None) -> None:
        self.data = data
        self.rules = rules
        self.departments: list[Department] = list(departments_read_by(actor))
        editions = Edition.objects.exclude(phase="D").order_by("-year", "-pk")
        self.editions = list(editions.values_list("pk", "title")[:12])
        self.words = data.get("q", "").strip()[:200]
        self.until = data.get("sampai", "")
        self.selects = self.first_selects()
        self.fields = self.of_fields()
        self.chosen = {one.name: one.chosen for one in (*self.selects, *self.fields)}

    def first_selects(self) -> list[Choice]:
        """The selects that are always in sight."""
        found = [self.outlook(), self.edition(), self.archive(), self.order()]
        return [self.department(), *found] if len(self.departments) > 1 else found

    def of_fields(self) -> list[Choice]:
        """One select for each field of the rulebook with one answer out of a list."""
        found = []
        for field in choice_fields(self.rules) if self.rules else ():
            options = [(one.code, one.words) for one in field.options]
            given = self.data.get(field.code, "")[:60]
            if given and given != EMPTY_ANSWER and given not in dict(options):
                options.append((given, given))  # an answer from before a new rulebook
            options.append((EMPTY_ANSWER, _("(belum diisi)")))
            found.append(self.choice(field.code, field.words, options))
        return found

    def department(self) -> Choice:
        options = [(str(one.pk), indented(level, one.name)) for level, one in outline(self.departments)]
        return self.choice("perangkat", _("Perangkat daerah"), options)

    def outlook(self) -> Choice:
        return self.choice(
            "kelayakan", _("Kelayakan"), [(one.value, str(one.label)) for one in Summary.Outlook]
        )

    def edition(self) -> Choice:
        options = []
        for key, title in self.editions:
            options += [
                (f"{IN}:{key}", _("Diikutkan di %(edition)s") % {"edition": title}),
                (f"{OUT}:{key}", _("Belum diikutkan di %(edition)s") % {"edition": title}),
            ]
        return self.choice("edisi", _("Keikutsertaan"), options)

    def archive(self) -> Choice:
        options = [("arsip", _("Diarsipkan")), ("semua", _("Aktif dan diarsipkan"))]
        return self.choice("keadaan", _("Keadaan"), options, first=_("Aktif"))

    def order(self) -> Choice:
        options = [
            ("terlama", _("Paling lama tidak diubah")),
            ("nama", _("Nama")),
            ("lengkap", _("Paling lengkap")),
            ("kurang", _("Paling kurang lengkap")),
            ("layak", _("Tanggal layak pertama")),
            ("perangkat", _("Perangkat daerah")),
        ]
        return self.choice("urut", _("Urutkan"), options, first=_("Terakhir diubah"))

    def choice(self, name: str, label: str, options: list[tuple[str, str]], first: str = "") -> Choice:
        given = self.data.get(name, "")
        chosen = given if given in dict(options) else ""
        return Choice(name, label, [("", first or _("Semua")), *options], chosen)

    def filters(self) -> BankFilters:
        """As the query takes them."""
        department, edition = self.chosen.get("perangkat", ""), self.chosen["edisi"]
        which, _colon, key = edition.partition(":")
        return BankFilters(
            words=self.words,
            department=int(department) if department else None,
            answers={one.name: one.chosen for one in self.fields if one.chosen},
            outlook=self.chosen["kelayakan"],
            eligible_by=day(self.until),
            entered=key if which == IN else "",
            not_entered=key if which == OUT else "",
            archived=ARCHIVE.get(self.chosen["keadaan"], False),
            order=self.chosen["urut"],
        )

    def chips(self) -> list[dict[str, Any]]:
        """What narrows the list now, in words, each to be taken out by its name."""
        found = [{"name": "q", "words": f"“{self.words}”"}] if self.words else []
        for one in (*self.selects, *self.fields):
            if one.chosen and one.name != "urut":
                found.append({"name": one.name, "words": f"{one.label}: {dict(one.options)[one.chosen]}"})
        if until := day(self.until):
            words = _("Layak paling lambat %(day)s") % {"day": date_format(until, "j F Y")}
            found.append({"name": "sampai", "words": words})
        return found

    def query(self) -> str:
        """The filters that make sense, as an address holds them: for a saved filter, and for other pages."""
        kept = QueryDict(mutable=True)
        until = self.until if day(self.until) else ""
        for name, value in [("q", self.words), *self.chosen.items(), ("sampai", until)]:
            if value:
                kept[name] = value
        return kept.urlencode()
