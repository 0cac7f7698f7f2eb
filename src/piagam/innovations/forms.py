"""Forms of the bank and of the library."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from piagam.innovations.models import Document
from piagam.regions.models import Department


class FilterForm(forms.Form):
    """Search and filters of a list; what makes no sense is left out, never an error."""

    q = forms.CharField(label=gettext_lazy("Cari"), required=False, max_length=200)
    perangkat = forms.ModelChoiceField(
        label=gettext_lazy("Perangkat daerah"), queryset=Department.objects.none(), required=False,
        empty_label=gettext_lazy("Semua"),
    )  # fmt: skip

    def __init__(self, data: Any, departments: QuerySet[Department]) -> None:
        super().__init__(data, auto_id="saring-%s")
        field = self.fields["perangkat"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = departments
        self.is_valid()

    def chosen(self, name: str, default: Any = "") -> Any:
        """The value of a filter, or its default when it is empty or makes no sense."""
        return self.cleaned_data.get(name) or default


class BankFilter(FilterForm):
    """How the bank is looked at."""

    keadaan = forms.ChoiceField(
        label=gettext_lazy("Keadaan"), required=False,
        choices=[("", gettext_lazy("Aktif")), ("arsip", gettext_lazy("Diarsipkan")), ("semua", gettext_lazy("Semua"))],
    )  # fmt: skip
    kelayakan = forms.ChoiceField(
        label=gettext_lazy("Kelayakan"), required=False,
        choices=[
            ("", gettext_lazy("Semua")), ("layak", gettext_lazy("Memenuhi syarat waktu")),
            ("belum", gettext_lazy("Belum memenuhi")),
        ],
    )  # fmt: skip
    urut = forms.ChoiceField(
        label=gettext_lazy("Urutkan"), required=False,
        choices=[
            ("", gettext_lazy("Terakhir diubah")), ("terlama", gettext_lazy("Paling lama tidak diubah")),
            ("nama", gettext_lazy("Nama")),
        ],
    )  # fmt: skip


class NewInnovationForm(forms.Form):
    """The name; and whose it is, where there is a choice."""

    title = forms.CharField(
        label=gettext_lazy("Nama inovasi"), max_length=300,
        error_messages={"required": gettext_lazy("Inovasi perlu nama. Tuliskan namanya.")},
    )  # fmt: skip
    department = forms.ModelChoiceField(
        label=gettext_lazy("Perangkat daerah"), queryset=Department.objects.none(),
        empty_label=gettext_lazy("Pilih perangkat daerah"),
        error_messages={"required": gettext_lazy("Pilih perangkat daerah yang memiliki inovasi ini.")},
    )  # fmt: skip

    def __init__(
        self, departments: QuerySet[Department], *, only: Department | None, data: Any = None
    ) -> None:
        super().__init__(data)
        if only is not None:
            del self.fields["department"]
            self.only = only
            return
        field = self.fields["department"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = departments

    @property
    def owner(self) -> Department:
        """The department that the innovation will belong to."""
        found: Department = self.cleaned_data["department"] if "department" in self.fields else self.only
        return found


DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


class AboutForm(forms.Form):
    """What a document is: the lines by which people find it again."""

    subject = forms.CharField(
        label=gettext_lazy("Tentang"), max_length=300,
        help_text=gettext_lazy("Misalnya: Penetapan inovasi daerah tahun 2025."),
        error_messages={"required": gettext_lazy("Tuliskan tentang apa dokumen ini.")},
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("Nomor"), max_length=120, required=False)
    dated = forms.DateField(
        label=gettext_lazy("Tanggal dokumen"), required=False, input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Ini bukan tanggal. Tulis seperti 31/12/2025.")},
    )  # fmt: skip
    issuer = forms.CharField(
        label=gettext_lazy("Penerbit"), max_length=200, required=False,
        help_text=gettext_lazy("Pejabat atau lembaga yang menandatangani."),
    )  # fmt: skip

    def about(self) -> dict[str, Any]:
        """The metadata as the actions take it."""
        return {name: self.cleaned_data[name] for name in ("subject", "number", "dated", "issuer")}


class DocumentForm(AboutForm):
    """A new document: a file, or a link where there is no file."""

    file = forms.FileField(
        label=gettext_lazy("Berkas"), required=False, max_length=255, allow_empty_file=True,
    )  # fmt: skip
    link = forms.URLField(
        label=gettext_lazy("Atau tautan"), required=False, max_length=500, assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Ini bukan alamat web. Tulis lengkap, misalnya https://contoh.go.id/.")},
    )  # fmt: skip
    department = forms.ModelChoiceField(
        label=gettext_lazy("Milik"), queryset=Department.objects.none(), required=False,
        empty_label=gettext_lazy("Daerah (dapat dipakai semua perangkat daerah)"),
    )  # fmt: skip
    field_order = ("file", "link", "subject", "number", "dated", "issuer", "department")

    def __init__(
        self,
        departments: QuerySet[Department] | None,
        *,
        data: Any = None,
        files: Any = None,
        links: bool = True,
    ) -> None:
        super().__init__(data, files)
        if departments is None:
            del self.fields["department"]
        else:
            field = self.fields["department"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = departments
        if not links:
            del self.fields["link"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(given.get("file")) == bool(given.get("link")):
            sentence = _("Pilih berkas dari perangkat Anda, atau tulis tautannya; salah satu saja.")
            if "link" not in self.fields:
                sentence = _("Pilih berkas dari perangkat Anda.")
            raise forms.ValidationError({"file": sentence})
        return given

    @property
    def upload(self) -> UploadedFile | None:
        found: UploadedFile | None = self.cleaned_data.get("file")
        return found


class VersionForm(forms.Form):
    """Newer bytes of a document, and why."""

    file = forms.FileField(
        label=gettext_lazy("Berkas baru"), max_length=255, allow_empty_file=True,
        error_messages={"required": gettext_lazy("Pilih berkas dari perangkat Anda.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Mengapa diganti"), max_length=300,
        help_text=gettext_lazy("Misalnya: pindaian lama tidak terbaca."),
        error_messages={"required": gettext_lazy("Tuliskan mengapa berkasnya diganti.")},
    )  # fmt: skip


class CorrectForm(AboutForm):
    """The lines of a document, to be put right."""

    def __init__(self, document: Document, *, data: Any = None) -> None:
        names = ("subject", "number", "dated", "issuer")
        super().__init__(data, initial={name: getattr(document, name) for name in names})
