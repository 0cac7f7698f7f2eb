"""Forms of what comes in."""

from django import forms
from django.utils.translation import gettext_lazy

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
