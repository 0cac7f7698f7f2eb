"""A handful of real PDF documents for the demo, made once; every region links them under its own records."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.files.models import StoredFile
from piagam.files.receiving import receive

TEMPLATE = Path(__file__).parent / "evidence.typ"
KINDS = (
    ("sk", "Keputusan Kepala Daerah tentang Penetapan Inovasi Daerah", "188.4/{number}/2025"),
    ("tugas", "Surat Tugas Tim Pelaksana Inovasi", "800/{number}/2025"),
    ("anggaran", "Petikan Dokumen Pelaksanaan Anggaran", "900/{number}/2025"),
    ("bimtek", "Laporan Bimbingan Teknis dan Daftar Hadir", "005/{number}/2025"),
    ("manfaat", "Rekapitulasi Penerima Manfaat", "460/{number}/2025"),
    ("sop", "Standar Operasional Prosedur Layanan", "065/{number}/2024"),
    ("survei", "Laporan Survei Kepuasan Masyarakat", "067/{number}/2025"),
    ("foto", "Dokumentasi Kegiatan dan Tangkapan Layar", "000/{number}/2025"),
)


@dataclass(frozen=True)
class DemoDocument:
    """A document of the demo: what it is, and its stored bytes."""

    code: str
    subject: str
    number: str
    file: StoredFile


def make_documents(region: str) -> list[DemoDocument]:
    """The demo's documents for a region's name, as stored files. The same name gives the same bytes."""
    made = []
    for position, (code, subject, number) in enumerate(KINDS, start=1):
        data = {
            "region": region,
            "subject": subject,
            "number": number.format(number=100 + position),
            "pages": 2,
        }
        pdf = typst.compile(str(TEMPLATE), sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
        assert isinstance(pdf, bytes)
        upload = SimpleUploadedFile(f"{code}.pdf", io.BytesIO(pdf).getvalue(), content_type="application/pdf")
        received = receive(upload, allowed=["pdf"], max_bytes=5 * 2**20)
        made.append(DemoDocument(code, subject, str(data["number"]), received.stored_file))
    return made
