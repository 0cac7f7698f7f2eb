"""Forms about departments."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DepartmentForm(forms.Form):
    """One department."""

    name = forms.CharField(label=_("Nama perangkat daerah"), max_length=200)
    short_name = forms.CharField(
        label=_("Nama pendek"), max_length=60, required=False, help_text=_("Misalnya: Disdukcapil")
    )


class ChangeDepartmentForm(DepartmentForm):
    """The same, and whether it is in use."""

    is_active = forms.BooleanField(label=_("Masih digunakan"), required=False)


class PasteForm(forms.Form):
    """A list of names, one a line."""

    text = forms.CharField(
        label=_("Daftar perangkat daerah"), max_length=60_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Satu nama per baris. Nomor urut dan tanda butir dihapus sendiri."),
    )  # fmt: skip
