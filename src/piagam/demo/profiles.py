"""Profiles for demo innovations: whole texts in plain Indonesian, long enough for the edition's rules."""

import random
from datetime import date, timedelta
from typing import Any

from piagam.demo.names import DEPARTMENTS

PROBLEMS = (
    "warga harus datang dua sampai tiga kali karena syarat yang belum lengkap baru diketahui di loket",
    "antrean pada jam sibuk melebihi dua jam dan petugas kesulitan mendahulukan warga lanjut usia",
    "data tersimpan di buku dan lembar kerja terpisah sehingga laporan bulanan selalu terlambat",
    "jarak ke kantor layanan jauh dan ongkos perjalanan lebih besar daripada biaya layanannya",
    "pengaduan warga tidak tercatat di satu tempat sehingga tidak jelas siapa yang menindaklanjuti",
    "sebagian keluarga yang paling membutuhkan justru tidak tercakup karena tidak pernah didatangi",
)
WAYS = (
    "petugas mendatangi kelurahan dengan jadwal tetap yang diumumkan lewat ketua RT",
    "berkas diperiksa lebih dahulu melalui pesan singkat sehingga warga cukup datang satu kali",
    "satu daftar bersama dipakai oleh loket, puskesmas, sekolah, dan kelurahan",
    "kader dilatih untuk mengisi formulir ringkas di rumah warga dan mengirimkannya pada hari yang sama",
    "setiap permohonan mendapat nomor yang dapat dilacak dan batas waktu yang diingatkan otomatis",
    "layanan dibuka pada sore hari di balai warga agar pekerja tidak kehilangan upah",
)
GAINS = (
    "waktu tunggu turun dan kunjungan berulang hampir tidak ada lagi",
    "warga lanjut usia dan penyandang disabilitas dilayani di rumah",
    "laporan bulanan tersedia pada tanggal satu tanpa lembur",
    "keluhan dijawab dalam tiga hari kerja dan jawabannya terbaca oleh semua pihak",
    "biaya perjalanan warga berkurang dan keluarga yang semula tidak tercakup menjadi terdata",
)


def design_text(rng: random.Random, title: str, department: str, region: str) -> str:
    """A design text (rancang bangun) of a little more than 300 words, marked as demo data."""
    subject = rng.choice(DEPARTMENTS[department][1]) if department in DEPARTMENTS else "layanan warga"
    problem, second = rng.sample(PROBLEMS, 2)
    way, other = rng.sample(WAYS, 2)
    gain, more = rng.sample(GAINS, 2)
    return f"""[Data demo] Dasar hukum. Inovasi {title} dijalankan berdasarkan Undang-Undang Nomor 23 Tahun 2014 \
tentang Pemerintahan Daerah, Peraturan Pemerintah Nomor 38 Tahun 2017 tentang Inovasi Daerah, dan keputusan kepala \
daerah yang menetapkan daftar inovasi {region}. Pelaksananya adalah {department} bersama kecamatan dan kelurahan.

Permasalahan. Sebelum inovasi ini ada, {problem}. Selain itu, {second}. Survei singkat yang dilakukan petugas \
menunjukkan bahwa warga menganggap urusan {subject} sebagai urusan yang melelahkan, sementara petugas merasa waktunya \
habis untuk menjelaskan hal yang sama berulang kali. Di tingkat daerah, keadaan ini menghambat sasaran pembangunan \
yang tertulis dalam rencana pembangunan jangka menengah.

Isu strategis. Pemerintah mendorong layanan yang mudah, dekat, dan dapat dipantau. {region} memiliki wilayah dengan \
akses yang berbeda-beda, sehingga satu cara layanan tidak cocok untuk semua kelurahan. Inovasi ini menjawabnya dengan \
cara kerja yang sama mutunya tetapi lentur tempat dan waktunya.

Metode pembaharuan. Perubahan pokoknya ada dua. Pertama, {way}. Kedua, {other}. Keduanya diuji di tiga kelurahan \
selama beberapa minggu, dicatat hasilnya setiap hari, lalu diperbaiki sebelum diterapkan di seluruh wilayah. Petugas \
yang terlibat ditetapkan dengan surat tugas, dan perannya dijelaskan satu per satu.

Keunggulan dan kebaruan. Dibandingkan cara lama, {gain}. Pembeda utamanya adalah pembagian peran yang jelas antara \
dinas, kelurahan, dan warga, serta catatan yang sama yang dibaca oleh ketiganya. Cara ini tidak memerlukan perangkat \
mahal sehingga mudah ditiru oleh daerah lain.

Tahapan. Cara kerjanya dimulai dari penjadwalan, pemberitahuan kepada warga, pemeriksaan syarat, pelayanan di tempat, \
pencatatan, dan umpan balik. Setiap akhir bulan tim bertemu untuk membaca catatan, memutuskan perbaikan, dan \
mengumumkan hasilnya di papan informasi kelurahan. Hasil yang sudah tampak: {more}. Rencana berikutnya adalah \
memperluas layanan ke kelurahan yang belum terjangkau, melatih petugas cadangan, menyusun pedoman singkat yang dapat \
dipakai daerah lain, dan menggabungkan catatan dengan sistem data daerah agar warga tidak perlu mengisi hal yang sama \
dua kali."""


def profile(rng: random.Random, title: str, department: str, region: str, year: int) -> dict[str, Any]:
    """A complete profile by the field codes of the iga rulebooks, eligible in an edition of `year`."""
    applied = date(year - 2, 1, 15) + timedelta(days=rng.randrange(0, 690))
    trial = applied - timedelta(days=rng.randrange(40, 260))
    affair = DEPARTMENTS.get(department, ("fungsi-lain", ()))[0]
    gain, more = rng.sample(GAINS, 2)
    return {
        "nama": title,
        "klasifikasi": "perangkat-daerah",
        "tahapan": "penerapan",
        "inisiator": rng.choice(["opd", "asn", "kepala-daerah"]),
        "nama_inisiator": f"Tim {department}",
        "jenis": rng.choice(["digital", "non-digital"]),
        "bentuk": "pelayanan-publik",
        "urusan_utama": affair,
        "urusan_lain": [],
        "waktu_uji_coba": trial.isoformat(),
        "waktu_penerapan": applied.isoformat(),
        "rancang_bangun": design_text(rng, title, department, region),
        "tujuan": f"[Data demo] Membuat layanan lebih dekat, lebih cepat, dan dapat dipantau; terutama agar {gain}.",
        "manfaat": f"[Data demo] Bagi warga: {gain}. Bagi pemerintah: {more}.",
        "hasil": f"[Data demo] Setelah diterapkan, {more}; cakupan layanan bertambah setiap triwulan.",
    }
