"""Names of departments and innovations for the demo: real titles where the list has them, composed ones elsewhere."""

import csv
import random
from collections.abc import Collection
from functools import cache
from pathlib import Path

TITLES = Path(__file__).parent / "data" / "innovation-titles.csv"

# department → (affair slug of the rulebook, what its innovations are about)
DEPARTMENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Dinas Kependudukan dan Pencatatan Sipil": (
        "kependudukan",
        ("akta kelahiran", "akta kematian", "kartu keluarga", "KTP elektronik", "kartu identitas anak",
         "dokumen pindah datang", "layanan adminduk penyandang disabilitas", "layanan adminduk lansia"),
    ),
    "Rumah Sakit Umum Daerah": (
        "kesehatan",
        ("pendaftaran rawat jalan", "antrean poliklinik", "layanan gawat darurat", "obat pasien kronis",
         "kunjungan rumah pasien pascaoperasi", "rekam medis", "konsultasi gizi", "layanan ibu bersalin"),
    ),
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu": (
        "penanaman-modal",
        ("izin praktik tenaga kesehatan", "perizinan usaha mikro", "persetujuan bangunan gedung",
         "pengaduan perizinan", "pendampingan OSS", "peta potensi investasi"),
    ),
    "Dinas Kesehatan": (
        "kesehatan",
        ("posyandu", "imunisasi dasar", "gizi balita", "kelas ibu hamil", "skrining hipertensi", "kesehatan jiwa",
         "pemberantasan sarang nyamuk", "rujukan puskesmas"),
    ),
    "Dinas Pendidikan dan Kebudayaan": (
        "pendidikan",
        ("literasi sekolah dasar", "anak putus sekolah", "penerimaan peserta didik", "guru garis depan",
         "pendidikan inklusif", "kantin sehat", "sekolah ramah anak", "perpustakaan kelas"),
    ),
    "Dinas Sosial": (
        "sosial",
        ("data keluarga miskin", "bantuan lansia terlantar", "layanan disabilitas", "aduan bantuan sosial",
         "rehabilitasi anak jalanan"),
    ),
    "Dinas Pekerjaan Umum dan Penataan Ruang": (
        "pekerjaan-umum",
        ("lubang jalan", "drainase lingkungan", "informasi tata ruang", "alat berat keliling", "sanitasi komunal"),
    ),
    "Dinas Perumahan dan Kawasan Permukiman": (
        "perumahan-rakyat",
        ("rumah tidak layak huni", "kawasan kumuh", "taman lingkungan", "lampu jalan"),
    ),
    "Satuan Polisi Pamong Praja": (
        "trantibum",
        ("penertiban pedagang", "kampung tertib", "patroli wilayah", "aduan ketertiban"),
    ),
    "Badan Penanggulangan Bencana Daerah": (
        "trantibum",
        ("kelurahan tangguh bencana", "peringatan dini banjir", "sekolah aman bencana"),
    ),
    "Dinas Lingkungan Hidup": (
        "lingkungan-hidup",
        ("bank sampah", "jemput sampah terpilah", "kompos pasar", "sungai bersih"),
    ),
    "Dinas Koperasi, Usaha Kecil dan Menengah": (
        "koperasi-ukm",
        ("pasar daring UMKM", "klinik kemasan", "sertifikasi halal", "kredit tanpa bunga"),
    ),
    "Dinas Komunikasi dan Informatika": (
        "komunikasi-informatika",
        ("aduan warga", "satu data daerah", "titik internet publik", "surat elektronik", "siaran informasi daerah"),
    ),
    "Dinas Perpustakaan dan Kearsipan": (
        "perpustakaan",
        ("perpustakaan keliling", "arsip keluarga", "pojok baca puskesmas"),
    ),
    "Badan Pendapatan Daerah": (
        "keuangan",
        ("pajak daerah", "pajak bumi dan bangunan", "retribusi pasar", "layar pantau pendapatan"),
    ),
    "Dinas Perikanan": (
        "kelautan-perikanan",
        ("tempat pelelangan ikan", "nelayan tangguh", "olahan ikan rumah tangga"),
    ),
    "Dinas Pertanian dan Ketahanan Pangan": (
        "pertanian",
        ("penyuluh tani", "lumbung pangan", "pekarangan lestari", "kesehatan ternak"),
    ),
    "Dinas Perhubungan": (
        "perhubungan",
        ("uji kendaraan", "parkir tepi jalan", "angkutan pelajar", "rute aman sekolah"),
    ),
}  # fmt: skip
REAL_DEPARTMENTS = (  # a word in the name that a public list gives → the department of the demo
    (("rsud", "rumah sakit", "rs paru"), "Rumah Sakit Umum Daerah"),
    (("kesehatan", "puskesmas", "dinkes"), "Dinas Kesehatan"),
    (("dukcapil", "kependudukan"), "Dinas Kependudukan dan Pencatatan Sipil"),
    (("penanam", "perizinan", "dpmptsp"), "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
    (("dinas pendidikan", "disdik", "sd negeri", "sma negeri"), "Dinas Pendidikan dan Kebudayaan"),
    (("sosial", "kemiskinan"), "Dinas Sosial"),
    (("pekerjaan umum", "pupr"), "Dinas Pekerjaan Umum dan Penataan Ruang"),
    (("perumahan", "permukiman"), "Dinas Perumahan dan Kawasan Permukiman"),
    (("pamong praja",), "Satuan Polisi Pamong Praja"),
    (("bpbd", "bencana"), "Badan Penanggulangan Bencana Daerah"),
    (("lingkungan hidup", "kebersihan"), "Dinas Lingkungan Hidup"),
    (
        ("koperasi", "umkm", "perekonomian", "perdagangan", "pasar"),
        "Dinas Koperasi, Usaha Kecil dan Menengah",
    ),
    (("kominfo", "komunikasi"), "Dinas Komunikasi dan Informatika"),
    (("perpustakaan", "arsip"), "Dinas Perpustakaan dan Kearsipan"),
    (("pendapatan", "pajak", "keuangan", "bapenda"), "Badan Pendapatan Daerah"),
    (("pertanian", "pangan", "peternakan", "perkebunan"), "Dinas Pertanian dan Ketahanan Pangan"),
    (("perikanan",), "Dinas Perikanan"),
    (("perhubungan", "dishub"), "Dinas Perhubungan"),
)
VERBS = ("Antar", "Jemput", "Layanan", "Gerakan", "Klinik", "Sistem", "Kelas", "Sahabat", "Rumah", "Jejak",
         "Pojok", "Kotak", "Duta", "Peta", "Warung")  # fmt: skip
MANNERS = ("Sehari Selesai", "Keliling", "Berbasis Kelurahan", "Terpadu", "dari Rumah", "Tanpa Antre", "Bersama Warga",
           "Malam Hari", "di Pasar", "Lewat Gawai", "untuk Pulau dan Pesisir", "Gotong Royong", "Cepat Tanggap",
           "Ramah Disabilitas", "Satu Pintu")  # fmt: skip


@cache
def real_titles() -> dict[str, list[tuple[str, str]]]:
    """Real (title, department) pairs by region code, as the public list writes them."""
    found: dict[str, list[tuple[str, str]]] = {}
    with TITLES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            title = " ".join(row["title"].split())[:300]
            found.setdefault(row["region_code"], []).append((title, row["department"]))
    return found


def department_like(written: str, departments: list[str]) -> str | None:
    """The department of the demo that a public list means; None where it has none of that kind."""
    lowered = written.lower()
    for words, department in REAL_DEPARTMENTS:
        if department in departments and any(word in lowered for word in words):
            return department
    return None


def acronym(words: str) -> str:
    """An acronym of the kind that regional innovations carry: first syllables, in capitals."""
    return "".join(word[:2] for word in words.split() if len(word) > 3).upper()[:10]


def compose(rng: random.Random, department: str) -> str:
    """A title for a department: verb, subject, manner; now and then led by its acronym."""
    subject = rng.choice(DEPARTMENTS[department][1])
    plain = f"{rng.choice(VERBS)} {subject[0].upper()}{subject[1:]} {rng.choice(MANNERS)}"
    if rng.random() < 0.35:
        return f"{acronym(plain)} ({plain})"
    return plain


def titles(
    rng: random.Random, region_code: str, departments: list[str], how_many: int, taken: Collection[str] = ()
) -> list[tuple[str, str]]:
    """(title, department) pairs for a region, no title twice: its real ones first, then composed ones.

    `taken`: titles in small letters that the region already has.
    """
    found: list[tuple[str, str]] = []
    seen = set(taken)
    for title, written in real_titles().get(region_code, []):
        if title.lower() not in seen and len(found) < how_many:
            seen.add(title.lower())
            found.append((title, department_like(written, departments) or rng.choice(departments)))
    number = 2
    while len(found) < how_many:
        department = departments[len(found) % len(departments)]
        title = compose(rng, department)
        if title.lower() in seen:
            title = f"{title} {number}"
            number += 1
        if title.lower() in seen:
            continue
        seen.add(title.lower())
        found.append((title, department))
    return found
