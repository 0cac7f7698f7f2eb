"""The forms of reporting. A row's form is drawn from the rulebook: facts are asked, the level follows."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from piagam.entries.facts import applies
from piagam.entries.numbers import NotANumber, as_typed, read_decimal, read_whole
from piagam.files.formats import FORMATS
from piagam.innovations.document_forms import day_field, kinds
from piagam.uploads.fields import Given, UploadField
from tallybook import FactField, Indicator, Option

BARE = "bare-level"
UNANSWERED = gettext_lazy("Belum dijawab")


class WholeNumber(forms.CharField):
    """A count, typed as people type it."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        try:
            return read_whole(text) if text else None
        except NotANumber as error:
            raise forms.ValidationError(str(error)) from None


class MeasuredNumber(forms.CharField):
    """A measured value with a decimal comma."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        try:
            return read_decimal(text) if text else None
        except NotANumber as error:
            raise forms.ValidationError(str(error)) from None


def asked_of(indicator: Indicator) -> tuple[FactField, ...]:
    """The facts a row asks for; a row without facts is asked for its level."""
    asked: tuple[FactField, ...] = indicator.answer.fields()
    if asked or not indicator.levels:
        return asked
    options = tuple(Option(code=str(one.level), label=one.words, level=one.level) for one in indicator.levels)
    return (FactField(name=BARE, label=_("Tingkat"), kind="choice", options=options),)


def html_name(field: FactField) -> str:
    """The name of the input: two bases may ask for a fact of the same name, so the condition is part of it."""
    return f"{field.shown_when[1]}-{field.name}" if field.shown_when else field.name


def form_field(field: FactField) -> forms.Field:
    """The input for one fact. Never required: a row may be answered bit by bit."""
    label = field.label
    match field.kind:
        case "integer" | "decimal" | "mark":
            kind = WholeNumber if field.kind == "integer" else MeasuredNumber
            mode = "numeric" if field.kind == "integer" else "decimal"
            widget = forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})
            return kind(label=label, required=False, max_length=40, widget=widget)
        case "multi_choice":
            several = [(option.code, option.words) for option in field.options]
            widget_many = forms.CheckboxSelectMultiple()
            return forms.MultipleChoiceField(label=label, required=False, choices=several, widget=widget_many)
        case _:
            one = [(option.code, option.words) for option in field.options]
            return forms.ChoiceField(
                label=label, required=False, choices=[("", UNANSWERED), *one], widget=forms.RadioSelect()
            )


class FactsForm(forms.Form):
    """The facts of one row, and the version the officer saw."""

    template_name = "entries/facts_fields.html"
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput())

    def __init__(
        self, indicator: Indicator, *, data: Mapping[str, Any] | None = None, facts: Mapping[str, Any] | None = None,
        level: int | None = None, version: int = 0,
    ) -> None:  # fmt: skip
        self.indicator = indicator
        self.asked = asked_of(indicator)
        initial = {"version": version, **self.typed(facts or {})}
        if not facts and level is not None and len(self.asked) == 1 and self.asked[0].kind == "choice":
            initial[html_name(self.asked[0])] = self.code_of(level)
        super().__init__(data, initial=initial, auto_id=f"{indicator.code}-%s")
        for field in self.asked:
            self.fields[html_name(field)] = form_field(field)

    def typed(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Stored facts as the inputs show them."""
        shown = (field for field in self.asked if field.name in facts and applies(field, facts))
        return {
            html_name(field): facts[field.name]
            if field.kind in {"choice", "multi_choice"}
            else as_typed(facts[field.name])
            for field in shown
        }

    def code_of(self, level: int) -> str:
        """The option that stands for a bare level, as older answers and imports give it."""
        return next((option.code for option in self.asked[0].options if option.level == level), "")

    def inputs(self) -> list[dict[str, Any]]:
        """Each asked fact with its input, for the template: `when` is the choice it depends on, by its input."""
        return [
            {
                "field": self[html_name(field)],
                "suffix": field.unit,
                "when": f"{field.shown_when[0]}={field.shown_when[1]}" if field.shown_when else "",
                "rules": levels_of(field),
                "is_number": field.kind in {"integer", "decimal", "mark"},
            }
            for field in self.asked
        ]

    @property
    def level(self) -> int | None:
        """The bare level, where the rulebook asks for no facts."""
        code = self.cleaned_data.get(BARE)
        return int(code) if code else None

    @property
    def facts(self) -> dict[str, Any]:
        """The facts as they are stored: only those that the chosen basis asks for, empty ones left out."""
        found: dict[str, Any] = {}
        if BARE in self.fields:
            return found
        for field in self.asked:
            value = self.cleaned_data.get(html_name(field))
            if value in (None, "", []) or not applies(field, found):
                continue
            found[field.name] = str(value) if isinstance(value, Decimal) else value
        return found


def levels_of(field: FactField) -> dict[str, str] | None:
    """The level each option leads to, as the line under it; None where the choice alone decides nothing."""
    leading = {option.code: option.level for option in field.options if option.level is not None}
    if field.kind != "choice" or not leading:
        return None
    return {code: _("Tingkat %(level)d") % {"level": level} for code, level in leading.items()}


PAGES = re.compile(r"^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*$")


