"""Forms of the library: what a document is, its file, its versions, and the search."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from piagam.files.models import StoredFile
from piagam.innovations.document_lines import LINES
from piagam.innovations.models import Document
from piagam.people.fields import DepartmentField
from piagam.regions.models import Department
from piagam.uploads.fields import Given, UploadField
from tallybook.documents import KINDS, kind_in_words

DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


YEARS = re.compile(r"(19\d\d|20\d\d)(?:\s*(?:-|–|s\.?d\.?)\s*(19\d\d|20\d\d))?")


def kinds() -> list[tuple[str, str]]:
    """The kinds of document in the language in use, and none."""
    return [("", _("Belum ditentukan")), *((code, kind_in_words(code)) for code in KINDS)]


def kind_choices() -> list[tuple[str, str]]:
    """The same as a filter: all or one."""
    return [("", _("Semua")), *kinds()[1:]]


def kinds_to_filter() -> list[tuple[str, str]]:
    """The same for the library, where one may also ask for those without a kind."""
    return [*kind_choices(), ("belum", _("Belum ditentukan"))]


def day_field(label: Any) -> forms.DateField:
    """A date that may be left out."""
    return forms.DateField(
        label=label, required=False, input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Ini bukan tanggal. Tulis seperti 31/12/2025.")},
    )  # fmt: skip


class AboutForm(forms.Form):
    """What a document is: the lines by which people find it again."""

    subject = forms.CharField(
        label=gettext_lazy("Tentang"), max_length=300,
        help_text=gettext_lazy("Misalnya: Penetapan inovasi daerah tahun 2025."),
        error_messages={"required": gettext_lazy("Tuliskan tentang apa dokumen ini.")},
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("Nomor"), max_length=120, required=False)
    dated = day_field(gettext_lazy("Tanggal dokumen"))
    issuer = forms.CharField(
        label=gettext_lazy("Penerbit"), max_length=200, required=False,
        help_text=gettext_lazy("Pejabat atau lembaga yang menandatangani."),
    )  # fmt: skip

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"), required=False, choices=kinds,
        help_text=gettext_lazy("Menentukan aturan mana yang berlaku untuk dokumen ini."),
    )  # fmt: skip
    covers = forms.CharField(
        label=gettext_lazy("Tahun yang dimuat"), max_length=20, required=False,
        help_text=gettext_lazy(
            "Untuk anggaran, rencana, dan data: tahun isinya, bukan tahun tanda tangannya."
            " Misalnya 2025 atau 2024-2026."
        ),
    )  # fmt: skip
    valid_from = day_field(gettext_lazy("Berlaku mulai"))
    valid_until = day_field(gettext_lazy("Berlaku sampai"))
    is_open_ended = forms.BooleanField(
        label=gettext_lazy("Berlaku sampai dicabut (tidak ada tanggal akhir)"), required=False
    )
    revoked_on = day_field(gettext_lazy("Dicabut pada"))
    revoked_by = forms.CharField(
        label=gettext_lazy("Dicabut dengan"), max_length=120, required=False,
        help_text=gettext_lazy("Nomor dokumen yang mencabutnya."),
    )  # fmt: skip
    confidentiality = forms.ChoiceField(
        label=gettext_lazy("Kerahasiaan"), choices=Document.Confidentiality.choices, required=False,
        widget=forms.RadioSelect(), initial=Document.Confidentiality.INTERNAL,
    )  # fmt: skip

    def clean_confidentiality(self) -> str:
        return self.cleaned_data["confidentiality"] or Document.Confidentiality.INTERNAL.value

    def clean_covers(self) -> tuple[int | None, int | None]:
        text = self.cleaned_data["covers"].strip()
        if not text:
            return (None, None)
        match = YEARS.fullmatch(text)
        if not match:
            raise forms.ValidationError(_("Tulis tahunnya seperti 2025 atau 2024-2026."))
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise forms.ValidationError(_("Tahun akhirnya sebelum tahun awalnya."))
        return (first, last)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("is_open_ended") and given.get("valid_until"):
            sentence = _("Pilih salah satu: berlaku sampai suatu tanggal, atau berlaku sampai dicabut.")
            self.add_error("valid_until", sentence)
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("Tanggal ini sebelum tanggal mulai berlakunya."))
        return given

    def about(self) -> dict[str, Any]:
        """The lines as the actions take them."""
        first, last = self.cleaned_data["covers"]
        plain = {name: self.cleaned_data[name] for name in LINES if name in self.cleaned_data}
        return {**plain, "covers_from": first, "covers_to": last}

    @property
    def confidentiality_rules(self) -> dict[str, str]:
        """What each choice means, for the radio cards."""
        return {
            Document.Confidentiality.PUBLIC.value: _(
                "Boleh dibaca siapa saja. Halaman publik Piagam tetap tidak membuka berkas aslinya."
            ),
            Document.Confidentiality.INTERNAL.value: _(
                "Hanya daerah Anda, dan petugas penilaian yang ditugaskan. Tidak disebut di halaman publik."
            ),
            Document.Confidentiality.PERSONAL.value: _(
                "Memuat nama, NIK, alamat, atau tanda tangan warga. Pembacanya sama dengan internal, dan tidak pernah"
                " ikut dalam data terbuka."
            ),
        }

    @property
    def shows_more(self) -> bool:
        """Is anything filled in or wrong among the lines that are folded away?"""
        names = ("valid_from", "valid_until", "is_open_ended", "revoked_on", "revoked_by")
        return any(self[name].value() or name in self.errors for name in names)


class DocumentForm(AboutForm):
    """A new document: a file, or a link where there is no file."""

    file = UploadField(label=gettext_lazy("Berkas"), required=False, max_length=255, allow_empty_file=True)
    link = forms.URLField(
        label=gettext_lazy("Atau tautan"), required=False, max_length=500, assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Ini bukan alamat web. Tulis lengkap, misalnya https://contoh.go.id/.")},
    )  # fmt: skip
    department = DepartmentField(
        label=gettext_lazy("Milik"), queryset=Department.objects.none(), required=False,
        empty_label=gettext_lazy("Daerah (dapat dipakai semua perangkat daerah)"),
    )  # fmt: skip
    field_order = ("file", "link", "subject", "kind", "number", "dated", "issuer", "covers", "department")

    def __init__(
        self,
        departments: QuerySet[Department] | None,
        *,
        own: int | None = None,
        data: Any = None,
        files: Any = None,
        links: bool = True,
    ) -> None:
        """`own`: the department of an operator, who adds nothing that is the region's."""
        super().__init__(data, files, initial={"department": own})
        if departments is None:
            del self.fields["department"]
        else:
            field = self.fields["department"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = departments
            if own is not None:
                field.required, field.empty_label = True, None
        if not links:
            del self.fields["link"]
        self.is_kept = False  # the file came with an earlier sending of this form

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and (bool(given.get("file")) or self.is_kept) == bool(given.get("link")):
            sentence = _("Pilih berkas dari perangkat Anda, atau tulis tautannya; salah satu saja.")
            if "link" not in self.fields:
                sentence = _("Pilih berkas dari perangkat Anda.")
            raise forms.ValidationError({"file": sentence})
        return given

    @property
    def upload(self) -> Given | None:
        found: Given | None = self.cleaned_data.get("file")
        return found


class VersionForm(forms.Form):
    """Newer bytes of a document, and why."""

    file = UploadField(
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
        initial = {name: getattr(document, name) for name in LINES}
        first, last = document.covers_from, document.covers_to
        initial["covers"] = f"{first}-{last}" if first and last and last != first else first or ""
        super().__init__(data, initial=initial)


class RetireForm(forms.Form):
    """Why a document is not to be used any more."""

    reason = forms.CharField(
        label=gettext_lazy("Mengapa tidak dipakai lagi"), max_length=300,
        help_text=gettext_lazy("Misalnya: sudah diganti SK tahun 2026."),
        error_messages={"required": gettext_lazy("Tuliskan mengapa dokumen ini tidak dipakai lagi.")},
    )  # fmt: skip


class LibraryFilter(forms.Form):
    """Search, filters and order of the library; what makes no sense is left out, never an error."""

    q = forms.CharField(label=gettext_lazy("Cari"), required=False, max_length=200)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis"), required=False, choices=kinds_to_filter)
    tahun = forms.IntegerField(
        label=gettext_lazy("Tahun"), required=False, min_value=1900, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    perangkat = DepartmentField(
        label=gettext_lazy("Milik"), queryset=Department.objects.none(), required=False,
        empty_label=gettext_lazy("Semua"),
    )  # fmt: skip
    masa = forms.ChoiceField(
        label=gettext_lazy("Masa berlaku"), required=False,
        choices=[("", gettext_lazy("Semua")), ("berlaku", gettext_lazy("Berlaku hari ini")),
                 ("habis", gettext_lazy("Habis atau dicabut")), ("kosong", gettext_lazy("Belum diisi"))],
    )  # fmt: skip
    pakai = forms.ChoiceField(
        label=gettext_lazy("Pemakaian"), required=False,
        choices=[("", gettext_lazy("Semua")), ("ya", gettext_lazy("Dipakai di isian")),
                 ("tidak", gettext_lazy("Belum dipakai"))],
    )  # fmt: skip
    rahasia = forms.ChoiceField(
        label=gettext_lazy("Kerahasiaan"), required=False,
        choices=[("", gettext_lazy("Semua")), *Document.Confidentiality.choices],
    )  # fmt: skip
    pindai = forms.ChoiceField(
        label=gettext_lazy("Pemindaian virus"), required=False,
        choices=[("", gettext_lazy("Semua")), *StoredFile.Scan.choices],
    )  # fmt: skip
    urut = forms.ChoiceField(
        label=gettext_lazy("Urutkan"), required=False,
        choices=[("", gettext_lazy("Terbaru ditambahkan")), ("tanggal", gettext_lazy("Tanggal dokumen")),
                 ("tentang", gettext_lazy("Judul")), ("pakai", gettext_lazy("Paling banyak dipakai"))],
    )  # fmt: skip
    istirahat = forms.BooleanField(label=gettext_lazy("Yang diistirahatkan"), required=False)
    milik = forms.ChoiceField(required=False, choices=[("", ""), ("daerah", "daerah")])

    def __init__(self, data: Any, departments: QuerySet[Department]) -> None:
        super().__init__(data, auto_id="saring-%s")
        field = self.fields["perangkat"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = departments
        self.is_valid()

    def chosen(self) -> dict[str, Any]:
        """The filters that are set and make sense."""
        return {name: value for name, value in self.cleaned_data.items() if value}
