"""Forms of the region's own gate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim
from piagam.mentoring.models import InternalCheck


class CheckForm(forms.Form):
    """What the region finds on a row: each doubt asks for a sentence, a lowering for its level too."""

    decision = forms.ChoiceField(
        label=_("Putusan"), choices=InternalCheck.Verdict.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih putusan: terima, turunkan, atau tanyakan kembali.")},
    )  # fmt: skip
    level = forms.TypedChoiceField(
        label=_("Turunkan ke tingkat"), required=False, coerce=int, empty_value=None
    )
    reason_code = forms.ChoiceField(label=_("Alasan (boleh kosong)"), required=False)
    note = forms.CharField(
        label=_("Penjelasan untuk perangkat daerah"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rulebook = rulebook_of(claim.report.edition)
        rules = {level.level: level.words for level in rulebook.indicator(claim.indicator).levels}
        level, reason = self.fields["level"], self.fields["reason_code"]
        assert isinstance(level, forms.TypedChoiceField) and isinstance(reason, forms.ChoiceField)
        lower = range((claim.level or 0) - 1, -1, -1)
        level.choices = [("", _("pilih tingkat"))] + [
            (str(one), f"{one}. {rules.get(one, _('tidak didukung bukti'))}"[:120]) for one in lower
        ]
        reason.choices = [("", _("tanpa kode alasan"))] + [(one.code, one.words) for one in rulebook.reasons]

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        decision = found.get("decision")
        if decision == "lower" and found.get("level") is None and "level" not in self.errors:
            self.add_error("level", _("Pilih tingkat yang didukung bukti."))
        if decision in {"lower", "ask_back"} and not found.get("note", "").strip():
            self.add_error("note", _("Tulis satu kalimat penjelasan untuk perangkat daerah."))
        return found


class AnswerForm(forms.Form):
    """The department's answer to a question about a row."""

    answer = forms.CharField(
        label=_("Jawaban Anda"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis jawaban Anda lebih dahulu.")},
    )  # fmt: skip


class LadderField(forms.CharField):
    """Days before the date, as 14, 7, 3, 1, 0."""

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        parts = [part for part in text.replace(";", ",").replace(" ", ",").split(",") if part]
        if not parts or not all(part.isascii() and part.isdigit() and int(part) <= 60 for part in parts):
            raise forms.ValidationError(
                _("Tulis hari sebelum tenggat dengan angka 0 sampai 60, misalnya 14, 7, 3, 1, 0.")
            )
        return sorted({int(part) for part in parts}, reverse=True)


class RegionDeadlineForm(forms.Form):
    """The date for all departments, and on which days before it they are reminded."""

    day = forms.DateField(
        label=_("Tenggat semua perangkat daerah"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Pilih tanggalnya."),
                        "invalid": _("Tulis tanggal yang ada, misalnya 2026-08-14.")},
    )  # fmt: skip
    ladder = LadderField(
        label=_("Ingatkan berapa hari sebelumnya"), max_length=60,
        help_text=_("Pukul 08.00 waktu daerah; hanya yang pekerjaannya belum selesai yang diingatkan."),
    )  # fmt: skip


class DepartmentDeadlineForm(forms.Form):
    """An exception for one department; empty: the region's date holds."""

    day = forms.DateField(
        label=_("Tenggat khusus"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Kosongkan bila tenggat daerah yang berlaku."),
        error_messages={"invalid": _("Tulis tanggal yang ada, misalnya 2026-08-14.")},
    )  # fmt: skip


class NudgeForm(forms.Form):
    """A sentence for the operators of departments that have not begun."""

    text = forms.CharField(
        label=_("Pesan"), max_length=480, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis pesannya lebih dahulu.")},
    )  # fmt: skip


class NoteForm(forms.Form):
    """A coaching note."""

    text = forms.CharField(
        label=_("Catatan baru"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis catatannya lebih dahulu.")},
    )  # fmt: skip
