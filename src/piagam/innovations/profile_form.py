"""The form of a profile, drawn from the rulebook alone. Only what cannot be kept at all is an error here."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from piagam.innovations.rules import FILE_KINDS, TITLE
from piagam.innovations.values import EMPTY, read_coordinates
from tallybook import ProfileField
from tallybook.language import either

LONGEST = 60_000  # signs of a long text: some twenty pages
TITLE_LENGTH = 300
NOT_CHOSEN = gettext_lazy("Belum dipilih")
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


class LongText(forms.CharField):
    """A text kept as it was written; only the line ends are made one kind."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class Several(forms.MultipleChoiceField):
    """Any of the options. A script says that none is ticked by an empty text."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if one]


class Coordinates(forms.CharField):
    """Latitude and longitude in one line, as copied from a map."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return read_coordinates(text) if text else ""


def options_of(field: ProfileField, stored: Any) -> list[tuple[str, str]]:
    """What can be chosen: the rulebook's options, and what is stored although the rulebook dropped it."""
    options = [(option.code, option.words) for option in field.options or ()]
    known = {code for code, _label in options}
    kept = stored if isinstance(stored, list) else [stored]
    gone = [str(code) for code in kept if code not in EMPTY and code not in known]
    return options + [(code, _("%(code)s (tidak ada lagi di pedoman)") % {"code": code}) for code in gone]


def form_field(field: ProfileField, stored: Any = None) -> forms.Field | None:
    """The input of a field; None for documents, which are chosen on a page of their own."""
    label, help_text = field.words, either(field.help, field.help_en)
    if field.kind in FILE_KINDS or field.kind == "computed":
        return None
    common: dict[str, Any] = {"label": label, "help_text": help_text, "required": field.code == TITLE}
    options = options_of(field, stored)
    match field.kind:
        case "long_text":
            rows = 16 if field.min_words else 7
            widget = forms.Textarea(attrs={"rows": rows})
            return LongText(**common, max_length=field.max_length or LONGEST, strip=False, widget=widget)
        case "choice":
            wrong = {"invalid_choice": _("Pilih salah satu dari daftar; “%(value)s” tidak ada di dalamnya.")}
            return forms.ChoiceField(**common, choices=[("", NOT_CHOSEN), *options], error_messages=wrong)
        case "multi_choice":
            wrong = {"invalid_choice": _("Pilih dari daftar; “%(value)s” tidak ada di dalamnya.")}
            return Several(**common, choices=options, error_messages=wrong)
        case "date":
            wrong = {"invalid": _("Ini bukan tanggal. Tulis seperti 31/12/2025.")}
            calendar = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(
                **common, widget=calendar, input_formats=DATE_FORMATS, error_messages=wrong
            )
        case "link":
            wrong = {
                "invalid": _("Ini bukan alamat web. Tulis lengkap, misalnya https://contoh.go.id/video.")
            }
            address = forms.URLInput(attrs={"inputmode": "url"})
            return forms.URLField(
                **common, max_length=500, assume_scheme="https", widget=address, error_messages=wrong
            )
        case "coordinates":
            return Coordinates(**common, max_length=60)
        case _:
            longest = min(field.max_length or TITLE_LENGTH, TITLE_LENGTH if field.code == TITLE else LONGEST)
            empty = {"required": _("Inovasi perlu nama. Tuliskan namanya.")}
            return forms.CharField(**common, max_length=longest, error_messages=empty)


class ProfileForm(forms.Form):
    """All inputs of a profile, or only the one that saves itself."""

    def __init__(
        self,
        fields: tuple[ProfileField, ...],
        *,
        profile: Mapping[str, Any],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(profile), auto_id="f-%s")
        self.use_required_attribute = False
        for field in fields:
            found = form_field(field, profile.get(field.code))
            if found is not None:
                self.fields[field.code] = found

    def values(self) -> dict[str, Any]:
        """The accepted values as they are stored; None for what was left empty."""
        return {code: as_stored(self.cleaned_data[code]) for code in self.fields if code in self.cleaned_data}


def as_stored(value: Any) -> Any:
    """A cleaned value as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    return None if value in EMPTY else value
