"""Each official word once: what the code calls it, what an officer reads, what it means.

docs/reference/glossary.md is printed from here.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Term:
    """A word of the domain."""

    code: str
    indonesian: str
    english: str
    meaning: str


TERMS = (
    Term("region", "daerah", "region", "province, regency (kabupaten) or city (kota) with a government of its own"),
    Term("department", "perangkat daerah (OPD)", "department", "unit of a region that owns innovations"),
    Term("innovation", "inovasi", "innovation", "the thing that was invented; lives across years in the region's bank"),
    Term("entry", "laporan inovasi", "entry", "an innovation's participation in one edition"),
    Term("report", "laporan daerah", "report", "all entries and answers of one region in one edition"),
    Term("indicator", "indikator", "indicator", "one question of the index"),
    Term("level", "parameter", "level", "one possible answer to an indicator, with points"),
    Term("weight", "bobot", "weight", "multiplier of an indicator"),
    Term("aspect", "aspek", "aspect", "upper layer of the index, above variables"),
    Term("variable", "variabel", "variable", "layer of the index that groups indicators"),
    Term("regional answers", "Satuan Pemerintah Daerah (SPD)", "regional answers", "indicators about the government"),
    Term("innovation answers", "Satuan Inovasi Daerah (SID)", "innovation answers", "indicators about each innovation"),
    Term("claim", "isian", "claim", "stated facts and the level that follows from them"),
    Term("evidence", "bukti dukung", "evidence", "document that supports a claim; also “data dukung”"),
    Term("finding", "hasil verifikasi", "finding", "decision on a claim: accepted, lowered or rejected"),
    Term("appeal", "sanggahan", "appeal", "objection to a finding"),
    Term("maturity", "skor kematangan", "maturity", "an innovation's total"),
    Term("index", "indeks inovasi daerah", "index", "a region's result, 0 to 100"),
    Term("predicate", "predikat", "predicate", "named band of the index"),
    Term("cluster", "klaster", "cluster", "group in which regions are ranked"),
    Term("category", "kategori penghargaan", "award category", "group in which awards are given"),
    Term("nominee", "nominator", "nominee", "region invited to present"),
    Term("presentation", "presentasi kepala daerah", "presentation", "the head of the region before the panel"),
    Term("field validation", "validasi lapangan", "field validation", "visit that checks reality"),
    Term("plenary", "sidang pleno", "plenary", "meeting that fixes the result"),
    Term("decree", "keputusan", "decree", "the act that makes the result official"),
    Term("certificate", "piagam", "certificate", "what the winner holds"),
    Term("edition", "tahun penilaian", "edition", "one year of the award"),
    Term("rulebook", "pedoman penilaian", "rulebook", "all rules of an edition, as data"),
    Term("affair", "urusan pemerintahan", "affair", "field of government an innovation serves"),
    Term("basic-service affair", "urusan wajib pelayanan dasar", "basic-service affair",
         "one of the six affairs that every region must serve"),
    Term("initiator", "inisiator", "initiator", "who began it: head, council, department, civil servant, community"),
    Term("form", "bentuk inovasi", "form", "governance, public service, other"),
    Term("stage", "tahapan inovasi", "stage", "initiative, trial, applied"),
    Term("operator", "operator perangkat daerah", "operator", "officer of a department who reports"),
    Term("coordinator", "koordinator daerah", "coordinator", "planning agency (Bapelitbang, BRIDA) of the region"),
    Term("head", "kepala daerah", "head of region", "governor, regent, mayor or secretary"),
    Term("verifier", "verifikator", "verifier", "decides claims on their evidence"),
    Term("receipt", "tanda terima", "receipt", "proof of what a region sent, with fingerprints of its files"),
)  # fmt: skip
BY_CODE = {term.code: term for term in TERMS}

PHASES = {
    "D": _("Persiapan"),
    "O": _("Penjaringan"),
    "C": _("Ditutup"),
    "V": _("Verifikasi"),
    "A": _("Sanggahan"),
    "J": _("Penjurian"),
    "F": _("Pleno"),
    "P": _("Terbit"),
}
ROLES = {
    "OPD": _("Operator perangkat daerah"),
    "COR": _("Koordinator daerah"),
    "HEAD": _("Kepala daerah"),
    "PROV": _("Pengawas provinsi"),
    "VER": _("Verifikator"),
    "QC": _("Pengawas mutu"),
    "JUR": _("Juri"),
    "ADM": _("Administrator"),
    "AUD": _("Auditor"),
    "PUB": _("Publik"),
}
