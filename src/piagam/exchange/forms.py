"""Forms of what comes in."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from piagam.people.fields import DepartmentField
from piagam.regions.models import Department
from piagam.uploads.fields import UploadField


class PackageForm(forms.Form):
    """A package; sent in parts by the browser."""

    file = UploadField(
        label=gettext_lazy("Berkas paket (.zip)"),
        error_messages={"required": gettext_lazy("Pilih berkas paket dari perangkat Anda.")},
    )

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.fields["file"].widget.attrs["data-purpose"] = "package"


class SheetForm(forms.Form):
    """A filled-in form; small enough to be sent in one piece."""

    file = forms.FileField(
        label=gettext_lazy("Templat yang sudah diisi (.xlsx atau .csv)"), max_length=255, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": gettext_lazy("Pilih berkas dari perangkat Anda.")},
    )  # fmt: skip


class TemplateForm(forms.Form):
    """Whose innovations stand in the form."""

    perangkat = DepartmentField(
        label=gettext_lazy("Perangkat daerah"), queryset=Department.objects.none(), required=False,
        empty_label=gettext_lazy("Semua"),
    )  # fmt: skip

    def __init__(self, departments: QuerySet[Department], *, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["perangkat"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = departments
