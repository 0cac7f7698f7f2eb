"""Forms about editions. Instants are written in WIB, as the ministry announces them."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from piagam.editions.actions import PlannedDate
from piagam.editions.models import CalendarDate
from piagam.editions.rulebooks import available
from piagam.web.instants import ZONES

WIB = ZONES["WIB"]


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, input_formats=["%Y-%m-%d"])


def time_field(label: Any) -> forms.TimeField:
    """A plain text field: the browser's own would write 11:59:59 PM wherever the computer speaks English."""
    widget = forms.TimeInput(format="%H.%M.%S", attrs={"inputmode": "decimal", "autocomplete": "off"})
    formats = ["%H.%M.%S", "%H.%M", "%H:%M:%S", "%H:%M"]
    return forms.TimeField(
        label=label, widget=widget, input_formats=formats, help_text=_("Misalnya 23.59.59")
    )


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ikut tercatat di catatan audit."),
    )  # fmt: skip


class RulebookForm(forms.Form):
    """Which shipped rulebook, and why."""

    rulebook = forms.ChoiceField(label=_("Pedoman"))
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["rulebook"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(name, name) for name in available()]


class NewEditionForm(RulebookForm):
    """A new edition."""

    edition_id = forms.SlugField(
        label=_("Kode edisi"), max_length=40,
        help_text=_("Tampil di alamat halaman; huruf kecil, angka, tanda hubung. Misalnya iga-2026."),
    )  # fmt: skip
    title = forms.CharField(label=_("Nama edisi"), max_length=200)
    field_order = ("rulebook", "edition_id", "title", "reason")


class CalendarForm(forms.Form):
    """When the edition opens and closes, and the dates that are planned."""

    opens_day = day_field(_("Dibuka tanggal"))
    opens_time = time_field(_("Pukul (WIB)"))
    closes_day = day_field(_("Batas waktu tanggal"))
    closes_time = time_field(_("Pukul (WIB)"))
    reason = reason_field()

    def __init__(self, dates: Iterable[CalendarDate], *args: Any, **kwargs: Any) -> None:
        self.dates = list(dates)
        super().__init__(*args, **kwargs)
        for one in self.dates:
            self.fields[f"starts-{one.code}"] = day_field(_("Mulai"), required=False)
            self.fields[f"ends-{one.code}"] = day_field(_("Sampai"), required=False)

    @staticmethod
    def initial_from(
        opens_at: datetime | None, closes_at: datetime | None, dates: Iterable[CalendarDate]
    ) -> dict[str, Any]:
        """What the form shows first; a new end is the last second of a day."""
        opens = opens_at.astimezone(WIB) if opens_at else None
        closes = closes_at.astimezone(WIB) if closes_at else None
        initial: dict[str, Any] = {
            "opens_day": opens.date() if opens else None,
            "opens_time": opens.time() if opens else time(0, 0, 0),
            "closes_day": closes.date() if closes else None,
            "closes_time": closes.time() if closes else time(23, 59, 59),
        }
        for one in dates:
            initial[f"starts-{one.code}"] = day_in_wib(one.starts_at)
            initial[f"ends-{one.code}"] = day_in_wib(one.ends_at)
        return initial

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for one in self.dates:
            starts, ends = given.get(f"starts-{one.code}"), given.get(f"ends-{one.code}")
            if starts and ends and starts > ends:
                self.add_error(f"ends-{one.code}", _("Berakhir sebelum dimulai."))
        return given

    def rows(self) -> list[dict[str, Any]]:
        """The planned dates with their two fields, for the template."""
        return [
            {"label": one.label, "starts": self[f"starts-{one.code}"], "ends": self[f"ends-{one.code}"]}
            for one in self.dates
        ]

    def stated(self) -> dict[str, Any]:
        """What was written, as the action takes it."""
        given = self.cleaned_data
        return {
            "opens_at": datetime.combine(given["opens_day"], given["opens_time"], WIB),
            "closes_at": datetime.combine(given["closes_day"], given["closes_time"], WIB),
            "dates": [
                PlannedDate(one.code, given[f"starts-{one.code}"], given[f"ends-{one.code}"])
                for one in self.dates
            ],
            "reason": given["reason"],
        }


def day_in_wib(instant: datetime | None) -> date | None:
    return instant.astimezone(WIB).date() if instant else None


class NextPhaseForm(forms.Form):
    """Asking for the next phase; a note is welcome."""

    reason = forms.CharField(
        label=_("Catatan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
