"""Why a file is refused, in a sentence that says what to do next."""

from collections.abc import Iterable

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from piagam.files.formats import Format
from piagam.web.errors import Refused


class BadFile(Refused):
    """The file cannot be taken as it is."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence, status)


SENTENCES = {
    "broken": gettext_lazy(
        "Berkas ini rusak atau tidak lengkap. Buka dahulu di perangkat Anda, simpan ulang, lalu unggah lagi."
    ),
    "not_what_it_says": gettext_lazy(
        "Isi berkas ini tidak sesuai dengan jenisnya. Simpan ulang dari program asalnya, lalu unggah lagi."
    ),
    "two_kinds": gettext_lazy(
        "Berkas ini berisi lebih dari satu jenis berkas sekaligus. Simpan ulang sebagai satu berkas biasa."
    ),
    "too_heavy": gettext_lazy(
        "Berkas ini terlalu berat untuk dibaca. Perkecil atau simpan ulang, lalu unggah lagi."
    ),
    "pdf_locked": gettext_lazy(
        "PDF ini terkunci kata sandi. Simpan ulang tanpa kata sandi, lalu unggah lagi."
    ),
    "pdf_script": gettext_lazy("PDF ini berisi skrip (JavaScript). Cetak ke PDF baru, lalu unggah hasilnya."),
    "pdf_launch": gettext_lazy(
        "PDF ini dapat menjalankan program lain. Cetak ke PDF baru, lalu unggah hasilnya."
    ),
    "pdf_attachment": gettext_lazy(
        "PDF ini berisi berkas lampiran di dalamnya. Cetak ke PDF baru dan unggah lampirannya tersendiri."
    ),
    "pdf_media": gettext_lazy(
        "PDF ini berisi video atau media aktif. Cetak ke PDF baru dan unggah videonya tersendiri."
    ),
    "pdf_form": gettext_lazy("PDF ini berisi formulir aktif (XFA). Cetak ke PDF baru, lalu unggah hasilnya."),
    "too_many_pixels": gettext_lazy(
        "Gambar ini terlalu besar: paling banyak 50 megapiksel. Perkecil ukurannya, lalu unggah lagi."
    ),
    "zip_bomb": gettext_lazy(
        "Isi berkas ini terlalu besar setelah dibuka. Simpan sebagai PDF, lalu unggah lagi."
    ),
    "office_locked": gettext_lazy(
        "Dokumen ini terkunci kata sandi. Simpan ulang tanpa kata sandi, lalu unggah lagi."
    ),
    "office_macro": gettext_lazy(
        "Dokumen ini berisi makro. Simpan tanpa makro atau sebagai PDF, lalu unggah lagi."
    ),
    "office_nested": gettext_lazy(
        "Dokumen ini berisi arsip atau program di dalamnya. Simpan sebagai PDF, lalu unggah lagi."
    ),
    "office_entity": gettext_lazy(
        "Dokumen ini ditulis dengan cara yang tidak aman. Simpan sebagai PDF, lalu unggah lagi."
    ),
    "office_elsewhere": gettext_lazy(
        "Dokumen ini mengambil isi dari tempat lain. Simpan sebagai PDF, lalu unggah lagi."
    ),
}


def refused_because(code: str) -> BadFile:
    """The refusal for a code of the inspecting child."""
    return BadFile(str(SENTENCES[code]))


def too_large(max_bytes: int) -> BadFile:
    return BadFile(
        _("Berkas ini terlalu besar: paling besar %(limit)s. Perkecil, lalu unggah lagi.")
        % {"limit": filesizeformat(max_bytes)},
        413,
    )


def empty() -> BadFile:
    return BadFile(_("Berkas ini kosong (0 bita). Periksa berkasnya, lalu unggah lagi."))


def not_allowed(allowed: Iterable[Format], found: str = "") -> BadFile:
    """`found`: what the content seems to be, when known."""
    kinds = ", ".join(each.name.upper() for each in allowed)
    if found:
        sentence = _("Isi berkas ini tampaknya %(found)s; yang dapat diterima di sini: %(kinds)s.")
        return BadFile(sentence % {"found": found, "kinds": kinds})
    return BadFile(
        _("Jenis berkas ini tidak dapat diterima di sini. Yang dapat: %(kinds)s.") % {"kinds": kinds}
    )


def wrong_ending(found: Format) -> BadFile:
    return BadFile(
        _("Nama berkas tidak cocok dengan isinya: isinya %(kind)s. Ganti akhiran namanya menjadi %(ending)s.")
        % {"kind": found.name.upper(), "ending": found.extensions[0]}
    )


def infected() -> BadFile:
    return BadFile(_("Berkas ini mengandung virus dan tidak dapat dipakai."), 403)
