"""A handful of real documents for the demo, made once; every region links them under its own records."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.files.models import StoredFile
from piagam.files.receiving import receive
from tallybook import Indicator

TEMPLATE = Path(__file__).parent / "evidence.typ"
MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png"}


@dataclass(frozen=True)
class Kind:
    """A kind of document: what it is about, its number, the rows it stands beside, and its lines in the library."""

    code: str
    subject: str
    number: str
    rows: tuple[str, ...] = ()
    format: Literal["pdf", "png"] = "pdf"
    lines: Mapping[str, Any] = field(default_factory=dict)


def about(kind: str, dated: str, **more: Any) -> dict[str, Any]:
    """The lines of a document in the library."""
    return {"kind": kind, "dated": dated, **more}


KINDS = (
    Kind("sk", "Keputusan Kepala Daerah tentang Penetapan Inovasi Daerah", "188.4/101/2025", ("sid-16", "sid-23"),
         lines=about("sk-kepala-daerah", "2025-03-03", valid_from="2025-03-03", is_open_ended=True)),
    Kind("tugas", "Surat Tugas Tim Pelaksana Inovasi", "800/102/2025", ("sid-17", "sid-24"),
         lines=about("surat-tugas", "2025-01-06", valid_from="2025-01-06", valid_until="2026-12-31")),
    Kind("anggaran", "Petikan Dokumen Pelaksanaan Anggaran", "900/103/2025",
         ("sid-18", "spd-02a", "spd-02b", "spd-07"),
         lines=about("anggaran", "2024-12-20", covers_from=2025, covers_to=2025)),
    Kind("rkpd", "Petikan Rencana Kerja Pemerintah Daerah", "050/104/2025", ("sid-21", "spd-01", "spd-14"),
         lines=about("perencanaan", "2024-06-28", covers_from=2025, covers_to=2025)),
    Kind("bimtek", "Laporan Bimbingan Teknis dan Daftar Hadir", "005/105/2025", ("sid-20",),
         lines=about("laporan", "2025-05-20", confidentiality="personal")),
    Kind("sop", "Standar Operasional Prosedur Layanan", "065/106/2024", ("sid-26", "sid-28"),
         lines=about("sop", "2024-04-01", is_open_ended=True)),
    Kind("manfaat", "Rekapitulasi Penerima Manfaat", "460/107/2025", ("sid-32", "sid-33"),
         lines=about("laporan", "2026-01-15", covers_from=2025, covers_to=2025, confidentiality="personal")),
    Kind("kerja-sama", "Perjanjian Kerja Sama dan Surat Pernyataan Replikasi", "119/108/2023", ("sid-22", "sid-31"),
         lines=about("kerja-sama", "2023-09-01", valid_from="2023-09-01", valid_until="2026-08-31")),
    Kind("survei", "Laporan Survei Kepuasan Masyarakat", "067/109/2025", ("sid-34",),
         lines=about("laporan", "2025-11-10", covers_from=2025, covers_to=2025)),
    Kind("statistik", "Data Statistik dan Laporan Capaian Daerah", "049/110/2025",
         lines=about("laporan", "2026-02-27", covers_from=2024, covers_to=2025, confidentiality="public")),
    Kind("foto", "Dokumentasi Kegiatan dan Tangkapan Layar", "", ("sid-19", "sid-25", "sid-27", "sid-29", "sid-30",
         "sid-35"), "png", lines=about("foto", "2025-08-17", confidentiality="public")),
)  # fmt: skip


@dataclass(frozen=True)
class DemoDocument:
    """A document of the demo: its kind, and its stored bytes."""

    kind: Kind
    file: StoredFile


def make_documents(region: str) -> list[DemoDocument]:
    """The demo's documents for a region's name, as stored files. The same name gives the same bytes."""
    made = []
    for kind in KINDS:
        data = {
            "region": region,
            "subject": kind.subject,
            "number": kind.number,
            "picture": kind.format == "png",
        }
        compiled = typst.compile(
            str(TEMPLATE), sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, format=kind.format, ppi=96,
            timestamp=1_740_960_000,
        )  # fmt: skip
        assert isinstance(compiled, bytes)
        upload = SimpleUploadedFile(
            f"{kind.code}.{kind.format}", compiled, content_type=MEDIA_TYPES[kind.format]
        )
        received = receive(upload, allowed=[kind.format], max_bytes=5 * 2**20)
        made.append(DemoDocument(kind, received.stored_file))
    return made


def document_for(row: Indicator, documents: Sequence[DemoDocument]) -> int:
    """The position of the document that stands beside a row: the one made for it, or one of a format it takes."""
    for position, one in enumerate(documents):
        if row.code in one.kind.rows:
            return position
    takes = row.evidence.formats if row.evidence else ()
    fallback = "statistik" if not takes or "pdf" in takes else "foto"
    return next(position for position, one in enumerate(documents) if one.kind.code == fallback)
