"""Every component on one page, with invented texts; on demo and developers' instances only."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from piagam.web.pages import open_to_all


@dataclass(frozen=True)
class SampleNode:
    """A line of an explanation tree."""

    label: str
    value: Fraction
    unit: str = ""
    sentence: str = ""
    source: str = ""
    children: tuple["SampleNode", ...] = field(default=())


TREE = SampleNode(
    "Indeks Inovasi Daerah", Fraction("64.95"), "", "100 × (SPD + SID) ÷ 250, dibulatkan dua angka.", "Pedoman 2026",
    (
        SampleNode("Satuan Pemerintah Daerah", Fraction("41.25"), "", "Jumlah 20 indikator, paling banyak 63.", "", (
            SampleNode("Visi dan misi", Fraction(3), "", "Bobot 1 × tingkat 3.", "Lampiran I, nomor 1"),
            SampleNode("APBD tepat waktu", Fraction("2.25"), "", "Bobot 0,75 × tingkat 3.", "Lampiran I, nomor 2"),
        )),
        SampleNode("Satuan Inovasi Daerah", Fraction("121.12"), "", "Rata-rata inovasi ditambah skor jumlah.", "", (
            SampleNode("Rata-rata skor kematangan", Fraction("94.90"), "", "Jumlah skor ÷ 69 inovasi.",
                       "", (SampleNode("Antar Akta", Fraction("103.5"), "", "20 indikator terisi."),
                            SampleNode("Posyandu Digital di Kelurahan Padang Serai dan Sekitarnya", Fraction("97"), "",
                                       "18 dari 20 indikator terisi."))),
            SampleNode("Skor jumlah inovasi", Fraction("26.22"), "", "69 inovasi × 0,38."),
        )),
    ),
)  # fmt: skip
PEOPLE_RULES = {
    "1": "1 sampai 100 orang dalam setahun, dihitung dari daftar penerima.",
    "2": "101 sampai 200 orang dalam setahun.",
    "3": "201 orang atau lebih dalam setahun.",
}
REGIONS = (
    ("Kota Bengkulu", Decimal("64.95"), "Inovatif", "verified"),
    ("Kota Sungai Penuh", Decimal("61.30"), "Inovatif", "verified"),
    ("Kabupaten Penukal Abab Lematang Ilir", Decimal("58.07"), "Inovatif", "sent"),
    ("Kabupaten Mukomuko", Decimal("39.99"), "Kurang Inovatif", "returned"),
)
STATES = (
    ("draft", "Disusun"), ("sent", "Diajukan"), ("returned", "Dikembalikan"), ("accepted", "Diterima"),
    ("submitted", "Terkirim"), ("rejected", "Ditolak"), ("gold", "Sangat Inovatif"),
)  # fmt: skip


class SampleForm(forms.Form):
    title = forms.CharField(label="Nama inovasi", help_text="Seperti yang dikenal warga, tanpa singkatan.")
    people = forms.IntegerField(label="Berapa orang yang menerima manfaat dalam setahun?")
    level = forms.ChoiceField(
        label="Kemanfaatan", choices=[("1", "Tingkat 1"), ("2", "Tingkat 2"), ("3", "Tingkat 3")],
        widget=forms.RadioSelect, help_text="Tingkat mengikuti fakta; aturannya tertulis di setiap pilihan.",
    )  # fmt: skip
    stage = forms.ChoiceField(
        label="Tahapan inovasi", choices=[("i", "Inisiatif"), ("u", "Uji coba"), ("p", "Penerapan")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    affairs = forms.MultipleChoiceField(
        label="Urusan lain", choices=[("k", "Kesehatan"), ("d", "Pendidikan"), ("s", "Sosial")], required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    kind = forms.ChoiceField(label="Bentuk", choices=[("t", "Tata kelola"), ("l", "Pelayanan publik")])
    aim = forms.CharField(label="Rancang bangun", widget=forms.Textarea(attrs={"rows": 5}))
    document = forms.FileField(label="Bukti dukung", required=False, help_text="PDF, paling besar 25 MB.")
    agree = forms.BooleanField(label="Isian ini benar dan dapat saya pertanggungjawabkan.")


@open_to_all("shows components with invented texts, only on a demo or developer's instance")
def styleguide(request: HttpRequest) -> HttpResponse:
    """The style guide; elsewhere the address does not exist."""
    if not (getattr(settings, "DEMO", False) or settings.DEBUG):
        raise Http404
    filled = {
        "people": "150",
        "level": "2",
        "kind": "l",
        "aim": "Petugas datang ke rumah warga. " * 9,
        "stage": "p",
    }
    context = {
        "form": SampleForm(initial=filled),
        "faulty": SampleForm({"people": "banyak", "level": "9", "aim": "Singkat saja."}, prefix="salah"),
        "rules": PEOPLE_RULES,
        "tree": TREE,
        "regions": REGIONS,
        "states": STATES,
        "page": Paginator(range(10_000), 50).get_page(request.GET.get("halaman", 7)),
        "closes": datetime(2026, 8, 21, 16, 59, 59, tzinfo=UTC),
        "saved": datetime(2026, 8, 20, 3, 42, tzinfo=UTC),
        "maturity": Decimal("74.25"),
    }
    return render(request, "web/styleguide.html", context)
