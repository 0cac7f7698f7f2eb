"""The form field for a file: from the form itself, or arrived before it in parts."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import lazy

from piagam.uploads.actions import Finished

Given = UploadedFile | Finished
CLIENT = lazy(static, str)("web/vendor/tus.min.js")


class UploadInput(forms.FileInput):
    """A file input that a script may send ahead; what has arrived stands in the hidden inputs `<name>-upload`."""

    allow_multiple_selected = True

    def __init__(self, *, several: bool = False, attrs: dict[str, Any] | None = None) -> None:
        own = {"data-upload": reverse_lazy("uploads:uploads"), "data-tus": CLIENT, **(attrs or {})}
        super().__init__({**own, "multiple": True} if several else own)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Given]:
        keys = data.getlist(f"{name}-upload") if hasattr(data, "getlist") else []
        names = data.getlist(f"{name}-upload-name") if hasattr(data, "getlist") else []
        found: list[Given] = [
            Finished(key, names[place] if place < len(names) else "") for place, key in enumerate(keys) if key
        ]
        sent = files.getlist(name) if hasattr(files, "getlist") else [files[name]] if files.get(name) else []
        return [*found, *sent]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)


class UploadField(forms.FileField):
    """One file. With `several`, a list of them."""

    widget = UploadInput

    def __init__(self, *, several: bool = False, **options: Any) -> None:
        self.several = several
        super().__init__(widget=UploadInput(several=several), **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [
            one if isinstance(one, Finished) else super(UploadField, self).clean(one) for one in data or []
        ]
        if not given:
            super().clean(None, initial)  # says that a file is required, where it is
            return [] if self.several else None
        return given if self.several else given[0]
