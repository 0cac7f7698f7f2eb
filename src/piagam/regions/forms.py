"""Forms about departments."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from piagam.people.fields import DepartmentField
from piagam.regions.models import Department


class UnderForm(forms.Form):
    """Where in the tree it stands."""

    parent = DepartmentField(
        label=_("Bagian dari"), queryset=Department.objects.none(), required=False,
        empty_label=_("langsung di bawah daerah"),
        help_text=_("Untuk puskesmas, sekolah, kelurahan, atau UPTD: pilih perangkat daerah induknya."),
    )  # fmt: skip

    def __init__(self, parents: QuerySet[Department], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parents


class DepartmentForm(UnderForm):
    """One department."""

    name = forms.CharField(label=_("Nama perangkat daerah"), max_length=200)
    short_name = forms.CharField(
        label=_("Nama pendek"), max_length=60, required=False, help_text=_("Misalnya: Disdukcapil")
    )
    field_order = ("name", "short_name", "parent", "is_active")


class ChangeDepartmentForm(DepartmentForm):
    """The same, and whether it is in use."""

    is_active = forms.BooleanField(label=_("Masih digunakan"), required=False)


class MergeForm(forms.Form):
    """Into which department another goes, since when and by which regulation."""

    successor = DepartmentField(
        label=_("Bergabung ke"), queryset=Department.objects.none(), empty_label=_("Pilih perangkat daerah"),
        error_messages={"required": _("Pilih perangkat daerah penerusnya.")},
    )  # fmt: skip
    merged_on = forms.DateField(
        label=_("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"),
        error_messages={
            "required": _("Tuliskan sejak kapan penggabungan berlaku."),
            "invalid": _("Ini bukan tanggal. Tulis seperti 31/12/2025."),
        },
    )  # fmt: skip
    basis = forms.CharField(
        label=_("Dasar hukum"), max_length=300, help_text=_("Misalnya: Perda Nomor 5 Tahun 2026."),
        error_messages={"required": _("Tuliskan dasar hukumnya; ini ikut tercatat.")},
    )  # fmt: skip

    def __init__(self, successors: QuerySet[Department], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = successors


class PasteForm(UnderForm):
    """A list of names, one a line."""

    text = forms.CharField(
        label=_("Daftar perangkat daerah"), max_length=60_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Satu nama per baris. Nomor urut dan tanda butir dihapus sendiri."),
    )  # fmt: skip
    field_order = ("text", "parent")
