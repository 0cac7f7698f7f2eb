"""The search among documents that could prove a row."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from piagam.innovations.document_forms import kind_choices


class PickForm(forms.Form):
    """Words, kind and year; what makes no sense is left out, never an error."""

    cari = forms.CharField(label=gettext_lazy("Cari dokumen"), required=False, max_length=200)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis"), required=False, choices=kind_choices)
    tahun = forms.IntegerField(
        label=gettext_lazy("Tahun"), required=False, min_value=1900, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="cari-%s")
        self.is_valid()
