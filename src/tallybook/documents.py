"""What kinds of document there are, and what is known of one: the facts from which its validity follows."""

from dataclasses import dataclass
from datetime import date

from tallybook.language import say

KINDS: dict[str, tuple[str, str]] = {
    "perda": ("Peraturan Daerah (Perda)", "Regional regulation"),
    "perkada": ("Peraturan Kepala Daerah (Perkada)", "Regulation of the head of the region"),
    "sk-kepala-daerah": ("SK Kepala Daerah", "Decree of the head of the region"),
    "sk-perangkat-daerah": ("SK Kepala Perangkat Daerah", "Decree of the head of a department"),
    "surat-tugas": ("Surat tugas, penugasan, atau perintah", "Letter of assignment"),
    "anggaran": ("Dokumen anggaran", "Budget document"),
    "perencanaan": ("Dokumen perencanaan", "Planning document"),
    "kerja-sama": ("Perjanjian kerja sama, MoU, hibah", "Agreement or grant"),
    "undangan": ("Undangan", "Invitation"),
    "daftar-hadir": ("Daftar hadir", "List of attendance"),
    "sertifikat": ("Sertifikat atau piagam", "Certificate"),
    "laporan": ("Laporan, rekapitulasi, atau kajian", "Report, summary or study"),
    "sop": ("SOP", "Standard operating procedure"),
    "pedoman": ("Buku petunjuk", "Manual"),
    "foto": ("Foto", "Photograph"),
    "tangkapan-layar": ("Tangkapan layar", "Screenshot"),
    "video": ("Video", "Video"),
    "berita": ("Pemberitaan", "News report"),
    "pernyataan": ("Surat pernyataan atau korespondensi", "Statement or letter"),
    "lainnya": ("Lainnya", "Other"),
}


def kind_in_words(kind: str) -> str:
    """A kind of document by its name; the code itself when there is no such kind."""
    return say(*KINDS[kind]) if kind in KINDS else kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What is known of a document; None and "" where nobody has said it.

    `covers`: the first and last year its contents are about, as a budget for 2025 signed in 2024 is about 2025.
    """

    kind: str = ""
    dated: date | None = None
    covers: tuple[int, int] | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    is_open_ended: bool = False
    revoked_on: date | None = None