def clean_pages(text: str) -> str:
    """Page numbers as “3-5, 8”; raises ValidationError for anything else."""
    plain = re.sub(r"\s*(s\.?d\.?|–|—|-)\s*", "-", text.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"\s*[,;]\s*|\s+", ",", plain)
    if plain and not PAGES.match(plain):
        raise forms.ValidationError(_("Tulis nomor halaman seperti 3 atau 3-5, 8."))
    for part in filter(None, plain.split(",")):
        first, _sign, last = part.partition("-")
        if int(first) == 0 or (last and int(last) < int(first)):
            raise forms.ValidationError(_("Periksa nomor halaman “%(part)s”.") % {"part": part})
    return plain.replace(",", ", ")


class EvidenceForm(forms.Form):
    """A new file, or a document of the library; with the pages that prove the row."""

    file = UploadField(label=gettext_lazy("Berkas"), required=False, several=True)
    subject = forms.CharField(label=gettext_lazy("Tentang"), max_length=300, required=False)
    document = forms.IntegerField(required=False, min_value=1)
    pages = forms.CharField(label=gettext_lazy("Halaman"), max_length=60, required=False)

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), required=False, choices=kinds)
    dated = day_field(gettext_lazy("Tanggal dokumen"))

    def clean_pages(self) -> str:
        return clean_pages(self.cleaned_data["pages"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("file") and not given.get("document") and not self.errors:
            raise forms.ValidationError(_("Pilih berkas dari komputer atau dokumen dari pustaka."))
        return given

    @property
    def lines(self) -> dict[str, Any]:
        """What else the officer said of the files that were sent."""
        return {"kind": self.cleaned_data["kind"], "dated": self.cleaned_data["dated"]}

    @property
    def uploads(self) -> list[Given]:
        found: list[Given] = self.cleaned_data.get("file") or []
        return found

    def about(self, upload: Given) -> str:
        """What a document is about; the file's own name when the officer wrote nothing, or sent several."""
        words = self.cleaned_data["subject"].strip() if len(self.uploads) == 1 else ""
        return words or str(upload.name or _("Tanpa judul"))[:300]


class PromiseForm(forms.Form):
    """The fingerprint of a file that will follow: filled in by the browser when the file is chosen, or by hand."""

    file_name = forms.CharField(label=gettext_lazy("Nama berkas"), max_length=255)
    sha256 = forms.CharField(
        label=gettext_lazy("Sidik jari SHA-256"), max_length=64,
        help_text=gettext_lazy("64 angka dan huruf. Dengan JavaScript terisi sendiri saat berkas dipilih."),
    )  # fmt: skip
    size = forms.IntegerField(label=gettext_lazy("Ukuran (bita)"), min_value=1, max_value=2**40)
    media_type = forms.ChoiceField(
        label=gettext_lazy("Jenis berkas"),
        choices=[(one.media_type, one.name.upper()) for one in FORMATS.values()],
    )
    pages = forms.CharField(label=gettext_lazy("Halaman"), max_length=60, required=False)

    def clean_pages(self) -> str:
        return clean_pages(self.cleaned_data["pages"])


class DeliverForm(forms.Form):
    """The promised file."""

    file = UploadField(
        label=gettext_lazy("Berkas yang dijanjikan"),
        error_messages={"required": gettext_lazy("Pilih berkas dari perangkat Anda.")},
    )


class ReturnForm(forms.Form):
    """Why an entry goes back: the operator reads this sentence."""

    note = forms.CharField(
        label=gettext_lazy("Yang perlu diperbaiki"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Tuliskan apa yang perlu diperbaiki.")},
    )  # fmt: skip


class StatementForm(forms.Form):
    """The signature of the head of the region: the own name, typed, over what the page showed."""

    name = forms.CharField(
        label=gettext_lazy("Nama lengkap Anda"), max_length=200,
        help_text=gettext_lazy("Ketik seperti tertulis pada akun ini; itulah tanda tangan Anda."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Ketik nama Anda.")},
    )  # fmt: skip
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput())


class WithdrawForm(forms.Form):
    """Why a region leaves, and that it knows there is no way back."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ikut tercatat di catatan audit."),
        error_messages={"required": gettext_lazy("Tulis alasannya; alasan ini ikut tercatat.")},
    )  # fmt: skip
    certain = forms.BooleanField(
        label=gettext_lazy("Saya tahu bahwa pengunduran diri ini tidak dapat dibatalkan."),
        error_messages={"required": gettext_lazy("Nyatakan dahulu bahwa Anda mengetahuinya.")},
    )


class SubmitForm(forms.Form):
    """What the coordinator agrees to leave behind; the page lists the same innovations."""

    leaves = forms.CharField(required=False, widget=forms.HiddenInput())
    agreed = forms.BooleanField(
        required=False, label=gettext_lazy("Inovasi di bawah “Tidak ikut dikirim” memang tidak ikut.")
    )

    def clean_leaves(self) -> frozenset[int]:
        text = self.cleaned_data["leaves"]
        if not re.fullmatch(r"(\d+(,\d+)*)?", text):
            raise forms.ValidationError(_("Muat ulang halaman ini, lalu coba lagi."))
        return frozenset(int(part) for part in text.split(",") if part)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("leaves") and not given.get("agreed"):
            self.add_error(
                "agreed", _("Nyatakan dahulu bahwa inovasi yang tersisa memang tidak ikut dikirim.")
            )
        return given
